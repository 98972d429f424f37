package io.strait.gateway.route;

import io.opentelemetry.api.trace.Span;
import io.strait.gateway.problem.Problems;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which header fields go through, and which are said anew (RFC 9110 section 7.6, RFC 7239). */
final class Fields {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What a client claims of the hops before us. Where a proxy is trusted, the server has already taken it over. */
    private static final Set<String> CLAIMS_OF_ORIGIN = Set.of(
            "forwarded",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-forwarded-server",
            "x-forwarded-ssl",
            "x-original-url",
            "x-real-ip",
            "x-rewrite-url");

    /** What the tracer writes itself for the call to the service; where it does not trace, they pass as they are. */
    private static final Set<String> OF_THE_TRACE = Set.of("traceparent", "tracestate", "baggage");

    private Fields() {}

    static void copyRequest(HttpServerRequest from, MultiMap to, String requestId) {
        Set<String> named = namedByConnection(from.headers());
        boolean traced = Span.current().getSpanContext().isValid();
        for (Map.Entry<String, String> field : from.headers()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            boolean ours = name.equals("host") || name.equals("expect") || name.equals("x-request-id");
            ours |= traced && OF_THE_TRACE.contains(name);
            if (!HOP_BY_HOP.contains(name) && !CLAIMS_OF_ORIGIN.contains(name) && !named.contains(name) && !ours) {
                to.add(field.getKey(), field.getValue());
            }
        }
        to.set(Problems.REQUEST_ID, requestId);
        @Nullable
        String client =
                from.remoteAddress() == null ? null : from.remoteAddress().hostAddress();
        @Nullable
        String host = from.authority() == null ? null : from.authority().toString();
        String proto = from.isSSL() ? "https" : from.scheme() == null ? "http" : from.scheme();
        StringBuilder forwarded = new StringBuilder("proto=").append(proto);
        to.set("X-Forwarded-Proto", proto);
        if (client != null) {
            to.set("X-Forwarded-For", client);
            forwarded.append(";for=").append(client.indexOf(':') >= 0 ? "\"[" + client + "]\"" : client);
        }
        if (host != null && host.indexOf('"') < 0 && host.indexOf('\\') < 0) {
            to.set("X-Forwarded-Host", host);
            forwarded.append(";host=\"").append(host).append('"');
        }
        to.set("Forwarded", forwarded.toString());
    }

    static void copyResponse(MultiMap from, MultiMap to, Upstream upstream) {
        Set<String> named = namedByConnection(from);
        Set<String> ofTheService = new HashSet<>();
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(name) || named.contains(name) || name.equals("x-request-id")) {
                continue;
            }
            String value = field.getValue();
            if (name.equals("location") || name.equals("content-location") || name.equals("link")) {
                value = upstream.withoutOrigin(value);
            }
            // The service's word replaces our default for every answer, but its repeated fields stay repeated.
            if (ofTheService.add(name) && !name.equals("vary")) {
                to.remove(name);
            }
            to.add(field.getKey(), value);
        }
    }

    private static Set<String> namedByConnection(MultiMap fields) {
        List<String> connection = fields.getAll(HttpHeaders.CONNECTION);
        if (connection.isEmpty()) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
