package io.strait.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A service with every habit that a proxy must cope with, chosen by path. Tests that need its state ask it directly. */
final class TestUpstream implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final Map<String, Runnable> gates = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private TestUpstream() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static TestUpstream start() {
        try {
            return new TestUpstream();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        HttpServerResponse response = request.response();
        String key = request.getParam("key", "");
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "silent" -> request.handler(piece -> {});
            case "reset" -> request.connection().close();
            case "flaky" -> {
                if (count(key).incrementAndGet() == 1) {
                    request.connection().close();
                } else {
                    response.end("second");
                }
            }
            case "half" ->
                response.putHeader("Content-Length", "1000")
                        .putHeader("ETag", "\"half\"")
                        .write("0123456789")
                        .onComplete(written -> request.connection().close());
            // A head that promises a compressed body, then nothing.
            case "none-of-it" ->
                response.putHeader("Content-Length", "1000")
                        .putHeader("Content-Encoding", "gzip")
                        .write("")
                        .onComplete(written -> request.connection().close());
            case "early" ->
                response.setStatusCode(415)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"status\":415}");
            case "created" ->
                response.setStatusCode(201)
                        .putHeader("Location", url() + "/trade/v1/ingests/7?x=1")
                        .putHeader("Link", "<" + url() + "/trade/v1/list?cursor=b>; rel=\"next\"")
                        .putHeader("Vary", "Accept")
                        .end("made");
            case "unchanged" ->
                response.setStatusCode(304).putHeader("ETag", "\"r7\"").end();
            case "hop" ->
                response.putHeader("Connection", "X-Private, keep-alive")
                        .putHeader("X-Private", "secret")
                        .putHeader("Keep-Alive", "timeout=5")
                        .putHeader("Proxy-Authenticate", "Basic")
                        .putHeader("X-Request-Id", "the-service-s-own")
                        .putHeader("Set-Cookie", List.<String>of("a=1", "b=2"))
                        .end("ok");
            case "empty" -> response.setStatusCode(204).end();
            case "source" -> source(request, key, Long.parseLong(request.getParam("bytes")));
            case "gate" -> gate(request, key);
            case "open" -> {
                gates.get(key).run();
                response.end();
            }
            case "count" -> response.end(Long.toString(count(key).get()));
            case "openapi" ->
                response.putHeader("Content-Type", "application/yaml").end("openapi: 3.1.0\n");
            default -> echo(request);
        }
    }

    private AtomicLong count(String key) {
        return counts.computeIfAbsent(key, k -> new AtomicLong());
    }

    private static void echo(HttpServerRequest request) {
        MessageDigest digest = sha256();
        AtomicLong length = new AtomicLong();
        JsonObject headers = new JsonObject();
        for (String name : request.headers().names()) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    new JsonArray(request.headers().getAll(name)));
        }
        request.handler(piece -> {
            length.addAndGet(piece.length());
            digest.update(piece.getBytes());
        });
        request.endHandler(end -> request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("ETag", "\"r1\"")
                .end(new JsonObject()
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .put("length", length.get())
                        .put("digest", HexFormat.of().formatHex(digest.digest()))
                        .toBuffer()));
    }

    /** Does not read the body until {@code open} is asked for with the same key. */
    private void gate(HttpServerRequest request, String key) {
        request.pause();
        echo(request);
        gates.put(key, () -> vertx.runOnContext(now -> request.resume()));
    }

    /** Sends zero bytes as fast as the other side takes them, and counts what it could get rid of. */
    private void source(HttpServerRequest request, String key, long bytes) {
        HttpServerResponse response = request.response().putHeader("Content-Length", Long.toString(bytes));
        AtomicLong written = count(key);
        response.closeHandler(cut -> count(key + "-cut").incrementAndGet());
        Buffer piece = Buffer.buffer(new byte[64 * 1024]);
        Runnable pump = new Runnable() {
            @Override
            public void run() {
                while (!response.closed()) {
                    if (written.get() >= bytes) {
                        response.end();
                        return;
                    }
                    if (response.writeQueueFull()) {
                        response.drainHandler(drained -> this.run());
                        return;
                    }
                    int size = (int) Math.min(piece.length(), bytes - written.get());
                    written.addAndGet(size);
                    response.write(piece.slice(0, size));
                }
            }
        };
        pump.run();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
