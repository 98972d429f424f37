package io.strait.gateway.hub.http;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A request that has become a WebSocket, as the framework counts it. Quarkus 3.33 waits at the end for every request that
 * has begun, and takes a request for ended when its response is; the response of one that was upgraded never is, so a
 * single WebSocket, long closed, would hold up the end of the process for all of {@code quarkus.shutdown.timeout}. What
 * counts it down is not open to callers; where a later version has it no more, the log says so.
 */
final class Upgraded {
    private static final Logger LOG = Logger.getLogger(Upgraded.class);

    private static final @Nullable Method DONE = done();

    private Upgraded() {}

    private static @Nullable Method done() {
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            return done;
        } catch (NoSuchMethodException | RuntimeException e) {
            LOG.warn("WebSockets that were open will hold up the end of the process", e);
            return null;
        }
    }

    /** The WebSocket is closed. Called again, it does nothing. */
    static void ended(HttpServerRequest request) {
        QuarkusRequestWrapper counted = QuarkusRequestWrapper.get(request);
        if (DONE == null || counted == null) {
            return;
        }
        try {
            DONE.invoke(counted);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.warn("A WebSocket that is closed will hold up the end of the process", e);
        }
    }
}
