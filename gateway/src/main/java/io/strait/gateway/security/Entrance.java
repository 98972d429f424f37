package io.strait.gateway.security;

import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.strait.gateway.problem.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first thing a request meets: it gets its id, its answer gets the headers that every answer has, and a request
 * whose form could mean two things is refused before anybody acts on either meaning.
 */
@ApplicationScoped
class Entrance {
    static final int ORDER = -30_000;

    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[A-Za-z0-9._~+/=:-]{1,128}");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    private static final Map<String, String> ON_EVERY_ANSWER = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Content-Security-Policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'");

    private final SecurityConfig config;

    Entrance(SecurityConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (RequestBody.isExpected(request)) {
            // Nothing of the body may be lost, nor read ahead, while it is being decided who takes it.
            request.pause();
        }
        MultiMap answer = context.response().headers();
        answer.setAll(ON_EVERY_ANSWER);
        String id = requestId(request);
        context.put(Problems.REQUEST_ID, id);
        answer.set(Problems.REQUEST_ID, id);

        Optional<Problem> refusal = refuse(request);
        if (refusal.isPresent()) {
            Problems.send(context, refusal.get());
        } else {
            context.next();
        }
    }

    /** The caller's own id where it is harmless to log, else a new one. */
    private static String requestId(HttpServerRequest request) {
        String given = request.getHeader(Problems.REQUEST_ID);
        return given != null && ACCEPTABLE_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    private Optional<Problem> refuse(HttpServerRequest request) {
        if (!METHODS.contains(request.method())) {
            return Optional.of(
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED, "No resource of Strait has the method of this request.")
                            .withHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
        }
        if (request.uri().length() > config.maxTargetLength()) {
            return Optional.of(Problem.of(
                    ProblemType.URI_TOO_LONG,
                    "Path and query have %d characters (at most %d)."
                            .formatted(request.uri().length(), config.maxTargetLength())));
        }
        long headerSize = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            headerSize += header.getKey().length() + header.getValue().length();
        }
        if (headerSize > config.maxHeaderSize().asLongValue()) {
            return Optional.of(Problem.of(
                    ProblemType.HEADERS_TOO_LARGE,
                    "The headers have %d bytes (at most %d)."
                            .formatted(headerSize, config.maxHeaderSize().asLongValue())));
        }
        String encoding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
            return malformed("Transfer-Encoding", encoding, "is not supported", "chunked");
        }
        return badTarget(request);
    }

    private static Optional<Problem> badTarget(HttpServerRequest request) {
        @Nullable String path = request.path();
        if (path == null || !path.startsWith("/")) {
            return malformed("path", request.uri(), "is not an absolute path", "a path that begins with /");
        }
        Optional<RequestTarget.Flaw> inPath = RequestTarget.flawOfPath(path);
        if (inPath.isPresent()) {
            return malformed("path", path, inPath.get().message(), inPath.get().expected());
        }
        @Nullable String query = request.query();
        if (query != null) {
            Optional<RequestTarget.Flaw> inQuery = RequestTarget.flawOfQuery(query);
            if (inQuery.isPresent()) {
                return malformed(
                        "query", query, inQuery.get().message(), inQuery.get().expected());
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> malformed(String field, String value, String message, String expected) {
        String shown = value.length() > 200 ? value.substring(0, 200) + "..." : value;
        return Optional.of(Problem.of(ProblemType.MALFORMED_REQUEST, "The %s %s.".formatted(field, message))
                .withViolation(new Problem.Violation(field, shown, message, expected)));
    }
}
