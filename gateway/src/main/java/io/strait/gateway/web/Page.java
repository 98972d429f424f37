package io.strait.gateway.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The page at {@code /} and its parts. They come from here alone: no other host is asked for anything. */
@ApplicationScoped
class Page {
    void register(@Observes Router router) {
        serve(router, "/", "index.html", "text/html; charset=utf-8");
        serve(router, "/assets/strait.css", "strait.css", "text/css; charset=utf-8");
        serve(router, "/assets/strait.js", "strait.js", "text/javascript; charset=utf-8");
        serve(router, "/assets/icon.svg", "icon.svg", "image/svg+xml");
        serve(router, "/favicon.ico", "icon.svg", "image/svg+xml");
    }

    private static void serve(Router router, String path, String file, String mediaType) {
        Document document = Document.ofResource("web/" + file, mediaType)
                .orElseThrow(() -> new IllegalStateException("web/" + file + " is missing from the jar"));
        Reading.route(router, path, (RoutingContext context) -> {
            if (path.equals(context.request().path())) {
                document.send(context);
            } else {
                // The router takes a trailing slash for nothing; an address here is one address.
                context.next();
            }
        });
    }
}
