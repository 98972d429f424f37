package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.supplychain.SupplyChainTestResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Many facts at once: all or none, one revision. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ImportResourceTest {
    private static final List<String> ETO =
            List.of("inputs.csv", "sequence.csv", "providers.csv", "provision.csv", "stages.csv");

    private static ValidatableResponse ndjson(String query, String text) {
        return contributor()
                .contentType("application/x-ndjson")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + query)
                .then();
    }

    private static String nodeLine(String id, String kind, String name) {
        return "{\"fact\":\"node\",\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"name\":\"" + name
                + "\",\"source\":\"DEMO\"}\n";
    }

    @Test
    void anImportIsOneRevisionAndTheSameAgainIsNone() {
        // Given
        String maker = unique("maker");
        String resist = unique("resist");
        String lines = nodeLine(maker, "organisation", "Maker")
                + nodeLine(resist, "material", "Resist")
                + "{\"fact\":\"supply\",\"supplier\":\"" + maker + "\",\"input\":\"" + resist
                + "\",\"share\":{\"low\":10,\"high\":20},\"source\":\"DEMO\"}\n";
        int before = viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision");
        // When
        ndjson("?dryRun=true", lines)
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("counts.nodes.added", equalTo(2))
                .body("changes.id", hasItem(maker));
        viewer().get(NODES + "/" + maker).then().statusCode(404);
        int revision = ndjson("?why=sample", lines)
                .statusCode(200)
                .body("revision", greaterThan(before))
                .body("counts.nodes.added", equalTo(2))
                .body("counts.supplies.added", equalTo(1))
                .extract()
                .path("revision");
        // Then
        ndjson("", lines)
                .statusCode(200)
                .body("revision", equalTo(revision))
                .body("changes", empty())
                .body("counts.nodes.unchanged", equalTo(2));
        viewer().get(NODES + "/" + maker + "/downstream").then().body("items.id", hasItem(resist));
    }

    @Test
    void oneBadLineKeepsAllOutAndIsNamed() {
        // Given
        String good = unique("good");
        // When, Then
        ndjson("", nodeLine(good, "part", "Good") + "\n" + nodeLine(unique("bad"), "gadget", "Bad"))
                .statusCode(422)
                .body("violations[0].line", equalTo(3))
                .body("violations[0].field", equalTo("kind"));
        viewer().get(NODES + "/" + good).then().statusCode(404);
    }

    @Test
    void aLinkToNowhereIsNamedByItsLine() {
        String id = unique("site");
        ndjson(
                        "",
                        nodeLine(id, "site", "Site") + "{\"fact\":\"requirement\",\"node\":\"" + id
                                + "\",\"input\":\"nowhere\",\"source\":\"DEMO\"}\n")
                .statusCode(422)
                .body("violations[0].line", equalTo(2))
                .body("violations[0].value", equalTo("nowhere"));
    }

    @Test
    void theRealDataSetLandsWholeAndTwiceIsOnce() throws IOException {
        // Given
        Path folder = eto();
        Assumptions.assumeTrue(Files.isDirectory(folder), "the real files are not here");
        // When
        int changes = upload(folder, "").statusCode(200).extract().path("changeCount");
        // Then
        assertThat(changes).isGreaterThan(1500);
        upload(folder, "").statusCode(200).body("changeCount", equalTo(0));
        String lithography = viewer().queryParam("q", "euv lithography tools")
                .queryParam("kind", "equipment")
                .get(NODES)
                .jsonPath()
                .getString("items[0].id");
        viewer().get(Http.SUPPLIES + "?input=" + lithography)
                .then()
                .body("items.supplier", hasItem("asml"))
                .body("items.find { it.supplier == 'asml' }.share.low", equalTo(100));
        viewer().get(NODES + "/" + lithography + "/downstream?through=requirement,supply,type")
                .then()
                .body("count", greaterThan(0));
    }

    @Test
    void aFileOfTheDataSetThatIsBrokenIsNamed() {
        contributor()
                .multiPart(
                        "file", "inputs.csv", "input_id,input_name\n\"N0,Chip design".getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(422)
                .body("violations.file", hasItem("inputs.csv"));
        contributor()
                .multiPart("file", "letter.txt", "Dear all".getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(422);
    }

    private static ValidatableResponse upload(Path folder, String query) throws IOException {
        RequestSpecification request = contributor();
        for (String file : ETO) {
            request.multiPart("file", file, Files.readAllBytes(folder.resolve(file)), "text/csv");
        }
        return request.post(IMPORTS + query).then();
    }

    private static Path eto() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder.resolveSibling("shared").resolve("data/eto");
            }
        }
        return Path.of("nowhere");
    }
}
