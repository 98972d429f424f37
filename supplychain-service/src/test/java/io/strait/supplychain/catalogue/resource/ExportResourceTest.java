package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.strait.supplychain.SupplyChainTestResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole catalogue leaves as a file, and comes back as it was. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ExportResourceTest {
    private static final String EXPORT = "/supplychain/v1/export";

    private static ValidatableResponse imported(String type, byte[] body, String query) {
        return contributor().contentType(type).body(body).post(IMPORTS + query).then();
    }

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void sample() throws IOException {
        Path file = Path.of("sample/korea-japan.ndjson");
        byte[] sample = Files.readAllBytes(
                Files.exists(file) ? file : Path.of("supplychain-service").resolve(file));
        imported("application/x-ndjson", sample, "").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"ndjson,application/x-ndjson", "csv,text/csv"})
    void whatWasExportedIsAllUnchangedWhenImported(String format, String mediaType) {
        // Given
        byte[] file = viewer().get(EXPORT + "?format=" + format)
                .then()
                .statusCode(200)
                .contentType(startsWith(mediaType))
                .header("Content-Disposition", containsString("." + format))
                .extract()
                .asByteArray();
        // When
        JsonPath outcome = imported(mediaType, file, "?dryRun=true")
                .statusCode(200)
                .body("changeCount", equalTo(0))
                .body("notes", empty())
                .extract()
                .jsonPath();
        // Then
        JsonPath graph = viewer().get("/supplychain/v1/graph").jsonPath();
        for (String kind : List.of("nodes", "requirements", "supplies")) {
            assertThat(outcome.getInt("counts." + kind + ".unchanged"))
                    .isEqualTo(graph.getInt(kind))
                    .isPositive();
        }
    }

    @Test
    void theAnswerNamesItsRevisionAndThePastIsExportedAsItWas() {
        // Given
        String kept = made("kept", "material");
        String then = viewer().get(NODES + "/" + kept).jsonPath().getString("changedAt");
        Response before = viewer().get(EXPORT);
        String later = made("later", "material");
        // When
        Response now = viewer().get(EXPORT);
        // Then
        assertThat(before.header("ETag")).startsWith("\"r");
        assertThat(now.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(now.asString()).contains("\"" + later + "\"");
        assertThat(viewer().queryParam("asOf", then).get(EXPORT).asString()).isEqualTo(before.asString());
        viewer().queryParam("asOf", "1999-12-31")
                .get(EXPORT)
                .then()
                .statusCode(200)
                .body(equalTo(""));
        viewer().header("If-None-Match", now.header("ETag")).get(EXPORT).then().statusCode(304);
        viewer().header("If-None-Match", now.header("ETag"))
                .get(EXPORT + "?format=csv")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|text/csv",
                "application/json|application/vnd.jgf+json",
                "application/vnd.jgf+json|application/vnd.jgf+json",
                "application/gexf+xml, text/csv;q=0.5|application/gexf+xml",
                "*/*|application/x-ndjson"
            })
    void theFormatIsTheOneAccepted(String accepted, String given) {
        viewer().accept(accepted).get(EXPORT).then().statusCode(200).contentType(startsWith(given));
        viewer().accept(accepted)
                .get(EXPORT + "?format=graphml")
                .then()
                .contentType(startsWith("application/graphml+xml"));
    }

    @Test
    void graphFormatsHoldEveryNode() throws XMLStreamException {
        JsonPath json = viewer().get(EXPORT + "?format=json").jsonPath();
        int nodes = viewer().get("/supplychain/v1/graph").jsonPath().getInt("nodes");
        assertThat(json.getMap("graph.nodes")).hasSize(nodes);
        for (String format : List.of("graphml", "gexf")) {
            byte[] document = viewer().get(EXPORT + "?format=" + format).asByteArray();
            XMLStreamReader xml =
                    XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(document));
            int found = 0;
            while (xml.hasNext()) {
                xml.next();
                found += xml.isStartElement() && xml.getLocalName().equals("node") ? 1 : 0;
            }
            assertThat(found).as(format).isEqualTo(nodes);
        }
    }

    @Test
    void csvIsImportedWithADryRunFirst() {
        // Given
        String maker = unique("maker");
        String resist = unique("resist");
        byte[] file = csv("source,fact,id,kind,name,supplier,input,shareLow,shareHigh,names,year\r\n"
                + "DEMO,node," + maker + ",organisation,Maker,,,,,\"{\"\"ja\"\":\"\"メーカー\"\"}\",\r\n"
                + "DEMO,node," + resist + ",material,\"Resist, \"\"ArF\"\"\",,,,,,2024\r\n"
                + "DEMO,supply,,,," + maker + "," + resist + ",10,20.5,,\r\n");
        // When, Then
        imported("text/csv", file, "?dryRun=true")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("counts.nodes.added", equalTo(2))
                .body("changes.id", hasItems(maker, resist));
        viewer().get(NODES + "/" + maker).then().statusCode(404);
        imported("text/csv; charset=utf-8", file, "?why=csv")
                .statusCode(200)
                .body("revision", greaterThan(0))
                .body("counts.supplies.added", equalTo(1));
        viewer().get(NODES + "/" + maker).then().body("names.ja", equalTo("メーカー"));
        viewer().get(NODES + "/" + resist)
                .then()
                .body("name", equalTo("Resist, \"ArF\""))
                .body("year", equalTo(2024));
        viewer().get(Http.SUPPLIES + "?input=" + resist).then().body("items[0].share.high", equalTo(20.5f));
        // The same as a file of a form, told from the ETO data set by its header
        contributor()
                .multiPart("file", "facts.csv", file, "text/csv")
                .post(IMPORTS)
                .then()
                .statusCode(200)
                .body("changeCount", equalTo(0));
    }

    @Test
    void errorsOfACsvNameRowColumnValueAndWhatWasExpected() {
        String good = unique("good");
        imported(
                        "text/csv",
                        csv("fact,id,kind,name,source,supplier,input,shareLow,shareHigh,stockDays,names\n"
                                + "node," + good + ",part,Good,DEMO,,,,,,\n"
                                + "node,x,gadget,Bad,DEMO,,,,,,\"{\"\"en\"\": \"\n"
                                + "supply,,,,DEMO,a,b,90,101,,\n"
                                + "requirement,,,,DEMO,a,b,,,-1,\n"
                                + "edge,,,,,,,,,,\n"
                                + "node,short\n"),
                        "")
                .statusCode(422)
                .body("violations.findAll { it.line == 3 }.field", hasItems("kind", "names"))
                .body("violations.find { it.line == 3 && it.field == 'kind' }.column", equalTo(3))
                .body("violations.find { it.line == 3 && it.field == 'names' }.column", equalTo(11))
                .body("violations.find { it.line == 4 }.field", equalTo("share.high"))
                .body("violations.find { it.line == 4 }.column", equalTo(9))
                .body("violations.find { it.line == 4 }.value", equalTo("101"))
                .body("violations.find { it.line == 4 }.expected", containsString("100"))
                .body("violations.findAll { it.line == 5 }.field", hasItems("node", "supplier", "stockDays"))
                .body("violations.find { it.line == 6 }.field", equalTo("fact"))
                .body("violations.find { it.line == 7 }.field", equalTo("line"));
        viewer().get(NODES + "/" + good).then().statusCode(404);
        imported("text/csv", csv("fact,id,colour,id\nnode,x,red,x\n"), "")
                .statusCode(422)
                .body("violations.field", hasItems("colour", "id"));
        imported("text/csv", csv("id,name\nx,X\n"), "").statusCode(422).body("violations.field", hasItems("fact"));
        imported("text/csv", csv("fact,id\nnode,\"x\n"), "").statusCode(422).body("violations[0].line", equalTo(2));
    }
}
