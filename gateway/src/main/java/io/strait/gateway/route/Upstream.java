package io.strait.gateway.route;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;

/** A service behind the gateway: its name, which is the first segment of its paths, and where it is. */
record Upstream(String name, String host, int port, boolean tls, String openapiPath) {
    static Upstream of(String name, RouteConfig.Target target) {
        URI url = target.url();
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean hasPath = url.getRawPath() != null
                && !url.getRawPath().isEmpty()
                && !url.getRawPath().equals("/");
        if (url.getHost() == null
                || hasPath
                || url.getRawQuery() != null
                || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "strait.route.%s.url: %s (expected: http://host:port or https://host:port, without a path)"
                            .formatted(name, url));
        }
        boolean tls = scheme.equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new Upstream(name, url.getHost(), port, tls, target.openapiPath());
    }

    String prefix() {
        return "/" + name + "/";
    }

    RequestOptions request() {
        return new RequestOptions().setHost(host).setPort(port).setSsl(tls);
    }

    /** An address of ours that the service wrote with its own authority, as a path; any other text unchanged. */
    String withoutOrigin(String text) {
        String origin = (tls ? "https://" : "http://") + host;
        String withPort = origin + ":" + port + "/";
        String replaced = text.replace(withPort, "/");
        return port == (tls ? 443 : 80) ? replaced.replace(origin + "/", "/") : replaced;
    }
}
