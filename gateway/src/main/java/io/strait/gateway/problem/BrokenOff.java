package io.strait.gateway.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The end of an answer that must not wait for its reader. */
public final class BrokenOff {
    private BrokenOff() {}

    /**
     * Cuts the stream (HTTP/2) or the connection of {@code request} at once. What Vert.x calls closing an HTTP/1
     * connection first sends what was written, so with a client that does not read it never comes to the closing.
     */
    public static void now(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        } else {
            request.connection().close();
        }
    }
}
