package io.strait.gateway.hub.http;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** What can be said of WebSockets only to the server as a whole. */
@Singleton
@Unremovable
class WebSocketOptions implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        set(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        set(options);
    }

    private static void set(HttpServerOptions options) {
        options.addWebSocketSubProtocol(Handshake.SUBPROTOCOL)
                // A compressor for each connection takes more memory than the connection.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }
}
