package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.Presence;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.strait.gateway.security.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who is connected to the stream of this replica. The guard lets nobody but administrators come here. */
@ApplicationScoped
class SubscriberRoutes {
    private static final Logger LOG = Logger.getLogger(SubscriberRoutes.class);

    private static final String ALL = "/admin/v1/subscribers";
    private static final String ONE = "/admin/v1/subscribers/:id";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final Hub hub;

    SubscriberRoutes(Hub hub) {
        this.hub = hub;
    }

    void register(@Observes Router router) {
        router.get(ALL).handler(this::list);
        router.route(ALL).handler(context -> refuseMethod(context, "GET"));
        router.get(ONE).handler(this::one);
        router.delete(ONE).handler(this::disconnect);
        router.route(ONE).handler(context -> refuseMethod(context, "GET, DELETE"));
    }

    /** In the order of their ids, so that who comes or goes in between moves nobody to another page. */
    private void list(RoutingContext context) {
        List<Problem.Violation> violations = new ArrayList<>();
        Map<String, List<String>> parameters = EventQuery.grouped(context.queryParams());
        EventQuery.refuseUnknown(parameters, List.of(LIMIT, CURSOR), violations);
        int limit = EventQuery.number(
                LIMIT, EventQuery.single(parameters, LIMIT, violations), DEFAULT_LIMIT, 1, MAX_LIMIT, violations);
        String cursor = EventQuery.single(parameters, CURSOR, violations);
        if (cursor != null && !ID.matcher(cursor).matches()) {
            violations.add(new Problem.Violation(
                    CURSOR, EventQuery.cut(cursor), "not a cursor", "the one in the link to the next page"));
        }
        if (!violations.isEmpty()) {
            Problems.send(
                    context,
                    new Problem(ProblemType.INVALID_PARAMETER, "Nothing was looked up.", violations, Map.of()));
            return;
        }
        List<Presence> found = hub.subscribers(cursor, limit + 1);
        List<Presence> page = found.subList(0, Math.min(limit, found.size()));
        JsonArray items = new JsonArray();
        page.forEach(presence -> items.add(json(presence)));
        JsonObject body = new JsonObject().put("items", items);
        if (found.size() > limit) {
            String next =
                    ALL + "?limit=" + limit + "&cursor=" + page.get(limit - 1).id();
            body.put("next", next);
            context.response().putHeader("Link", "<" + next + ">; rel=\"next\"");
        }
        send(context, body);
    }

    private void one(RoutingContext context) {
        Optional<Presence> found = hub.subscriber(id(context));
        if (found.isPresent()) {
            send(context, json(found.get()));
        } else {
            refuseUnknown(context);
        }
    }

    private void disconnect(RoutingContext context) {
        String id = id(context);
        if (hub.disconnect(id)) {
            LOG.infof(
                    "Subscriber disconnected by an administrator: id=%s by=%s",
                    id, Caller.of(context).name());
            context.response().setStatusCode(204).end();
        } else {
            refuseUnknown(context);
        }
    }

    private static String id(RoutingContext context) {
        return String.valueOf(context.pathParam("id"));
    }

    private static JsonObject json(Presence presence) {
        @Nullable String caller = presence.peer().caller();
        return new JsonObject()
                .put("id", presence.id())
                .put("kind", presence.peer().kind().slug())
                .put("caller", caller)
                .put("address", presence.peer().address())
                .put("since", presence.peer().since().toString())
                .put("filter", presence.peer().filter())
                .put("conflate", presence.newestOnly() ? "subject" : null)
                .put("queuedBytes", presence.queuedBytes())
                .put("sentEvents", presence.sentEvents())
                .put("lag", presence.lag());
    }

    private static void send(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.encode());
    }

    private static void refuseUnknown(RoutingContext context) {
        Problems.send(
                context, Problem.of(ProblemType.NOT_FOUND, "No subscriber of that id is connected to this replica."));
    }

    private static void refuseMethod(RoutingContext context, String allowed) {
        Problems.send(
                context,
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Subscribers are looked at and disconnected.")
                        .withHeader("Allow", allowed));
    }
}
