package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.HubEvent;
import io.strait.gateway.hub.Reset;
import io.strait.gateway.hub.Sink;
import io.strait.gateway.problem.BrokenOff;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stream as a WebSocket. Every message is one CloudEvent in the JSON format; the extension attribute {@code position}
 * is the place just after it. What the stream says of itself are CloudEvents too, of types {@code strait.stream.*}. Belongs
 * to the event loop of its connection.
 */
final class WebSocketSink implements Sink {
    /** What Vert.x holds for a client before it says "full"; the kernel's buffers come on top. */
    private static final int QUEUE_BYTES = 64 * 1024;

    private static final long LINGER_MILLIS = 2000;

    private static final short UNSUPPORTED_DATA = 1003;
    private static final short INTERNAL_ERROR = 1011;

    private final HttpServerRequest request;
    private final ServerWebSocket socket;
    private final Vertx vertx;
    private final Duration retry;
    private final List<String> snapshots;
    private boolean gone;
    private @Nullable Closing closing;

    WebSocketSink(
            HttpServerRequest request, ServerWebSocket socket, Vertx vertx, Duration retry, List<String> snapshots) {
        this.request = request;
        this.socket = socket;
        this.vertx = vertx;
        this.retry = retry;
        this.snapshots = snapshots;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
    }

    /**
     * Calls {@code onDrain} when there is room again, {@code onGone} when the client has gone, or is to go; that may be twice.
     */
    void listen(Runnable onDrain, Runnable onGone) {
        socket.drainHandler(ignored -> onDrain.run());
        socket.exceptionHandler(failure -> {
            // A frame that breaks the rules, or the connection: Vert.x closes it, and says so below.
        });
        socket.closeHandler(ignored -> {
            gone = true;
            onGone.run();
        });
        socket.handler(message -> {
            onGone.run();
            close(UNSUPPORTED_DATA, "this stream is only read");
        });
        if (socket.isClosed()) {
            gone = true;
            onGone.run();
        }
    }

    /** The code with which a stream is closed, of RFC 6455 where it has one that says as much. */
    static short code(Closing reason) {
        return switch (reason) {
            case OVERLOADED -> 1013;
            case SHUTTING_DOWN -> 1012;
            case MAX_AGE -> 1001;
            case TOKEN_EXPIRED -> 4401;
            case SLOW_CLIENT -> 4408;
            case DISCONNECTED_BY_AN_ADMINISTRATOR -> 4410;
        };
    }

    @Override
    public boolean isFull() {
        return !gone && socket.writeQueueFull();
    }

    @Override
    public void event(String position, HubEvent event) {
        byte[] json = event.json();
        // After the brace with which every event begins.
        write("{\"position\":\"" + position + "\"," + new String(json, 1, json.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public void position(String position) {
        say("position", position, new JsonObject().put("position", position));
    }

    @Override
    public void reset(Reset reset) {
        say("reset", reset.position(), Frames.reset(reset, snapshots));
    }

    /** A ping: the client answers it by itself, and proxies on the way see that the connection is used. */
    @Override
    public void heartbeat() {
        if (!gone) {
            socket.writePing(Buffer.buffer());
        }
    }

    @Override
    public void closing(Closing reason, @Nullable String position) {
        closing = reason;
        say("closing", position, Frames.closing(reason, Frames.retryMillis(reason, retry)));
    }

    private void say(String what, @Nullable String position, JsonObject data) {
        JsonObject message = new JsonObject();
        if (position != null) {
            message.put("position", position);
        }
        write(message.put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/events/v1")
                .put("type", "strait.stream." + what)
                .put("datacontenttype", "application/json")
                .put("data", data)
                .encode());
    }

    private void write(String message) {
        if (!gone) {
            socket.writeTextMessage(message);
        }
    }

    @Override
    public void flush() {
        // Messages are written as they come.
    }

    @Override
    public void end() {
        Closing reason = closing;
        if (reason == null) {
            close(INTERNAL_ERROR, "internal-error");
        } else {
            close(code(reason), reason.slug());
        }
    }

    private void close(short code, String reason) {
        if (gone) {
            return;
        }
        socket.close(code, reason);
        vertx.setTimer(LINGER_MILLIS, ignored -> {
            if (!gone) {
                // The client reads nothing, or does not take leave.
                BrokenOff.now(request);
            }
        });
    }
}
