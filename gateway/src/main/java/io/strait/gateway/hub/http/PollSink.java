package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Closing;
import io.strait.gateway.hub.HubEvent;
import io.strait.gateway.hub.Reset;
import io.strait.gateway.hub.Sink;
import io.strait.gateway.hub.Start;
import io.strait.gateway.hub.Subscription;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer with the events that are there, or that come first within the wait. The position in it is the place just
 * after its last event, so whoever asks again from there misses nothing and gets nothing twice. Belongs to the event loop
 * of its connection.
 */
final class PollSink implements Sink {
    /** No further event is taken once an answer has this size. */
    private static final int ANSWER_BYTES = 1024 * 1024;

    private final RoutingContext context;
    private final int limit;
    private final List<String> snapshots;
    private final Buffer events = Buffer.buffer();
    private int count;
    private @Nullable Reset reset;

    /** As far as it is known. The client's own stays good for as long as nothing else is. */
    private @Nullable String position;

    private boolean answered;
    private @Nullable Subscription subscription;
    private long timer = -1;

    PollSink(RoutingContext context, EventQuery query, List<String> snapshots) {
        this.context = context;
        this.limit = query.limit();
        this.snapshots = snapshots;
        this.position = query.wish().start() instanceof Start.After after ? after.position() : null;
    }

    /** Called before the subscription has its first turn. */
    void listen(Subscription to, long waitMillis) {
        subscription = to;
        if (waitMillis == 0) {
            to.finish();
        } else {
            timer = context.vertx().setTimer(waitMillis, ignored -> to.finish());
        }
        HttpServerResponse response = context.response();
        response.exceptionHandler(failure -> gone());
        response.closeHandler(ignored -> gone());
        if (response.closed()) {
            gone();
        }
    }

    @Override
    public boolean isFull() {
        return answered || count >= limit || events.length() >= ANSWER_BYTES;
    }

    @Override
    public void event(String after, HubEvent event) {
        if (answered) {
            return;
        }
        if (count > 0) {
            events.appendString(",");
        }
        events.appendBytes(event.json());
        count++;
        position = after;
    }

    @Override
    public void position(String place) {
        if (!answered) {
            position = place;
        }
    }

    @Override
    public void reset(Reset told) {
        if (!answered) {
            reset = told;
            position = told.position();
        }
    }

    @Override
    public void heartbeat() {
        // The answer itself is the sign of life.
    }

    @Override
    public void closing(Closing reason, @Nullable String place) {
        if (place != null && count == 0) {
            position(place);
        }
        if (reason == Closing.OVERLOADED) {
            refuse("The gateway has as many streams as it may.");
        } else if (reason == Closing.DISCONNECTED_BY_AN_ADMINISTRATOR) {
            refuse("This wait was disconnected by an administrator.");
        } else if (reason == Closing.SHUTTING_DOWN && !answered) {
            // Else the client asks this replica again, on this connection.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** The end of a turn: what it has brought is the answer. */
    @Override
    public void flush() {
        if (count > 0 || reset != null) {
            answer();
        }
    }

    @Override
    public void end() {
        answer();
    }

    private void answer() {
        if (answered) {
            return;
        }
        String place = position;
        if (place == null) {
            refuse("The event stream has not caught up with its log yet.");
            return;
        }
        answered = true;
        Buffer body = Buffer.buffer(events.length() + 512)
                .appendString("{\"events\":[")
                .appendBuffer(events)
                .appendString("],\"position\":")
                .appendString(Json.encode(place));
        Reset told = reset;
        if (told != null) {
            body.appendString(",\"reset\":")
                    .appendString(Frames.reset(told, snapshots).encode());
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.appendString("}"));
        leave();
    }

    private void refuse(String detail) {
        if (!answered) {
            answered = true;
            Problems.send(context, Problem.of(ProblemType.UNAVAILABLE, detail).withHeader("Retry-After", "2"));
            leave();
        }
    }

    private void gone() {
        answered = true;
        leave();
    }

    private void leave() {
        context.vertx().cancelTimer(timer);
        Subscription mine = subscription;
        if (mine != null) {
            mine.cancel();
        }
    }
}
