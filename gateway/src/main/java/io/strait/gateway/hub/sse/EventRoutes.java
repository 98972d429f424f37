package io.strait.gateway.hub.sse;

import io.strait.gateway.filter.FilterParameters;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.Subscription;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.strait.gateway.security.Caller;
import io.vertx.core.Context;
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

/** {@code GET /events/v1} and {@code GET /events/v1/position}. The guard has let the caller through already. */
@ApplicationScoped
class EventRoutes {
    private static final String STREAM = "/events/v1";
    private static final String POSITION = "/events/v1/position";
    private static final String EVENT_STREAM = "text/event-stream";

    private final Hub hub;
    private final HubConfig config;
    private final FilterParameters filters = new FilterParameters();

    EventRoutes(Hub hub, HubConfig config) {
        this.hub = hub;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.get(STREAM).handler(this::stream);
        router.get(POSITION).handler(this::position);
        for (String path : List.of(STREAM, POSITION)) {
            router.route(path).handler(EventRoutes::onlyGet);
        }
    }

    private void stream(RoutingContext context) {
        EventQuery query =
                EventQuery.of(context.queryParams(), context.request().getHeader("Last-Event-ID"), filters);
        if (!query.violations().isEmpty()) {
            Problems.send(
                    context,
                    new Problem(
                            ProblemType.INVALID_PARAMETER, "The stream was not opened.", query.violations(), Map.of()));
            return;
        }
        if (!accepts(context, EVENT_STREAM)) {
            Problems.send(
                    context, Problem.of(ProblemType.NOT_ACCEPTABLE, "This resource is served as text/event-stream."));
            return;
        }
        Context eventLoop = context.vertx().getOrCreateContext();
        SseSink sink =
                new SseSink(context.request(), context.vertx(), config.client().retry(), config.snapshots());
        sink.open();
        Subscription subscription = hub.subscribe(
                sink,
                task -> eventLoop.runOnContext(ignored -> task.run()),
                query.filter(),
                query.start(),
                timeToLive(context));
        sink.listen(subscription::wake, subscription::cancel);
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
        } else if (!accepts(context, "application/json")) {
            Problems.send(
                    context, Problem.of(ProblemType.NOT_ACCEPTABLE, "This resource is served as application/json."));
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(new JsonObject().put("position", position.get()).encode());
        }
    }

    private static void onlyGet(RoutingContext context) {
        Problems.send(
                context,
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Events are read with GET.")
                        .withHeader("Allow", "GET"));
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
