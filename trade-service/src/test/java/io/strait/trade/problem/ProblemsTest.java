package io.strait.trade.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ProblemsTest {
    private static final String SOURCE = "/trade/v1/sources/PROBLEM";

    @TestHTTPResource
    URI service = URI.create("");

    private static RequestSpecification contributor() {
        return given().auth().oauth2(Tokens.contributor());
    }

    @Test
    void anUnknownPathIsAProblemDocument() {
        contributor()
                .get("/trade/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"))
                .body("title", equalTo("There is nothing here"))
                .body("status", equalTo(404))
                .body("instance", equalTo("/trade/v1/nothing"))
                .body("detail", containsString("/trade/v1/nothing"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void theTraceOfTheCallerIsNamed() {
        contributor()
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/trade/v1/areas?x=1")
                .then()
                .statusCode(400)
                .body("traceId", equalTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void anotherMethodIsToldWhatIsOffered() {
        contributor()
                .delete("/trade/v1/areas")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", containsString("GET"))
                .body("type", equalTo("/problems/method-not-allowed"));
    }

    @Test
    void anotherMediaTypeIsNotRead() {
        contributor()
                .contentType("text/plain")
                .body("x")
                .put(SOURCE)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unsupported-media-type"));
    }

    @Test
    void aFormatThatIsNotOfferedIsNotAcceptable() {
        contributor()
                .accept("image/png")
                .get("/trade/v1/areas")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-acceptable"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":                                  | line 1",
                "[1, 2]                                      | JSON",
                "{\"name\": \"x\", \"demonstration\": {}}    | demonstration",
                "{\"name\": \"x\", \"demonstration\": \"maybe\"} | demonstration",
                "{\"nam\": \"x\"}                            | nam",
                "not json                                    | line 1",
                "''                                          | empty",
            })
    void aBodyThatIsNotAsExpectedSaysWhere(String body, String where) {
        contributor()
                .contentType("application/json")
                .body(body)
                .put(SOURCE)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/malformed-body"))
                .body("detail", containsString(where))
                .body("detail", not(containsString("io.strait")))
                .body("detail", not(containsString("com.fasterxml")));
    }

    @Test
    void invalidUtf8IsAMalformedBody() {
        contributor()
                .contentType("application/json")
                .body(new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'})
                .put(SOURCE)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/malformed-body"));
    }

    @Test
    void anUnknownMemberNamesTheKnownOnes() {
        contributor()
                .contentType("application/json")
                .body("{\"nam\": \"x\"}")
                .put(SOURCE)
                .then()
                .body("violations.field", hasItem("nam"))
                .body("violations[0].expected", containsString("demonstration"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        contributor()
                .contentType("application/json")
                .body("{\"name\": \"" + "x".repeat(200_000) + "\"}")
                .put(SOURCE)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/payload-too-large"));
    }

    @Test
    void aBrokenPercentEncodingIsTheCallersFault() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            // A client library would not send it.
            socket.getOutputStream()
                    .write(("GET /trade/v1/observations?commodity=%zz&period=2024 HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + Tokens.viewer() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    /** As long as the gateway lets pass, so that the answer is a document and not the server's bare 414. */
    @Test
    void aLongTargetIsReadAndAnswered() {
        contributor()
                .queryParam("commodity", "271012")
                .queryParam("period", "2024")
                .queryParam("x", "y".repeat(7_900))
                .get("/trade/v1/observations")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("x"));
    }
}
