package io.strait.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.strait.gateway.DoorResource;
import io.strait.gateway.RawHttp;
import io.strait.gateway.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes through, and how; against {@code TestUpstream}. */
@QuarkusTest
@WithTestResource(DoorResource.class)
@Timeout(120)
class ProxyTest {
    private static final long MEBIBYTE = 1024 * 1024;

    /** More than sockets and proxies hold together, so that only back-pressure can stop it. */
    private static final long MUCH = 300 * MEBIBYTE;

    /** What may be under way between two ends that have both stopped: kernel buffers, mostly. */
    private static final long UNDER_WAY = 64 * MEBIBYTE;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL here;

    @ConfigProperty(name = "strait.route.trade.url")
    @SuppressWarnings("NullAway.Init")
    String upstream;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role));
    }

    private String authorization() {
        return "Authorization: Bearer " + Tokens.of("contributor");
    }

    private HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + here.getPort() + target))
                .header("Authorization", "Bearer " + Tokens.of("contributor"))
                .timeout(Duration.ofSeconds(90));
    }

    private String upstreamSays(String target) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(upstream + target)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void pathAndQueryGoThroughUntouched() {
        String target = "/trade/v1/echo/%ED%95%9C?q=a%2Fb%20c&q=&x=../..&y=%25&z=a+b;c";
        RawHttp.Answer answer = RawHttp.get(here.getPort(), target, authorization());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"uri\":\"" + target + "\"");
    }

    @Test
    void anAbsoluteTargetIsReadAsItsPath() {
        RawHttp.Answer answer =
                RawHttp.get(here.getPort(), "http://elsewhere.example/trade/v1/echo?a=b", authorization());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"uri\":\"/trade/v1/echo?a=b\"");
    }

    @Test
    void whatAClientClaimsOfItsOriginIsReplaced() {
        as("viewer")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=10.0.0.1")
                .header("X-Real-IP", "10.0.0.1")
                .header("X-Original-URL", "/admin")
                .get("/trade/v1/echo")
                .then()
                .statusCode(200)
                .body("headers.x-forwarded-for", hasItem("127.0.0.1"))
                .body("headers.x-forwarded-for.size()", equalTo(1))
                .body("headers.x-forwarded-host", hasItem("localhost:" + here.getPort()))
                .body("headers.x-forwarded-proto", hasItem("http"))
                .body("headers.forwarded", hasItem(containsString("for=127.0.0.1")))
                .body("headers.forwarded.size()", equalTo(1))
                .body("headers.x-forwarded-prefix", nullValue())
                .body("headers.x-real-ip", nullValue())
                .body("headers.x-original-url", nullValue());
    }

    @Test
    void hopByHopFieldsStayOnTheirHop() {
        RawHttp.Answer answer = RawHttp.get(
                here.getPort(),
                "/trade/v1/echo",
                authorization(),
                "Connection: X-Secret",
                "X-Secret: 1",
                "Keep-Alive: 5",
                "TE: trailers",
                "Upgrade: example/1",
                "Proxy-Authorization: Basic x",
                "X-Kept: yes");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("x-kept")
                .doesNotContain("x-secret")
                .doesNotContain("keep-alive\":")
                .doesNotContain("\"te\"")
                .doesNotContain("upgrade\":")
                .doesNotContain("proxy-authorization");

        as("viewer")
                .get("/trade/v1/hop")
                .then()
                .statusCode(200)
                .header("X-Private", nullValue())
                .header("Proxy-Authenticate", nullValue())
                .header("Keep-Alive", nullValue())
                .header("X-Request-Id", not(equalTo("the-service-s-own")));
        assertThat(as("viewer").get("/trade/v1/hop").headers().getValues("Set-Cookie"))
                .containsExactly("a=1", "b=2");
    }

    @Test
    void theRequestIdIsKeptOrMade() {
        as("viewer")
                .header("X-Request-Id", "given-1")
                .get("/trade/v1/echo")
                .then()
                .header("X-Request-Id", "given-1")
                .body("headers.x-request-id", hasItems("given-1"));
        as("viewer")
                .header("X-Request-Id", "bad id {\"x\"}")
                .get("/trade/v1/echo")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        String made = as("viewer").get("/trade/v1/echo").header("X-Request-Id");
        assertThat(made).matches("[0-9a-f-]{36}");
    }

    @Test
    void theTraceGoesOnOrBegins() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        as("viewer")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .get("/trade/v1/echo")
                .then()
                .body("headers.traceparent", hasItem(matchesPattern("00-" + trace + "-[0-9a-f]{16}-01")))
                .body("headers.traceparent.size()", equalTo(1));
        as("viewer")
                .get("/trade/v1/echo")
                .then()
                .body("headers.traceparent", hasItem(matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")));
    }

    @Test
    void answersComeBackAsTheyAre() {
        as("viewer").get("/trade/v1/echo").then().header("ETag", "\"r1\"").header("Content-Type", "application/json");
        as("viewer").get("/trade/v1/unchanged").then().statusCode(304).header("ETag", "\"r7\"");
        as("viewer").get("/trade/v1/empty").then().statusCode(204);
        as("viewer").head("/trade/v1/echo").then().statusCode(200).header("Content-Length", not(equalTo("0")));
        as("contributor")
                .post("/trade/v1/created")
                .then()
                .statusCode(201)
                .header("Location", "/trade/v1/ingests/7?x=1")
                .header("Link", "</trade/v1/list?cursor=b>; rel=\"next\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("made"));
    }

    @Test
    void aServiceThatIsNotThereIs502() {
        as("viewer")
                .get("/supplychain/v1/nodes")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/bad-gateway"))
                .body("detail", not(containsString("127.0.0.1")));
    }

    @Test
    void aServiceThatHangsUpBeforeItAnswersIs502() {
        as("viewer").get("/trade/v1/reset").then().statusCode(502).body("type", equalTo("/problems/bad-gateway"));
        as("contributor").body("x").post("/trade/v1/reset").then().statusCode(502);
    }

    @Test
    void aReadThatMetAClosingConnectionIsSentOnceMore() {
        as("viewer")
                .get("/trade/v1/flaky?key=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body(equalTo("second"));
    }

    @Test
    void aWriteIsNeverSentTwice() throws Exception {
        String key = UUID.randomUUID().toString();
        as("contributor").body("x").post("/trade/v1/flaky?key=" + key).then().statusCode(502);
        assertThat(upstreamSays("/count?key=" + key)).isEqualTo("1");
    }

    @Test
    void halfAnAnswerIsNotMadeToLookWhole() {
        assertThatThrownBy(() -> http.send(to("/trade/v1/half").build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithoutItsBodyIsReplacedByAProblem() {
        as("viewer")
                .get("/trade/v1/none-of-it")
                .then()
                .statusCode(502)
                .header("Content-Encoding", nullValue())
                .contentType("application/problem+json");
        assertThat(RawHttp.get(here.getPort(), "/trade/v1/none-of-it", authorization())
                        .text())
                .startsWith("HTTP/1.1 502 Bad Gateway\r\n");
    }

    @Test
    void anAnswerBeforeTheEndOfTheUploadReachesTheClient() throws Exception {
        try (Socket socket = RawHttp.open(here.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /trade/v1/early HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000000\r\n"
                            + authorization() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(new byte[1000]);
            out.flush();
            RawHttp.Answer answer = RawHttp.read(socket);
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.text()).endsWith("{\"status\":415}");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n"
                        + "Connection: close\r\n" + authorization() + "\r\n\r\nhello");
        assertThat(answer.text()).startsWith("HTTP/1.1 100 Continue");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"length\":5").doesNotContain("\"expect\"");
    }

    @Test
    void anOldClientGetsItsAnswerToo() {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(), "GET /trade/v1/echo HTTP/1.0\r\nHost: x\r\n" + authorization() + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"uri\":\"/trade/v1/echo\"");
    }

    @Test
    void http2GoesThrough() throws Exception {
        HttpClient two =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpResponse<String> read = two.send(to("/trade/v1/echo?a=b").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> written = two.send(
                to("/trade/v1/echo")
                        .POST(HttpRequest.BodyPublishers.ofString("hello"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(written.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(new JsonObject(written.body()).getLong("length")).isEqualTo(5);
        assertThat(two.send(to("/supplychain/v1/x").build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void aLargeUploadArrivesByteForByte() throws Exception {
        // Given more bytes than the heap of this test could hold twice, of unknown length
        Generated body = new Generated(MUCH);

        // When they are sent
        HttpResponse<String> answer = http.send(
                to("/trade/v1/echo")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then the service has seen each of them
        JsonObject seen = new JsonObject(answer.body());
        assertThat(seen.getLong("length")).isEqualTo(MUCH);
        assertThat(seen.getString("digest")).isEqualTo(body.digest());
    }

    @Test
    void anUploadWaitsForTheService() throws Exception {
        // Given a service that does not read
        String key = UUID.randomUUID().toString();
        Generated body = new Generated(MUCH);
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                to("/trade/v1/gate?key=" + key)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // When the client has sent all that will go
        awaitStandstill(body.given);

        // Then that is what sockets hold, not what the gateway could have hoarded
        assertThat(body.given.get()).isLessThan(UNDER_WAY);
        upstreamSays("/open?key=" + key);
        assertThat(new JsonObject(answer.get().body()).getString("digest")).isEqualTo(body.digest());
    }

    @Test
    void aDownloadWaitsForTheClient() throws Exception {
        // Given a client that asks for much and does not read
        String key = UUID.randomUUID().toString();
        try (Socket socket = RawHttp.open(here.getPort())) {
            socket.getOutputStream()
                    .write(("GET /trade/v1/source?key=" + key + "&bytes=" + MUCH + " HTTP/1.1\r\nHost: x\r\n"
                                    + "Connection: close\r\n" + authorization() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            // When the service has sent all that will go
            AtomicLong sent = new AtomicLong();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        long now = Long.parseLong(upstreamSays("/count?key=" + key));
                        return now > 0 && sent.getAndSet(now) == now;
                    });

            // Then that is what sockets hold, and the rest comes when it is read
            assertThat(sent.get()).isLessThan(UNDER_WAY);
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read += n;
            }
            assertThat(read).isGreaterThan(MUCH);
        }
    }

    @Test
    void aClientThatLeavesTakesItsRequestWithIt() throws Exception {
        String key = UUID.randomUUID().toString();
        try (Socket socket = RawHttp.open(here.getPort())) {
            socket.getOutputStream()
                    .write(("GET /trade/v1/source?key=" + key + "&bytes=" + MUCH + " HTTP/1.1\r\nHost: x\r\n"
                                    + authorization() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isPositive();
        }
        // The service hears of it too, rather than send all that for nobody.
        await().atMost(Duration.ofSeconds(30)).until(() -> as("viewer")
                .get("/trade/v1/count?key=" + key + "-cut")
                .asString()
                .equals("1"));
    }

    @Test
    void theServicesApiDocumentIsPassedOn() {
        given().get("/openapi/trade").then().statusCode(200).body(containsString("openapi: 3.1.0"));
        given().get("/openapi/supplychain").then().statusCode(502).contentType("application/problem+json");
        given().post("/openapi/trade").then().statusCode(405).header("Allow", "GET, HEAD");
    }

    @Test
    void aPrefixAloneIsNoRoute() {
        as("viewer").get("/trade").then().statusCode(404);
        as("viewer").get("/trade/").then().statusCode(404);
        as("viewer").get("/trader/v1").then().statusCode(404);
        assertThat(RawHttp.get(here.getPort(), "/%74rade/v1/echo", authorization())
                        .status())
                .isEqualTo(404);
    }

    private static void awaitStandstill(AtomicLong given) {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> given.get() > 0 && last.getAndSet(given.get()) == given.get());
    }

    /** A stream of a fixed, cheap pattern that is nowhere in memory as a whole. */
    private static final class Generated extends InputStream {
        private final AtomicLong given = new AtomicLong();
        private final long length;
        private final MessageDigest digest;

        Generated(long length) throws Exception {
            this.length = length;
            this.digest = MessageDigest.getInstance("SHA-256");
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in pieces");
        }

        @Override
        public int read(byte[] buffer, int offset, int size) {
            long left = length - given.get();
            if (left == 0) {
                return -1;
            }
            int n = (int) Math.min(size, left);
            for (int i = 0; i < n; i++) {
                buffer[offset + i] = (byte) ((given.get() + i) * 31 >> 5);
            }
            digest.update(buffer, offset, n);
            given.addAndGet(n);
            return n;
        }
    }
}
