package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.HubEvent;
import io.strait.gateway.hub.Reset;
import io.strait.gateway.hub.Sink;
import io.strait.gateway.problem.BrokenOff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of Server-Sent Events as a response. Frames are gathered and written together at the end of a turn. Belongs to
 * the event loop of its connection.
 */
final class SseSink implements Sink {
    /** Frames are written at this size at the latest. */
    private static final int WRITE_BYTES = 32 * 1024;

    /** What Vert.x holds for a client before it says "full"; the kernel's buffers come on top. */
    private static final int QUEUE_BYTES = 64 * 1024;

    private static final long LINGER_MILLIS = 2000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Duration retry;
    private final List<String> snapshots;
    private Buffer frames = Buffer.buffer();
    private boolean gone;
    private boolean stopping;

    SseSink(HttpServerRequest request, Vertx vertx, Duration retry, List<String> snapshots) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.retry = retry;
        this.snapshots = snapshots;
    }

    /** Sends the head and the first frame, so that the client knows at once that the stream is open. */
    void open() {
        response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES);
        frames.appendString("retry: " + Frames.jittered(retry.toMillis()) + "\n\n");
        flush();
    }

    /** Calls {@code onDrain} when there is room again, {@code onGone} when the client has gone. */
    void listen(Runnable onDrain, Runnable onGone) {
        response.drainHandler(ignored -> onDrain.run());
        response.exceptionHandler(failure -> {
            gone = true;
            onGone.run();
        });
        response.closeHandler(ignored -> {
            gone = true;
            onGone.run();
        });
        if (response.closed()) {
            // While its token was looked at, say: then no handler is called any more.
            gone = true;
            onGone.run();
        }
    }

    @Override
    public boolean isFull() {
        return !gone && response.writeQueueFull();
    }

    @Override
    public void event(String position, HubEvent event) {
        frames.appendString("id: ")
                .appendString(position)
                .appendString("\nevent: ")
                .appendString(event.type())
                .appendString("\ndata: ")
                .appendBytes(event.json())
                .appendString("\n\n");
        if (frames.length() >= WRITE_BYTES) {
            flush();
        }
    }

    @Override
    public void position(String position) {
        frame(position, "position", new JsonObject().put("position", position));
    }

    @Override
    public void reset(Reset reset) {
        frame(reset.position(), "reset", Frames.reset(reset, snapshots));
    }

    @Override
    public void heartbeat() {
        frames.appendString(":\n\n");
    }

    @Override
    public void closing(Closing reason, @Nullable String position) {
        stopping = reason == Closing.SHUTTING_DOWN;
        long millis = Frames.retryMillis(reason, retry);
        frames.appendString("retry: " + millis + "\n");
        frame(position, "closing", Frames.closing(reason, millis));
    }

    private void frame(@Nullable String position, String event, JsonObject data) {
        if (position != null) {
            frames.appendString("id: ").appendString(position).appendString("\n");
        }
        frames.appendString("event: ")
                .appendString(event)
                .appendString("\ndata: ")
                .appendString(data.encode())
                .appendString("\n\n");
    }

    @Override
    public void flush() {
        if (frames.length() > 0) {
            if (!gone) {
                response.write(frames);
            }
            frames = Buffer.buffer();
        }
    }

    @Override
    public void end() {
        if (gone) {
            return;
        }
        Future<Void> end = response.end();
        long timer = vertx.setTimer(LINGER_MILLIS, ignored -> {
            if (!end.isComplete()) {
                // The client reads nothing.
                BrokenOff.now(request);
            }
        });
        end.onComplete(ignored -> {
            vertx.cancelTimer(timer);
            if (stopping && request.version() != HttpVersion.HTTP_2) {
                // Else a browser comes back on this connection, to a server that answers 503 by then, and gives up.
                request.connection().close();
            }
        });
    }
}
