package io.strait.gateway.security;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/** What a request needs, by path and method. What is not named here needs a role: a forgotten path is a closed one. */
enum Access {
    /** Pages and API documents: they hold no data, and a browser that navigates cannot send a token. */
    OPEN,
    READ,
    WRITE,
    /** What only the operator may see and do, whatever the method and however public reading is. */
    ADMIN;

    private static final Set<String> OPEN_PATHS =
            Set.of("/", "/favicon.ico", "/openapi", "/asyncapi", "/problems", "/q/openapi");
    private static final List<String> OPEN_PREFIXES = List.of("/assets/", "/openapi/", "/schemas/", "/problems/");

    /** The role that a caller needs who is not let in by everybody's right. */
    Role role() {
        return switch (this) {
            case OPEN, READ -> Role.VIEWER;
            case WRITE -> Role.CONTRIBUTOR;
            case ADMIN -> Role.ADMIN;
        };
    }

    static Access of(HttpMethod method, String path) {
        if (OPEN_PATHS.contains(path) || OPEN_PREFIXES.stream().anyMatch(path::startsWith)) {
            return OPEN;
        }
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            return ADMIN;
        }
        boolean safe =
                method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
        return safe ? READ : WRITE;
    }
}
