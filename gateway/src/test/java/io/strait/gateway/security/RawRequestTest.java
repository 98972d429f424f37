package io.strait.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.gateway.DoorResource;
import io.strait.gateway.RawHttp;
import io.strait.gateway.Tokens;
import java.net.URL;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-meaning client sends. */
@QuarkusTest
@WithTestResource(DoorResource.class)
class RawRequestTest {
    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URL here;

    private String authorization() {
        return "Authorization: Bearer " + Tokens.of("contributor");
    }

    private static void isProblem(RawHttp.Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text())
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/" + slug + "\"")
                .contains("\"traceId\":")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trade/../q/metrics",
                "/trade/v1/../../q/openapi",
                "/trade/%2e%2e/q/openapi",
                "/trade/..%2fq",
                "/trade%2fv1/echo",
                "/trade/v1%5cecho",
                "/trade/%252e%252e/q",
                "/trade//v1/echo",
                "//trade/v1/echo",
                "/trade/..;/v1/echo",
                "/trade/v1/%00",
                "/trade/v1/%c0%af",
                "/trade/v1/\u00e9",
                "/openapi/../trade/v1/echo"
            })
    void anAmbiguousTargetIs400(String target) {
        RawHttp.Answer answer = RawHttp.get(here.getPort(), target, authorization());

        isProblem(answer, 400, "malformed-request");
        assertThat(answer.text()).contains("\"violations\":[{\"field\":");
    }

    /** The HTTP server refuses these before any route of ours sees them, so there is no document. */
    @ParameterizedTest
    @ValueSource(strings = {"/trade/v1/echo%", "/trade/v1/echo?q=%zz", "/trade/v1/a|b"})
    void whatIsNoUriAtAllIs400(String target) {
        RawHttp.Answer answer = RawHttp.get(here.getPort(), target, authorization());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Exception");
    }

    @Test
    void aTargetThatIsNoPathIs404() {
        isProblem(RawHttp.get(here.getPort(), "*", authorization()), 404, "not-found");
        isProblem(RawHttp.get(here.getPort(), "trade/v1", authorization()), 404, "not-found");
    }

    @Test
    void aRequestWithoutHostIs400() {
        isProblem(
                RawHttp.send(here.getPort(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 400, "malformed-request");
    }

    @Test
    void aLongTargetIs414() {
        isProblem(
                RawHttp.get(here.getPort(), "/trade/v1/echo?q=" + "x".repeat(9000), authorization()),
                414,
                "uri-too-long");
        // Beyond the server's hard limit it answers by itself, without a document.
        assertThat(RawHttp.get(here.getPort(), "/trade/v1/echo?q=" + "x".repeat(70_000), authorization())
                        .status())
                .isEqualTo(414);
    }

    @Test
    void largeHeadersAre431() {
        isProblem(
                RawHttp.get(here.getPort(), "/trade/v1/echo", authorization(), "X-Large: " + "x".repeat(40_000)),
                431,
                "headers-too-large");
        assertThat(RawHttp.get(here.getPort(), "/trade/v1/echo", authorization(), "X-Large: " + "x".repeat(140_000))
                        .status())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "GETS"})
    void anUnknownMethodIs405(String method) {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                method + " /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + authorization() + "\r\n\r\n");
        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.text()).containsIgnoringCase("allow: GET");
    }

    @Test
    void anUnknownTransferEncodingIs400() {
        isProblem(
                RawHttp.send(
                        here.getPort(),
                        "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n"
                                + authorization() + "\r\n\r\n0\r\n\r\n"),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: -1", "Content-Length: abc", "'Content-Length: 5|Content-Length: 6'"})
    void aLengthThatIsNoneIs400(String lines) {
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines.replace("|", "\r\n") + "\r\n"
                        + authorization() + "\r\n\r\nhello");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void lengthAndChunksTogetherDoNotSmuggle() {
        // Given a request whose body ends at a different place by either reading
        RawHttp.Answer answer = RawHttp.send(
                here.getPort(),
                "POST /trade/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\n" + authorization()
                        + "\r\n\r\n0\r\n\r\nGET /trade/v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

        // Then the service sees one request, without the length
        assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("smuggled");
        assertThat(answer.text()).doesNotContain("\"content-length\":[\"4\"]");
    }
}
