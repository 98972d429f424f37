package io.strait.gateway.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strait.gateway.hub.Closing;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to the connection beneath a stream, byte for byte. */
class SseSinkTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStreamThatEndsLeavesItsConnectionForTheNextRequest() throws Exception {
        int port = serve(request -> endWith(request, Closing.MAX_AGE));
        try (Socket socket = new Socket("localhost", port)) {
            assertThat(ask(socket)).contains("\"reason\":\"max-age\"");
            assertThat(ask(socket)).contains("\"reason\":\"max-age\"");
        }
    }

    /** Else a browser comes back on the connection that it has, to a gateway that answers 503, and gives up for good. */
    @Test
    void aGatewayThatStopsTakesTheConnectionWithTheStream() throws Exception {
        int port = serve(request -> endWith(request, Closing.SHUTTING_DOWN));
        try (Socket socket = new Socket("localhost", port)) {
            assertThat(ask(socket)).contains("\"reason\":\"shutting-down\"").endsWith("\r\n0\r\n\r\n");
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Else what was written for it would stay in memory for as long as it likes. */
    @Test
    void aClientThatReadsNothingIsCutOffInTheEnd() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        int port = serve(request -> {
            SseSink sink = sink(request);
            sink.open();
            request.connection().closeHandler(closed -> cut.set(true));
            fill(sink, Buffer.buffer(new byte[32_768]), request);
        });
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("localhost", port));
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(20)).untilTrue(cut);
        }
    }

    /** Writes until neither the kernel nor the server takes more for a while, then ends the stream. */
    private void fill(SseSink sink, Buffer piece, HttpServerRequest request) {
        while (!sink.isFull()) {
            request.response().write(piece);
        }
        vertx.setTimer(500, later -> {
            if (sink.isFull()) {
                sink.closing(Closing.SLOW_CLIENT, null);
                sink.flush();
                sink.end();
            } else {
                fill(sink, piece, request);
            }
        });
    }

    @Test
    void aClientThatLeftBeforeItsStreamBeganIsNoticed() throws Exception {
        AtomicBoolean noticed = new AtomicBoolean();
        int port = serve(request -> request.connection().closeHandler(closed -> {
            SseSink sink = sink(request);
            sink.open();
            sink.listen(() -> {}, () -> noticed.set(true));
        }));
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        await().atMost(Duration.ofSeconds(10)).untilTrue(noticed);
    }

    private void endWith(HttpServerRequest request, Closing reason) {
        SseSink sink = sink(request);
        sink.open();
        sink.closing(reason, null);
        sink.flush();
        sink.end();
    }

    private SseSink sink(HttpServerRequest request) {
        return new SseSink(request, vertx, Duration.ofSeconds(3), List.of());
    }

    private int serve(Consumer<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(handler::accept);
        server.listen(0, "localhost").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    /** One request, and its answer up to the last chunk. */
    private static String ask(Socket socket) throws Exception {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n0\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after " + answer).isGreaterThanOrEqualTo(0);
            answer.append((char) next);
        }
        return answer.toString();
    }
}
