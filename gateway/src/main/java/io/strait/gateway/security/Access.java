package io.strait.gateway.security;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/** What a request needs, by path and method. What is not named here needs a role: a forgotten path is a closed one. */
enum Access {
    /** Pages and API documents: they hold no data, and a browser that navigates cannot send a token. */
    OPEN,
    READ,
    WRITE;

    private static final Set<String> OPEN_PATHS =
            Set.of("/", "/favicon.ico", "/openapi", "/asyncapi", "/problems", "/q/openapi");
    private static final List<String> OPEN_PREFIXES = List.of("/assets/", "/openapi/", "/schemas/", "/problems/");

    static Access of(HttpMethod method, String path) {
        if (OPEN_PATHS.contains(path) || OPEN_PREFIXES.stream().anyMatch(path::startsWith)) {
            return OPEN;
        }
        boolean safe =
                method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
        return safe ? READ : WRITE;
    }
}
