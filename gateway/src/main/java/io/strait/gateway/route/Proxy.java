package io.strait.gateway.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** The routes to the services: a path that begins with a service's name goes to that service as it is. */
@ApplicationScoped
class Proxy {
    private static final int ORDER = -10_000;

    private final RouteConfig config;
    private final List<Upstream> upstreams;
    private final HttpClient client;
    private final Instance<EventPosition> position;
    private final MeterRegistry metrics;

    Proxy(RouteConfig config, Vertx vertx, Instance<EventPosition> position, MeterRegistry metrics) {
        this.config = config;
        this.position = position;
        this.metrics = metrics;
        this.upstreams =
                List.of(Upstream.of("trade", config.trade()), Upstream.of("supplychain", config.supplychain()));
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        // Shorter than any server's patience: a connection it is about to close is not used again.
                        .setKeepAliveTimeout(15)
                        .setMaxHeaderSize(128 * 1024)
                        .setMaxInitialLineLength(64 * 1024)
                        .setMaxChunkSize(64 * 1024)
                        .setTcpNoDelay(true))
                .with(new PoolOptions()
                        .setHttp1MaxSize(config.maxConnections())
                        .setMaxWaitQueueSize(config.maxWaiting()))
                .build();
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::passOn);
        for (Upstream upstream : upstreams) {
            router.route("/openapi/" + upstream.name()).order(ORDER + 1).handler(context -> openapi(context, upstream));
        }
    }

    private void passOn(RoutingContext context) {
        // The path as it was sent, not as the router would read it: what is matched is what is passed on.
        String path = context.request().path();
        for (Upstream upstream : upstreams) {
            if (path.startsWith(upstream.prefix())
                    && path.length() > upstream.prefix().length()) {
                String query = context.request().query();
                forward(context, upstream, query == null ? path : path + "?" + query);
                return;
            }
        }
        context.next();
    }

    private void openapi(RoutingContext context, Upstream upstream) {
        if (context.request().method().equals(HttpMethod.GET)
                || context.request().method().equals(HttpMethod.HEAD)) {
            String query = context.request().query();
            forward(context, upstream, query == null ? upstream.openapiPath() : upstream.openapiPath() + "?" + query);
        } else {
            Problems.send(
                    context,
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED, "An API document can only be read.")
                            .withHeader("Allow", "GET, HEAD"));
        }
    }

    private void forward(RoutingContext context, Upstream upstream, String target) {
        if (position.isResolvable()) {
            boolean read = context.request().method().equals(HttpMethod.GET)
                    || context.request().method().equals(HttpMethod.HEAD);
            if (read) {
                position.get().current().ifPresent(at -> context.response().putHeader("Strait-Event-Position", at));
            }
        }
        new Exchange(context, upstream, target, client, config, metrics).start();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
