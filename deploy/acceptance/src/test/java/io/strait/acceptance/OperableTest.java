package io.strait.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.strait.local.Part;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator leans on: probes, metrics, documents, logs. */
@ExtendWith(SystemUnderTest.Resolver.class)
class OperableTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final SystemUnderTest strait;

    OperableTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"TRADE", "SUPPLYCHAIN", "GATEWAY"})
    void everyServiceIsProbedAndMeasuredOnItsManagementPort(Part part) {
        for (String probe : List.of("live", "ready", "started")) {
            given().baseUri(strait.stack().managementUri(part).toString())
                    .get("/q/health/" + probe)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("UP"));
        }
        given().baseUri(strait.stack().managementUri(part).toString())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("jvm_memory_used_bytes"))
                .body(containsString("strait_"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"TRADE", "SUPPLYCHAIN", "GATEWAY"})
    void noStackTraceIsLoggedForWhatTheTestsDo(Part part) throws Exception {
        assertThat(Files.readString(strait.stack().logs(part))).doesNotContain("NullPointerException");
    }

    @Test
    void logsOfProductionAreJsonAndNameTheTraceOfTheRequest() throws Exception {
        // Given
        String trace = "%032x".formatted(System.nanoTime());
        // When
        strait.contributor()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(java.util.Map.of("id", strait.uniqueId("logged"), "kind", "part", "name", "x", "source", "DEMO"))
                .post("/supplychain/v1/nodes")
                .then()
                .statusCode(201);
        // Then
        strait.await().untilAsserted(() -> assertThat(
                        Files.readAllLines(strait.stack().logs(Part.SUPPLYCHAIN)))
                .filteredOn(line -> line.startsWith("{"))
                .extracting(JSON::readTree)
                .anySatisfy(line -> {
                    assertThat(line.path("message").asText()).startsWith("Catalogue changed");
                    assertThat(line.at("/mdc/traceId").asText()).isEqualTo(trace);
                }));
    }

    @Test
    void theDocumentsOfTheInterfacesAreServed() {
        for (String name : List.of("trade", "supplychain", "gateway")) {
            strait.viewer().get("/openapi/" + name).then().statusCode(200).body(containsString("openapi: 3"));
        }
        strait.viewer().get("/asyncapi").then().statusCode(200).body(containsString("asyncapi: 3"));
        strait.viewer().get("/schemas/strait.trade.series.changed.json").then().statusCode(200);
        strait.viewer().get("/problems/invalid-parameter").then().statusCode(200);
    }

    @Test
    void thePageAtTheDoorListsEventsAndLinksToTheDocuments() {
        String page = strait.anonymous()
                .accept("text/html")
                .get("/")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).contains("/openapi").contains("/asyncapi");
    }
}
