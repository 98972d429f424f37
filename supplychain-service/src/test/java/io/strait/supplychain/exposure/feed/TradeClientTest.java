package io.strait.supplychain.exposure.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.strait.supplychain.exposure.TradeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is at the other end, an answer is there in time or there is none. */
class TradeClientTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable HttpServer server;

    private TradeClient client(@Nullable Path token, HttpHandler handler) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 5);
        made.createContext("/", handler);
        made.start();
        server = made;
        return new TradeClient(new TradeConfig() {
            @Override
            public URI url() {
                return URI.create("http://127.0.0.1:" + made.getAddress().getPort());
            }

            @Override
            public Optional<Path> tokenFile() {
                return Optional.ofNullable(token);
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(1);
            }
        });
    }

    private TradeClient answering(int status, String body) throws IOException {
        return client(null, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        end.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    private static void assertAway(TradeClient client, String reason) {
        assertThatThrownBy(client::revision)
                .isInstanceOf(TradeClient.Away.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anotherStatusIsNoAnswer() throws IOException {
        assertAway(answering(503, "{}"), "503");
    }

    @Test
    void whatIsNoJsonIsNoAnswer() throws IOException {
        assertAway(answering(200, "<html>"), "no JSON");
    }

    @Test
    void anAnswerOfNoRevisionIsNone() throws IOException {
        assertAway(answering(200, "{\"revision\": \"x\"}"), "no revision");
    }

    @Test
    void anEndlessAnswerIsCut() throws IOException {
        assertAway(
                client(null, exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] part = new byte[1 << 20];
                    try {
                        for (int i = 0; i < 100; i++) {
                            exchange.getResponseBody().write(part);
                        }
                    } finally {
                        exchange.close();
                    }
                }),
                "");
    }

    @Test
    void aBodyThatNeverEndsIsGivenUpInTime() throws IOException {
        assertAway(
                client(null, exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                "no answer within 1 s");
    }

    @Test
    void aFigureThatMakesNoSenseIsNotTakenForOne() throws IOException {
        TradeClient client = answering(200, """
                {"revision": 1, "next": null, "items": [{"seriesKey": "C.M.KOR.JPN.M.H6.281111", "period": "2024-01",
                 "status": "SUPPRESSED", "primaryValue": 5, "currency": "USD", "vintage": "2024-01-01T00:00:00Z"}]}""");
        assertThatThrownBy(() -> client.imports(List.of("281111"), List.of("KOR"), null, "2024..2024", null))
                .isInstanceOf(TradeClient.Away.class)
                .hasMessageContaining("makes no sense");
    }

    @Test
    void theTokenIsReadAnewForEachRequest(@TempDir Path folder) throws Exception {
        // Given
        AtomicReference<@Nullable String> seen = new AtomicReference<>();
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        TradeClient client = client(token, exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = "{\"revision\": 7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        // When, Then
        assertThat(client.revision()).isEqualTo(7);
        assertThat(seen.get()).isEqualTo("Bearer one");
        Files.writeString(token, "two");
        client.revision();
        assertThat(seen.get()).isEqualTo("Bearer two");
    }
}
