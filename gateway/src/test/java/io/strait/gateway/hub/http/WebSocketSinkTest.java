package io.strait.gateway.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strait.gateway.hub.Closing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebSocketSinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource
    void theLastMessageAndTheCodeSayWhy(Closing reason) throws Exception {
        int port = serve((request, socket) -> {
            WebSocketSink sink = sink(request, socket);
            sink.listen(() -> {}, () -> {});
            sink.closing(reason, "place");
            sink.flush();
            sink.end();
        });
        try (SocketClient client = SocketClient.open(URI.create("ws://localhost:" + port + "/"))) {
            await().atMost(PATIENCE).until(() -> client.code() != -1);
            assertThat(client.code()).isEqualTo(WebSocketSink.code(reason));
            assertThat(client.reason()).isEqualTo(reason.slug());
            assertThat(client.last().path("position").asText()).isEqualTo("place");
            assertThat(client.last().path("data").path("retryMillis").asLong()).isPositive();
        }
    }

    /** Else what was written for it would stay in memory for as long as it likes. */
    @Test
    void aClientThatReadsNothingIsCutOffInTheEnd() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        String large = "x".repeat(60_000);
        int port = serve((request, socket) -> {
            WebSocketSink sink = sink(request, socket);
            sink.listen(() -> {}, () -> cut.set(true));
            fill(sink, socket, large);
        });
        try (Socket client = new Socket("localhost", port)) {
            client.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).untilTrue(cut);
        }
    }

    /** Writes until neither the kernel nor the server takes more for a while, then ends the stream. */
    private void fill(WebSocketSink sink, ServerWebSocket socket, String piece) {
        while (!sink.isFull()) {
            socket.writeTextMessage(piece);
        }
        vertx.setTimer(500, later -> {
            if (sink.isFull()) {
                sink.closing(Closing.SLOW_CLIENT, null);
                sink.flush();
                sink.end();
            } else {
                fill(sink, socket, piece);
            }
        });
    }

    private WebSocketSink sink(HttpServerRequest request, ServerWebSocket socket) {
        return new WebSocketSink(request, socket, vertx, Duration.ofSeconds(3), List.of());
    }

    private int serve(BiConsumer<HttpServerRequest, ServerWebSocket> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().addWebSocketSubProtocol(Handshake.SUBPROTOCOL))
                .requestHandler(request -> request.toWebSocket().onSuccess(socket -> handler.accept(request, socket)));
        server.listen(0, "localhost").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }
}
