package io.strait.gateway.hub.http;

import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests may become a WebSocket. */
final class Handshake {
    /** CloudEvents, one a message, in the JSON format. */
    static final String SUBPROTOCOL = "cloudevents.json";

    private static final String OFFERED = "Sec-WebSocket-Protocol";

    private final Set<String> origins;

    /** @param origins other sites whose pages may open one, as for all that is read across origins */
    Handshake(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    Optional<Problem> refusal(HttpServerRequest request) {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        if (request.version() != HttpVersion.HTTP_1_1 || upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
            return Optional.of(Problem.of(
                            ProblemType.UPGRADE_REQUIRED,
                            "This resource is a WebSocket over HTTP/1.1, and nothing else.")
                    .withHeader("Upgrade", "websocket"));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins.contains(origin) && !isOwn(origin, request.authority())) {
            // Nothing of the browser's own keeps a page of another site from reading a WebSocket, as it does for
            // answers.
            return Optional.of(Problem.of(ProblemType.FORBIDDEN, "Pages of this origin may not open a WebSocket here.")
                    .withViolation(new Problem.Violation(
                            "Origin", cut(origin), "not a listed origin", "an origin that the operator has listed")));
        }
        List<String> offers = request.headers().getAll(OFFERED);
        if (!offers.isEmpty() && offers.stream().noneMatch(Handshake::hasOurs)) {
            return Optional.of(Problem.of(ProblemType.INVALID_PARAMETER, "The WebSocket was not opened.")
                    .withViolation(new Problem.Violation(
                            OFFERED, cut(String.join(", ", offers)), "unknown subprotocol", SUBPROTOCOL)));
        }
        return Optional.empty();
    }

    private static boolean hasOurs(String offer) {
        return Arrays.stream(offer.split(",")).anyMatch(one -> one.strip().equals(SUBPROTOCOL));
    }

    /** By host and port. The scheme is not known where TLS ends before the gateway, and is that of the page then. */
    private static boolean isOwn(String origin, @Nullable HostAndPort host) {
        try {
            URI uri = URI.create(origin);
            String authority = uri.getAuthority();
            if (authority == null || host == null) {
                return false;
            }
            int port = "https".equals(uri.getScheme()) ? 443 : 80;
            return withPort(authority, port).equals(withPort(host.toString(), port));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withPort(String authority, int port) {
        String name = authority.toLowerCase(Locale.ROOT);
        return name.lastIndexOf(':') > name.lastIndexOf(']') ? name : name + ":" + port;
    }

    private static String cut(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "...";
    }
}
