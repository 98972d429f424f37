package io.strait.gateway.web;

import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Routes that are only read. */
final class Reading {
    /** After the guard; before the framework's own routes. */
    private static final int ORDER = -5_000;

    private Reading() {}

    static void route(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).order(ORDER).handler(context -> {
            HttpMethod method = context.request().method();
            if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
                handler.handle(context);
            } else {
                Problems.send(
                        context,
                        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This can only be read.")
                                .withHeader("Allow", "GET, HEAD"));
            }
        });
    }

    static void notFound(RoutingContext context, String detail) {
        Problems.send(context, Problem.of(ProblemType.NOT_FOUND, detail));
    }

    /**
     * Whether a browser asks, rather than a program: {@code text/html} is named. (Weights are left aside: no browser
     * weighs HTML down, and a program that wants JSON does not name HTML.)
     */
    static boolean wantsHtml(RoutingContext context) {
        return context.request().headers().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"));
    }
}
