package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.REQUIREMENTS;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits that make no sense, or are far too large, change nothing and say what was expected, in bounded time. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class BadEditsTest {
    private String input = "";
    private String maker = "";
    private int revision;

    private static int revision() {
        return viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision");
    }

    @BeforeEach
    void before() {
        input = made("input", "material");
        maker = made("maker", "organisation");
        revision = revision();
    }

    @AfterEach
    void nothingIsCommitted() {
        assertThat(revision()).isEqualTo(revision);
    }

    private static void refused(String path, Map<String, Object> fact, String field, String expected) {
        Map<String, Object> whole = new LinkedHashMap<>(fact);
        whole.put("source", "DEMO");
        contributor()
                .contentType("application/json")
                .body(whole)
                .post(path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field))
                .body("violations.find { it.field == '" + field + "' }.expected", containsString(expected));
    }

    private static ValidatableResponse imported(String query, String lines) {
        return contributor()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + query)
                .then();
    }

    @Test
    void aFactThatContradictsItselfOrTheOthersIsRefused() {
        refused(SUPPLIES, Map.of("supplier", "nobody", "input", input), "supplier", "the id of a node");
        refused(SUPPLIES, Map.of("supplier", maker, "input", input, "recipient", maker), "recipient", "another node");
        refused(SUPPLIES, Map.of("supplier", input, "input", input), "supplier", "an organisation, site or area");
        refused(
                SUPPLIES,
                Map.of("supplier", maker, "input", input, "share", Map.of("low", 10, "high", 100.5)),
                "share.high",
                "from 0 to 100");
        refused(
                SUPPLIES,
                Map.of("supplier", maker, "input", input, "share", Map.of("low", 30, "high", 20)),
                "share",
                "low");
        refused(SUPPLIES, Map.of("supplier", maker, "input", input, "capacity", 5), "capacityUnit", "capacity");
        refused(REQUIREMENTS, Map.of("node", maker, "input", input, "stockDays", -0.5), "stockDays", "from 0");
        refused(REQUIREMENTS, Map.of("node", maker, "input", input, "amountUnit", "kg"), "amountUnit", "amount");
        refused(
                REQUIREMENTS,
                Map.of("node", maker, "input", input, "essentiality", "vital"),
                "essentiality",
                "critical");
        refused(
                NODES,
                Map.of("id", "loop", "kind", "part", "name", "L", "typeOf", java.util.List.of("loop")),
                "typeOf",
                "types");
    }

    @Test
    void aNumberThatNoMachineHoldsIsRefused() {
        for (String number : new String[] {"1e999999999", "-1e-999999999", "1e400", "0.0000000000001"}) {
            imported(
                            "",
                            "{\"fact\":\"requirement\",\"node\":\"" + maker + "\",\"input\":\"" + input
                                    + "\",\"source\":\"DEMO\",\"stockDays\":" + number + "}\n")
                    .statusCode(422)
                    .body("violations[0].field", equalTo("stockDays"));
        }
    }

    @Test
    void aNameOfTenMegabytesIsRefusedAndNotSentBack() {
        String name = "x".repeat(10_000_000);
        Response answer = imported(
                        "",
                        "{\"fact\":\"node\",\"id\":\"huge\",\"kind\":\"part\",\"source\":\"DEMO\",\"name\":\"" + name
                                + "\"}\n")
                .statusCode(422)
                .body("violations[0].field", equalTo("name"))
                .body("violations[0].message", equalTo("is too long"))
                .extract()
                .response();
        assertThat(answer.asByteArray()).hasSizeLessThan(2000);
        contributor()
                .contentType("application/json")
                .body(Map.of("id", "huge", "kind", "part", "name", name, "source", "DEMO"))
                .post(NODES)
                .then()
                .statusCode(413);
    }

    @Test
    void anImportBeyondItsBoundsIsRefusedInTime() {
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            StringBuilder many = new StringBuilder();
            for (int i = 0; i <= 200_000; i++) {
                many.append("{\"fact\":\"node\",\"id\":\"n")
                        .append(i)
                        .append("\",\"kind\":\"part\",\"name\":\"N\",\"source\":\"S\"}\n");
            }
            imported("", many.toString()).statusCode(413).body("detail", containsString("200000"));
            imported("", "x".repeat(40_000_000)).statusCode(413);
        });
    }

    @Test
    void aLargeImportWithinItsBoundsIsTaken() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            many.append("{\"fact\":\"node\",\"id\":\"n")
                    .append(i)
                    .append("\",\"kind\":\"part\",\"name\":\"N\",\"source\":\"S\"}\n");
        }
        imported("?dryRun=true", many.toString()).statusCode(200).body("counts.nodes.added", equalTo(70_000));
    }

    @Test
    void aDepthBeyondAllBoundsIsRefused() {
        for (String path : new String[] {"/downstream", "/upstream", "/neighbourhood"}) {
            viewer().get(NODES + "/" + input + path + "?depth=1000000000")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("depth"))
                    .body("violations[0].expected", containsString("from 1 to"));
        }
    }
}
