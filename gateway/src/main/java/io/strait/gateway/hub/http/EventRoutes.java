package io.strait.gateway.hub.http;

import io.strait.gateway.filter.FilterParameters;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.HubEvent;
import io.strait.gateway.hub.Peer;
import io.strait.gateway.hub.Sink;
import io.strait.gateway.hub.Subscription;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.strait.gateway.security.Caller;
import io.strait.gateway.security.SecurityConfig;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is served below {@code /events/v1}. The guard has let the caller through already. */
@ApplicationScoped
class EventRoutes {
    private static final String EVENTS = "/events/v1";
    private static final String POSITION = "/events/v1/position";
    private static final String SOCKET = "/events/v1/ws";
    private static final String EVENT = "/events/v1/:id";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String JSON = "application/json";
    private static final String CLOUD_EVENT = "application/cloudevents+json";

    private final Hub hub;
    private final HubConfig config;
    private final Handshake handshake;
    private final FilterParameters filters = new FilterParameters();

    EventRoutes(Hub hub, HubConfig config, SecurityConfig security) {
        this.hub = hub;
        this.config = config;
        this.handshake = new Handshake(security.cors().origins().orElse(List.of()));
    }

    void register(@Observes Router router) {
        router.get(EVENTS).handler(this::events);
        router.get(POSITION).handler(this::position);
        router.get(SOCKET).handler(this::socket);
        for (String path : List.of(POSITION, SOCKET)) {
            router.route(path).handler(EventRoutes::onlyGet);
        }
        // After those, which it would match too.
        router.get(EVENT).handler(this::event);
        for (String path : List.of(EVENTS, EVENT)) {
            router.route(path).handler(EventRoutes::onlyGet);
        }
    }

    private void events(RoutingContext context) {
        if (wantsAnswers(context)) {
            poll(context);
        } else {
            stream(context);
        }
    }

    private void stream(RoutingContext context) {
        EventQuery query = query(context, EventQuery.Mode.STREAM);
        if (!query.violations().isEmpty()) {
            refuse(context, query);
            return;
        }
        if (!accepts(context, EVENT_STREAM)) {
            Problems.send(
                    context,
                    Problem.of(
                            ProblemType.NOT_ACCEPTABLE,
                            "This resource is served as text/event-stream and as application/json."));
            return;
        }
        SseSink sink =
                new SseSink(context.request(), context.vertx(), config.client().retry(), config.snapshots());
        sink.open();
        Subscription subscription = subscribe(context, sink, query, Peer.Kind.SSE);
        sink.listen(subscription::wake, subscription::cancel);
    }

    private void poll(RoutingContext context) {
        EventQuery query = query(context, EventQuery.Mode.POLL);
        if (!query.violations().isEmpty()) {
            refuse(context, query);
            return;
        }
        PollSink sink = new PollSink(context, query, config.snapshots());
        sink.listen(
                subscribe(context, sink, query, Peer.Kind.POLL),
                query.patience().toMillis());
    }

    private void socket(RoutingContext context) {
        Optional<Problem> refusal = handshake.refusal(context.request());
        if (refusal.isPresent()) {
            Problems.send(context, refusal.get());
            return;
        }
        EventQuery query = query(context, EventQuery.Mode.STREAM);
        if (!query.violations().isEmpty()) {
            refuse(context, query);
            return;
        }
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    WebSocketSink sink = new WebSocketSink(
                            context.request(),
                            socket,
                            context.vertx(),
                            config.client().retry(),
                            config.snapshots());
                    Subscription subscription = subscribe(context, sink, query, Peer.Kind.WEBSOCKET);
                    sink.listen(subscription::wake, () -> {
                        subscription.cancel();
                        Upgraded.ended(context.request());
                    });
                })
                .onFailure(failure -> Problems.send(
                        context,
                        Problem.of(ProblemType.MALFORMED_REQUEST, "The handshake is not that of a WebSocket.")));
    }

    private EventQuery query(RoutingContext context, EventQuery.Mode mode) {
        return EventQuery.of(context.queryParams(), context.request().getHeader("Last-Event-ID"), mode, filters);
    }

    private static void refuse(RoutingContext context, EventQuery query) {
        Problems.send(
                context,
                new Problem(ProblemType.INVALID_PARAMETER, "The stream was not opened.", query.violations(), Map.of()));
    }

    private Subscription subscribe(RoutingContext context, Sink sink, EventQuery query, Peer.Kind kind) {
        Peer peer = new Peer(
                kind,
                Caller.of(context).name(),
                String.valueOf(context.request().remoteAddress()),
                query.filter(),
                Clock.systemUTC().instant());
        Context eventLoop = context.vertx().getOrCreateContext();
        return hub.subscribe(
                sink, task -> eventLoop.runOnContext(ignored -> task.run()), query.wish(), peer, timeToLive(context));
    }

    private static @Nullable Duration timeToLive(RoutingContext context) {
        Caller caller = Caller.of(context);
        return caller.expiresAt() == null
                ? null
                : Duration.between(Clock.systemUTC().instant(), caller.expiresAt());
    }

    private void position(RoutingContext context) {
        Optional<String> position = hub.currentPosition();
        if (position.isEmpty()) {
            Problems.send(
                    context,
                    Problem.of(ProblemType.UNAVAILABLE, "The event stream has not caught up with its log yet.")
                            .withHeader("Retry-After", "2"));
        } else if (!accepts(context, JSON)) {
            Problems.send(
                    context, Problem.of(ProblemType.NOT_ACCEPTABLE, "This resource is served as application/json."));
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(new JsonObject().put("position", position.get()).encode());
        }
    }

    /** One of the newest. That it was never there, is there no more, or is not for this caller, is one answer. */
    private void event(RoutingContext context) {
        Optional<HubEvent> event = hub.event(String.valueOf(context.pathParam("id")));
        if (event.isEmpty()) {
            Problems.send(
                    context,
                    Problem.of(
                            ProblemType.NOT_FOUND,
                            "There is no such event among the newest, which are the only ones held for reading by id."));
        } else if (!accepts(context, CLOUD_EVENT) && !accepts(context, JSON)) {
            Problems.send(
                    context,
                    Problem.of(
                            ProblemType.NOT_ACCEPTABLE,
                            "This resource is served as application/cloudevents+json and as application/json."));
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, accepts(context, CLOUD_EVENT) ? CLOUD_EVENT : JSON)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(Buffer.buffer(event.get().json()));
        }
    }

    private static void onlyGet(RoutingContext context) {
        Problems.send(
                context,
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Events are read with GET.")
                        .withHeader("Allow", "GET"));
    }

    /** Whoever names JSON and not the stream; many clients name it beside everything else. */
    private static boolean wantsAnswers(RoutingContext context) {
        return names(context, JSON) && !names(context, EVENT_STREAM);
    }

    private static boolean names(RoutingContext context, String type) {
        return context.parsedHeaders().accept().stream()
                .anyMatch(one -> one.weight() > 0 && type.equalsIgnoreCase(one.component() + "/" + one.subComponent()));
    }

    private static boolean accepts(RoutingContext context, String type) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        if (accepted.isEmpty()) {
            return true;
        }
        String main = type.substring(0, type.indexOf('/'));
        String sub = type.substring(type.indexOf('/') + 1);
        return accepted.stream()
                .anyMatch(one -> one.weight() > 0
                        && (one.component().equals("*") || one.component().equalsIgnoreCase(main))
                        && (one.subComponent().equals("*") || one.subComponent().equalsIgnoreCase(sub)));
    }
}
