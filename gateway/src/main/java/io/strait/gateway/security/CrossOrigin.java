package io.strait.gateway.security;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the listed origins call the gateway. An origin that is not listed is not refused: it gets its answer
 * without the headers, and its browser keeps the answer from the page. (The framework's handler would answer 403 to
 * every request with a foreign Origin, and treats a page of our own behind another host name as foreign.)
 */
@ApplicationScoped
class CrossOrigin {
    private static final int ORDER = Entrance.ORDER + 1;

    private final Set<String> origins;

    CrossOrigin(SecurityConfig config) {
        this.origins = Set.copyOf(config.cors().origins().orElse(List.of()));
    }

    void register(@Observes Router router) {
        if (!origins.isEmpty()) {
            router.route().order(ORDER).handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        @Nullable String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        MultiMap headers = context.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            context.next();
            return;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        boolean preflight = context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (preflight) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE");
            headers.set(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                    "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, traceparent,"
                            + " X-Request-Id");
            headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
            context.response().setStatusCode(204).end();
        } else {
            headers.set(
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "ETag, Link, Location, Retry-After, Strait-Event-Position, X-Request-Id");
            context.next();
        }
    }
}
