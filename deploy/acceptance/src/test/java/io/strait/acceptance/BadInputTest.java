package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every door answers bad input with its status and a problem document that helps, and leaks nothing. */
@ExtendWith(SystemUnderTest.Resolver.class)
class BadInputTest {
    private static final String INGESTS = "/trade/v1/ingests?source=DEMO";
    private static final String NODES = "/supplychain/v1/nodes";

    private final SystemUnderTest strait;

    BadInputTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    static Stream<Arguments> cases() {
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"groups\":[\"admin\"]}".getBytes(StandardCharsets.UTF_8))
                + ".";
        return Stream.of(
                c("trade: empty body", 400, s -> s.contributor()
                        .contentType("text/csv")
                        .body(new byte[0])
                        .post(INGESTS)),
                c("trade: media type", 415, s -> s.contributor()
                        .contentType("image/png")
                        .body(new byte[] {1})
                        .post(INGESTS)),
                c("trade: malformed JSON", 400, s -> s.contributor()
                        .contentType("application/json")
                        .body("{\"data\": [{,".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: not a trade file", 422, s -> s.contributor()
                        .contentType("text/csv")
                        .body("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: quote never closed", 400, s -> s.contributor()
                        .contentType("text/csv")
                        .body((new ComtradeCsv().text() + "\"C,").getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: NUL bytes", 400, s -> s.contributor()
                        .contentType("text/csv")
                        .body(new byte[64])
                        .post(INGESTS)),
                c("trade: unknown source", 400, s -> s.contributor()
                        .contentType("text/csv")
                        .body(new ComtradeCsv()
                                .month("202401", "271012", 1)
                                .text()
                                .getBytes(StandardCharsets.UTF_8))
                        .post("/trade/v1/ingests?source=NOBODY")),
                c("trade: unknown parameter on ingest", 400, s -> s.contributor()
                        .contentType("text/csv")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS + "&colour=red")),
                c("trade: unknown parameter", 400, s -> s.viewer()
                        .get("/trade/v1/observations?reporter=KOR&colour=red")),
                c("trade: number out of range", 400, s -> s.viewer()
                        .get("/trade/v1/observations?reporter=KOR&limit=100000000")),
                c(
                        "trade: bad period",
                        400,
                        s -> s.viewer()
                                .get(
                                        "/trade/v1/accumulations?reporter=KOR&partner=JPN&commodity=271012&flow=X&through=202413")),
                c("trade: bad cursor", 400, s -> s.viewer()
                        .get("/trade/v1/observations?reporter=KOR&partner=JPN&cursor=forged")),
                c("trade: bad instant", 400, s -> s.viewer()
                        .get("/trade/v1/observations?reporter=KOR&partner=JPN&asOf=yesterday")),
                c("trade: unknown job", 404, s -> s.viewer().get("/trade/v1/ingests/nothing")),
                c("trade: unknown path", 404, s -> s.viewer().get("/trade/v1/nothing")),
                c("trade: method", 405, s -> s.contributor().delete("/trade/v1/observations")),
                c("trade: format", 406, s -> s.viewer()
                        .accept("image/png")
                        .get("/trade/v1/observations?reporter=KOR&partner=JPN&commodity=271012&period=2024")),
                c("trade: no token", 401, s -> s.anonymous()
                        .contentType("text/csv")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: bad token", 401, s -> s.anonymous()
                        .header("Authorization", "Bearer x.y.z")
                        .contentType("text/csv")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: unsigned token", 401, s -> s.anonymous()
                        .header("Authorization", "Bearer " + unsigned)
                        .contentType("text/csv")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("trade: role", 403, s -> s.viewer()
                        .contentType("text/csv")
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post(INGESTS)),
                c("supply: empty body", 400, s -> s.contributor()
                        .contentType("application/json")
                        .body(new byte[0])
                        .post(NODES)),
                c("supply: media type", 415, s -> s.contributor()
                        .contentType("image/png")
                        .body(new byte[] {1})
                        .post(NODES)),
                c("supply: malformed JSON", 400, s -> s.contributor()
                        .contentType("application/json")
                        .body("{\"id\": ".getBytes(StandardCharsets.UTF_8))
                        .post(NODES)),
                c("supply: invalid UTF-8", 400, s -> s.contributor()
                        .contentType("application/json")
                        .body(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .post(NODES)),
                c("supply: unknown member", 422, s -> s.contributor()
                        .contentType("application/json")
                        .body(
                                "{\"id\":\"x\",\"kind\":\"material\",\"name\":\"x\",\"source\":\"DEMO\",\"colour\":\"red\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        .post(NODES)),
                c("supply: unknown parameter", 400, s -> s.viewer().get(NODES + "?colour=red")),
                c("supply: number out of range", 400, s -> s.viewer().get(NODES + "?limit=0")),
                c("supply: unknown node", 404, s -> s.viewer().get(NODES + "/nobody")),
                c("supply: body over the limit", 413, s -> s.contributor()
                        .contentType("application/json")
                        .body(new byte[20_000_000])
                        .post(NODES)),
                c("supply: no token", 401, s -> s.anonymous()
                        .contentType("application/json")
                        .body("{}")
                        .post(NODES)),
                c("supply: role", 403, s -> s.viewer()
                        .contentType("application/json")
                        .body("{}")
                        .post(NODES)),
                c("events: unknown parameter", 400, s -> s.viewer().get("/events/v1?colour=red")),
                c("gateway: unknown path", 404, s -> s.viewer().get("/nothing")),
                c("gateway: encoded way up", 400, s -> s.viewer()
                        .urlEncodingEnabled(false)
                        .get("/trade/%2e%2e/q/health")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void badInputIsAnsweredByAProblemThatHelps(String name, int status, Function<SystemUnderTest, Response> request) {
        // When
        Response response = request.apply(strait);
        // Then
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("type")).startsWith("/problems/");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("title")).isNotBlank();
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.asString()).doesNotContain("Exception").doesNotContain("\tat ");
        if (status == 401) {
            assertThat(response.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    private static Arguments c(String name, int status, Function<SystemUnderTest, Response> request) {
        return Arguments.of(name, status, request);
    }
}
