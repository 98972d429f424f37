package io.strait.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strait.gateway.DoorResource;
import io.strait.gateway.RawHttp;
import io.strait.gateway.Tokens;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same door with small limits, little patience, and open for reading. */
@QuarkusTest
@WithTestResource(DoorResource.class)
@TestProfile(LimitsTest.Tight.class)
@Timeout(60)
class LimitsTest {
    public static class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "strait.route.max-body-size", "1M",
                    "strait.route.idle-timeout", "700ms",
                    "strait.security.public-read", "true",
                    "strait.security.cors.origins", "https://dashboard.example");
        }
    }

    private static final int LIMIT = 1024 * 1024;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL here;

    private String authorization() {
        return "Authorization: Bearer " + Tokens.of("contributor") + "\r\n";
    }

    @Test
    void aBodyAtTheLimitPasses() {
        given().auth()
                .oauth2(Tokens.of("contributor"))
                .body(new byte[LIMIT])
                .post("/trade/v1/echo")
                .then()
                .statusCode(200)
                .body("length", equalTo(LIMIT));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1048577\r\n"
                        + authorization() + "\r\n");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("/problems/payload-too-large").contains("1048576");
    }

    @Test
    void aBodyThatGrowsTooLargeIsCutOff() throws Exception {
        try (Socket socket = RawHttp.open(here.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                            + authorization() + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = new byte[0x10000];
            try {
                for (int i = 0; i < 40; i++) {
                    out.write("10000\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (SocketException closed) {
                // The gateway need not listen to the end.
            }
            RawHttp.Answer answer = RawHttp.read(socket);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("/problems/payload-too-large");
        }
    }

    @Test
    void aServiceThatSaysNothingIs504() {
        given().get("/trade/v1/silent")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/gateway-timeout"));
    }

    @Test
    void aClientThatStopsSendingIs408() {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n"
                        + authorization() + "\r\nhal");
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.text()).contains("/problems/request-timeout");
    }

    @Test
    void readingIsPublicAndWritingIsNot() {
        given().get("/trade/v1/echo").then().statusCode(200);
        given().head("/trade/v1/echo").then().statusCode(200);
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        given().post("/trade/v1/echo").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().auth().oauth2(Tokens.of("viewer")).post("/trade/v1/echo").then().statusCode(403);
        given().header("Authorization", "Bearer spoiled")
                .get("/trade/v1/echo")
                .then()
                .statusCode(401);
    }

    @Test
    void aListedOriginMayRead() {
        given().header("Origin", "https://dashboard.example")
                .get("/trade/v1/echo")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://dashboard.example")
                .header("Vary", containsString("rigin"));
        given().header("Origin", "https://dashboard.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/trade/v1/echo")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", containsString("POST"));
    }

    @Test
    void anotherOriginGetsNoLeave() {
        given().header("Origin", "https://evil.example")
                .get("/trade/v1/echo")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
