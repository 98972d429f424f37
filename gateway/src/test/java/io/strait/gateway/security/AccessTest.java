package io.strait.gateway.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.gateway.DoorResource;
import io.strait.gateway.RawHttp;
import io.strait.gateway.Tokens;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in where reading is not public. */
@QuarkusTest
@WithTestResource(DoorResource.class)
class AccessTest {
    private static final String NOBODY = "nobody";

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL here;

    @ParameterizedTest
    @CsvSource({
        "nobody, GET, /trade/v1/echo, 401",
        "nobody, HEAD, /trade/v1/echo, 401",
        "nobody, POST, /trade/v1/echo, 401",
        "nobody, GET, /events/v1, 401",
        "nobody, GET, /nowhere, 401",
        "nobody, GET, /, 200",
        "nobody, GET, /openapi, 200",
        "nobody, GET, /problems/forbidden, 200",
        "stranger, GET, /trade/v1/echo, 403",
        "viewer, GET, /trade/v1/echo, 200",
        "viewer, HEAD, /trade/v1/echo, 200",
        "viewer, POST, /trade/v1/echo, 403",
        "viewer, PUT, /trade/v1/echo, 403",
        "viewer, PATCH, /trade/v1/echo, 403",
        "viewer, DELETE, /trade/v1/echo, 403",
        "viewer, POST, /nowhere, 403",
        "viewer, GET, /nowhere, 404",
        "contributor, GET, /trade/v1/echo, 200",
        "contributor, POST, /trade/v1/echo, 200",
        "contributor, DELETE, /trade/v1/echo, 200",
        "admin, GET, /trade/v1/echo, 200",
        "admin, PATCH, /trade/v1/echo, 200",
        "nobody, GET, /admin/v1/subscribers, 401",
        "nobody, DELETE, /admin/v1/subscribers/1, 401",
        "viewer, GET, /admin/v1/subscribers, 403",
        "contributor, GET, /admin/v1/subscribers, 403",
        "contributor, HEAD, /admin/v1/subscribers, 403",
        "contributor, OPTIONS, /admin/v1/subscribers, 403",
        "contributor, DELETE, /admin/v1/subscribers/1, 403",
        "contributor, GET, /admin, 403",
        "contributor, POST, /admin/nowhere, 403",
        "contributor, GET, /ADMIN/v1/subscribers, 404",
        "admin, GET, /admin/v1/subscribers, 200",
        "admin, DELETE, /admin/v1/subscribers/1, 404",
        "admin, GET, /admin/nowhere, 404",
    })
    void aRoleOpensWhatItShould(String role, String method, String path, int status) {
        var request = given();
        if (!role.equals(NOBODY)) {
            request.auth().oauth2(Tokens.of(role));
        }

        Response response = request.request(method, path);

        response.then().statusCode(status);
        if (status == 401 || status == 403) {
            response.then().header("WWW-Authenticate", containsString("Bearer"));
        }
        if (status >= 400 && !method.equals("HEAD")) {
            response.then()
                    .contentType("application/problem+json")
                    .body("status", equalTo(status))
                    .body("type", matchesPattern("/problems/[a-z-]+"))
                    .body("instance", equalTo(path))
                    .body("traceId", matchesPattern("[0-9a-f]{32}"));
        }
    }

    static Stream<String> badTokens() {
        Instant past = Instant.now().minus(Duration.ofHours(2));
        String good = Tokens.of("admin");
        String claims = good.split("\\.", -1)[1];
        return Stream.of(
                "nonsense",
                "a.b.c",
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                Tokens.claims("admin")
                        .issuedAt(past)
                        .expiresAt(past.plusSeconds(60))
                        .sign(),
                Tokens.claims("admin").issuer("https://elsewhere.example").sign(),
                Tokens.claims("admin").audience("another").sign(),
                // Signed with a secret that anybody could know, and not signed at all.
                Tokens.claims("admin").signWithSecret("a secret of at least thirty-two characters"),
                base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims + ".");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aBadTokenIsRefusedEverywhere(String token) {
        for (String path : new String[] {"/trade/v1/echo", "/", "/openapi"}) {
            given().header("Authorization", "Bearer " + token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/unauthorized"))
                    .body("detail", not(containsString(token)));
        }
    }

    @ParameterizedTest
    @CsvSource({"Basic dXNlcjpwYXNz", "Bearer", "''", "Token abc"})
    void anotherSchemeIsRefused(String credential) {
        RawHttp.Answer answer = RawHttp.get(here.getPort(), "/openapi", "Authorization: " + credential);
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void twoCredentialsAreRefused() {
        String line = "Authorization: Bearer " + Tokens.of("admin");
        assertThat(RawHttp.get(here.getPort(), "/openapi", line, line).status()).isEqualTo(401);
    }

    @Test
    void theTokenGoesOnToTheService() {
        String token = Tokens.of("viewer");
        given().auth()
                .oauth2(token)
                .get("/trade/v1/echo")
                .then()
                .statusCode(200)
                .body("headers.authorization", hasItem("Bearer " + token));
    }

    @Test
    void aRefusedUploadIsNotReadFirst() {
        // Given a client that waits for leave to send its body, When it has no token
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n"
                        + "Connection: close\r\n\r\nhello");

        // Then it is told so, and never asked to send
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).doesNotContain(" 100 ");
    }
}
