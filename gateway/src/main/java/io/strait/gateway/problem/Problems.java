package io.strait.gateway.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** The one place where a problem becomes an answer, be it raised by a route or by the HTTP server itself. */
@ApplicationScoped
public class Problems {
    /** Before every failure handler of the framework, which would answer with HTML or leak a stack trace. */
    private static final int FIRST = Integer.MIN_VALUE + 100;

    /** Where a request keeps its id: the header's name is the key in the routing context. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final int MAX_INSTANCE_LENGTH = 512;
    private static final Logger LOG = Logger.getLogger(Problems.class);

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(Problems::onFailure);
        router.route().last().handler(Problems::nothingHere);
    }

    /** Answers with a problem, unless an answer has begun: then the connection is broken, so that nobody takes it for whole. */
    public static void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.ETAG);
        response.setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(response::putHeader);
        response.end(render(context, problem).toBuffer());
        RequestBody.discard(context.request());
    }

    private static JsonObject render(RoutingContext context, Problem problem) {
        JsonObject body = new JsonObject()
                .put("type", problem.type().uri())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", problem.detail())
                .put("instance", instance(context))
                .put("traceId", traceId(context));
        if (!problem.violations().isEmpty()) {
            JsonArray violations = new JsonArray();
            for (Problem.Violation violation : problem.violations()) {
                violations.add(new JsonObject()
                        .put("field", violation.field())
                        .put("value", violation.value())
                        .put("message", violation.message())
                        .put("expected", violation.expected()));
            }
            body.put("violations", violations);
        }
        return body;
    }

    /** The path asked for, without the query (which may hold what should not be echoed), made safe as a URI reference. */
    private static String instance(RoutingContext context) {
        String path = context.request().path();
        if (path == null) {
            return "/";
        }
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < Math.min(path.length(), MAX_INSTANCE_LENGTH); i++) {
            char c = path.charAt(i);
            safe.append(c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0 ? c : '_');
        }
        return safe.toString();
    }

    /** The id under which logs and traces know this request; its request id where tracing is off. */
    public static String traceId(RoutingContext context) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return span.getTraceId();
        }
        String requestId = context.get(REQUEST_ID);
        return requestId == null ? "unknown" : requestId;
    }

    private static void onFailure(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ProblemException known) {
            send(context, known.problem());
            return;
        }
        ProblemType type = ProblemType.ofStatus(context.statusCode());
        if (type.status() >= 500) {
            LOG.errorf(
                    failure,
                    "Request failed: method=%s path=%s traceId=%s",
                    context.request().method(),
                    instance(context),
                    traceId(context));
        }
        send(context, Problem.of(type, type.meaning()));
    }

    private static void nothingHere(RoutingContext context) {
        send(
                context,
                Problem.of(
                        ProblemType.NOT_FOUND, "Nothing is served at this path (the API documents are at /openapi)."));
    }
}
