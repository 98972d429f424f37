package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fluorspar goes into fluoride, fluoride into the fab and into glass; two makers deliver fluoride, one to the fab alone. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class AroundResourceTest {
    private static final String PATHS = "/supplychain/v1/paths";

    private String stem = "";

    private String id(String name) {
        return stem + "-" + name;
    }

    private List<String> ids(String... names) {
        return List.of(names).stream().map(this::id).toList();
    }

    private String node(String name, String kind, String more) {
        return "{\"fact\":\"node\",\"id\":\"" + id(name) + "\",\"kind\":\"" + kind + "\",\"name\":\"" + name
                + "\",\"source\":\"DEMO\"" + more + "}\n";
    }

    private String needs(String node, String input, String more) {
        return "{\"fact\":\"requirement\",\"node\":\"" + id(node) + "\",\"input\":\"" + id(input) + "\",\"source\":\""
                + node + " says\"" + more + "}\n";
    }

    private String supplies(String supplier, String input, String more) {
        return "{\"fact\":\"supply\",\"supplier\":\"" + id(supplier) + "\",\"input\":\"" + id(input)
                + "\",\"source\":\"DEMO\"" + more + "}\n";
    }

    private static void imported(String lines) {
        contributor()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(200);
    }

    @BeforeEach
    void fluoride() {
        stem = unique("around");
        imported(node("spar", "material", "")
                + node("acid", "material", "")
                + node("fluoride", "material", ",\"typeOf\":[\"" + id("acid") + "\"]")
                + node("fab", "site", "")
                + node("glass", "product", "")
                + node("stella", "organisation", "")
                + node("morita", "organisation", "")
                + needs("fluoride", "spar", "")
                + needs("fab", "fluoride", ",\"essentiality\":\"critical\",\"year\":2019,\"confidence\":\"high\"")
                + needs("glass", "fluoride", "")
                // A cycle: the fab's glass is needed to make the acid
                + needs("fluoride", "glass", "")
                + supplies(
                        "stella", "fluoride", ",\"share\":{\"low\":40,\"high\":60},\"recipient\":\"" + id("fab") + "\"")
                + supplies("morita", "fluoride", ""));
    }

    @Test
    void theNeighbourhoodGoesBothWaysAndHoldsTheFacts() {
        viewer().get(NODES + "/" + id("fluoride") + "/neighbourhood")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("nodes[0].id", equalTo(id("fluoride")))
                .body("nodes[0].distance", equalTo(0))
                .body("nodes.id.drop(1)", equalTo(ids("fab", "glass", "morita", "spar", "stella")))
                .body("nodes[1].source", equalTo("DEMO"))
                .body("requirements", org.hamcrest.Matchers.hasSize(4))
                .body("requirements.find { it.node == '" + id("fab") + "' }.source", equalTo("fab says"))
                .body("requirements.find { it.node == '" + id("fab") + "' }.essentiality", equalTo("critical"))
                .body("supplies.supplier", containsInAnyOrder(id("stella"), id("morita")))
                .body("supplies.find { it.supplier == '" + id("stella") + "' }.share.high", equalTo(60));
        viewer().get(NODES + "/" + id("spar") + "/neighbourhood")
                .then()
                .body("nodes.id", contains(id("spar"), id("fluoride")))
                .body("supplies", empty());
        viewer().get(NODES + "/" + id("spar") + "/neighbourhood?depth=2&through=requirement")
                .then()
                .body("nodes.id", contains(id("spar"), id("fluoride"), id("fab"), id("glass")))
                .body("nodes.distance", contains(0, 1, 2, 2));
        viewer().get(NODES + "/" + id("acid") + "/neighbourhood?through=type")
                .then()
                .body("nodes.id", contains(id("acid"), id("fluoride")));
    }

    @Test
    void theNeighbourhoodIsBoundedAndOfThePastToo() {
        // Given
        String then = viewer().get(NODES + "/" + id("fab")).jsonPath().getString("changedAt");
        String supply =
                viewer().get(SUPPLIES + "?supplier=" + id("morita")).jsonPath().getString("items[0].id");
        contributor()
                .header("If-Match", "*")
                .delete(SUPPLIES + "/" + supply)
                .then()
                .statusCode(204);
        // When, Then
        String path = NODES + "/" + id("fluoride") + "/neighbourhood";
        viewer().get(path).then().body("nodes.id", org.hamcrest.Matchers.not(hasItems(id("morita"))));
        viewer().queryParam("asOf", then)
                .get(path)
                .then()
                .statusCode(200)
                .body("nodes.id", hasItems(id("morita")))
                .body("supplies.supplier", hasItems(id("morita")));
        viewer().get(path + "?limit=2")
                .then()
                .body("complete", equalTo(false))
                .body("nodes.id", contains(id("fluoride"), id("fab"), id("glass")));
        viewer().get(path + "?depth=1000000000&limit=0&through=air")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("depth", "limit", "through"));
        viewer().get(NODES + "/nobody/neighbourhood").then().statusCode(404);
        viewer().queryParam("asOf", "1999-12-31").get(path).then().statusCode(404);
    }

    @Test
    void pathsHaveEvidenceOnEachStep() {
        // When
        JsonPath answer = viewer().get(PATHS + "?from=" + id("stella") + "&to=" + id("fab"))
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("paths.length", contains(1, 2))
                .extract()
                .jsonPath();
        // Then
        assertThat(answer.getList("paths[0].steps[0].evidence")).hasSize(1);
        assertThat(answer.getString("paths[0].steps[0].evidence[0].kind")).isEqualTo("supply");
        assertThat(answer.getInt("paths[0].steps[0].evidence[0].share.low")).isEqualTo(40);
        assertThat(answer.getString("paths[0].steps[0].evidence[0].recipient")).isEqualTo(id("fab"));
        assertThat(answer.getList("paths[1].steps.to")).isEqualTo(ids("fluoride", "fab"));
        String last = "paths[1].steps[1].evidence[0].";
        assertThat(answer.getString(last + "kind")).isEqualTo("requirement");
        assertThat(answer.getString(last + "link")).isEqualTo(id("fab") + "_needs_" + id("fluoride"));
        assertThat(answer.getString(last + "source")).isEqualTo("fab says");
        assertThat(answer.getInt(last + "year")).isEqualTo(2019);
        assertThat(answer.getString(last + "confidence")).isEqualTo("high");
        assertThat(answer.getString(last + "essentiality")).isEqualTo("critical");
        viewer().get(PATHS + "?from=" + id("stella") + "&to=" + id("fab") + "&k=1")
                .then()
                .body("paths.length", contains(1))
                .body("complete", equalTo(false));
        viewer().get(PATHS + "?from=" + id("stella") + "&to=" + id("fab") + "&mode=all&maxLength=1")
                .then()
                .body("paths.length", contains(1))
                .body("complete", equalTo(true));
        viewer().get(PATHS + "?from=" + id("fab") + "&to=" + id("spar"))
                .then()
                .body("paths", empty())
                .body("complete", equalTo(true));
        viewer().get(PATHS + "?from=" + id("fluoride") + "&to=" + id("acid") + "&through=type")
                .then()
                .body("paths[0].steps[0].evidence[0].link", equalTo(id("fluoride")))
                .body("paths[0].steps[0].evidence[0].year", nullValue());
    }

    @Test
    void aPathQueryThatExplodesIsCutAndSaysSo() {
        // Given: ten layers of twelve, each of a layer needing all of the one before: 12^10 ways
        StringBuilder lines = new StringBuilder(node("first", "material", "") + node("last", "product", ""));
        for (int layer = 0; layer < 10; layer++) {
            for (int i = 0; i < 12; i++) {
                String name = "l" + layer + "n" + i;
                lines.append(node(name, "part", ""));
                for (int j = 0; j < 12; j++) {
                    lines.append(
                            layer == 0 && j > 0
                                    ? ""
                                    : needs(name, layer == 0 ? "first" : "l" + (layer - 1) + "n" + j, ""));
                }
                lines.append(layer == 9 ? needs("last", name, "") : "");
            }
        }
        imported(lines.toString());
        // When, Then
        String ends = "?from=" + id("first") + "&to=" + id("last");
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (String mode : List.of("all&maxLength=50", "shortest")) {
                viewer().get(PATHS + ends + "&k=1000&mode=" + mode)
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(false));
            }
            // No way is that short: the search sees so at once
            viewer().get(PATHS + ends + "&mode=all&maxLength=10")
                    .then()
                    .body("complete", equalTo(true))
                    .body("count", equalTo(0));
        });
    }

    @Test
    void badQuestionsAreRefused() {
        viewer().get(PATHS).then().statusCode(400).body("violations.field", containsInAnyOrder("from", "to"));
        viewer().get(PATHS + "?from=a&to=a&k=0&maxLength=1000000000&mode=longest&depth=3")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("to", "k", "maxLength", "mode", "depth"));
        viewer().get(PATHS + "?from=" + id("fab") + "&to=nobody").then().statusCode(404);
        viewer().get(PATHS + "?from=Not+One&to=" + id("fab"))
                .then()
                .statusCode(400)
                .body("violations.field", contains("from"));
        String path = PATHS + "?from=" + id("stella") + "&to=" + id("fab");
        viewer().header("If-None-Match", viewer().get(path).header("ETag"))
                .get(path)
                .then()
                .statusCode(304);
    }
}
