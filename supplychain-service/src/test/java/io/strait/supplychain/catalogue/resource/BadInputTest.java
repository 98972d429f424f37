package io.strait.supplychain.catalogue.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every door says no in the same way, and leaves everything as it was. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class BadInputTest {
    private static final String JSON = "application/json";

    private static Response post(String path, String type, byte[] body) {
        return Http.contributor().contentType(type).body(body).post(path);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Case(int status, Supplier<Response> request) {}

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        String nodes = Http.NODES;
        cases.put("empty body", new Case(400, () -> post(nodes, JSON, new byte[0])));
        cases.put(
                "no body",
                new Case(400, () -> Http.contributor().contentType(JSON).post(nodes)));
        cases.put("blank body", new Case(400, () -> post(nodes, JSON, utf8("  \n"))));
        cases.put("malformed JSON", new Case(400, () -> post(nodes, JSON, utf8("{\"id\": "))));
        cases.put("an array", new Case(400, () -> post(nodes, JSON, utf8("[]"))));
        cases.put("two objects", new Case(400, () -> post(nodes, JSON, utf8("{} {}"))));
        cases.put("a member twice", new Case(400, () -> post(nodes, JSON, utf8("{\"id\":\"a\",\"id\":\"b\"}"))));
        cases.put("nested too deep", new Case(400, () -> post(nodes, JSON, utf8("[".repeat(5000) + "]".repeat(5000)))));
        cases.put(
                "a number too long",
                new Case(400, () -> post(nodes, JSON, utf8("{\"year\": " + "9".repeat(500) + "}"))));
        cases.put(
                "invalid UTF-8", new Case(400, () -> post(nodes, JSON, new byte[] {'{', '"', (byte) 0xff, '"', '}'})));
        cases.put("NUL bytes", new Case(400, () -> post(nodes, JSON, new byte[64])));
        cases.put("body over the limit", new Case(413, () -> post(nodes, JSON, new byte[1_100_000])));
        cases.put("media type", new Case(415, () -> post(nodes, "image/png", new byte[] {1})));
        cases.put(
                "no media type",
                new Case(415, () -> Http.contributor().body(new byte[] {1}).post(nodes)));
        cases.put("patch media type", new Case(415, () -> Http.contributor()
                .contentType(JSON)
                .header("If-Match", "*")
                .body("{}")
                .patch(nodes + "/x")));
        cases.put(
                "format", new Case(406, () -> Http.viewer().accept("image/png").get(nodes)));
        cases.put("method", new Case(405, () -> Http.contributor().delete(nodes)));
        cases.put("unknown path", new Case(404, () -> Http.viewer().get("/supplychain/v1/nothing")));
        cases.put("unknown node", new Case(404, () -> Http.viewer().get(nodes + "/nobody")));
        cases.put(
                "unreadable If-Match",
                new Case(400, () -> Http.contributor().header("If-Match", "r12").delete(nodes + "/x")));
        cases.put("bad Idempotency-Key", new Case(400, () -> Http.contributor()
                .contentType(JSON)
                .header("Idempotency-Key", "a b")
                .body(Http.node("x-y-z", "part"))
                .post(nodes)));
        cases.put("unknown parameter", new Case(400, () -> Http.viewer().get(nodes + "?colour=red")));
        cases.put(
                "number out of range", new Case(400, () -> Http.viewer().get(nodes + "?limit=100000000000000000000")));
        cases.put("no number", new Case(400, () -> Http.viewer().get(nodes + "?limit=ten")));
        cases.put("bad instant", new Case(400, () -> Http.viewer().get(nodes + "?asOf=yesterday")));
        cases.put("the future", new Case(400, () -> Http.viewer().get(nodes + "?asOf=2999-01-01")));
        cases.put("a parameter twice", new Case(400, () -> Http.viewer().get(nodes + "?kind=part&kind=site")));
        cases.put("import: empty", new Case(400, () -> post(Http.IMPORTS, "application/x-ndjson", new byte[0])));
        cases.put(
                "import: malformed", new Case(422, () -> post(Http.IMPORTS, "application/x-ndjson", utf8("{\n{}\n"))));
        cases.put("import: media type", new Case(415, () -> post(Http.IMPORTS, "text/plain", utf8("a,b"))));
        cases.put("import: other CSV", new Case(422, () -> post(Http.IMPORTS, "text/csv", utf8("a,b"))));
        cases.put("import: empty CSV", new Case(400, () -> post(Http.IMPORTS, "text/csv", new byte[0])));
        cases.put("export: format", new Case(400, () -> Http.viewer().get("/supplychain/v1/export?format=pdf")));
        cases.put(
                "export: media type",
                new Case(406, () -> Http.viewer().accept("image/png").get("/supplychain/v1/export")));
        cases.put(
                "import: bad flag",
                new Case(400, () -> post(Http.IMPORTS + "?dryRun=perhaps", "application/x-ndjson", utf8("{}"))));
        return cases;
    }

    @TestFactory
    Iterable<DynamicTest> badInputIsAnsweredByAProblemThatHelps() {
        return cases().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Response response = entry.getValue().request().get();
                    assertThat(response.statusCode())
                            .as(response.asString())
                            .isEqualTo(entry.getValue().status());
                    assertThat(response.contentType()).startsWith("application/problem+json");
                    assertThat(response.jsonPath().getString("type")).startsWith("/problems/");
                    assertThat(response.jsonPath().getInt("status"))
                            .isEqualTo(entry.getValue().status());
                    assertThat(response.jsonPath().getString("detail")).isNotBlank();
                    assertThat(response.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
                    assertThat(response.asString()).doesNotContain("Exception").doesNotContain("\tat ");
                }))
                .toList();
    }

    @Test
    void aRefusedRequestChangesNothing() {
        // Given
        int revision = Http.viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision");
        // When
        assertThat(cases().values())
                .allSatisfy(
                        each -> assertThat(each.request().get().statusCode()).isEqualTo(each.status()));
        // Then
        assertThat(Http.viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision"))
                .isEqualTo(revision);
    }
}
