package io.strait.gateway.hub;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who a subscriber is, as the operator sees it.
 *
 * @param caller the subject of the token that it came with, null without one
 * @param address of the other end of the connection, or what a trusted proxy says of it
 * @param filter in the words of the request
 * @param since when it came
 */
public record Peer(Kind kind, @Nullable String caller, String address, String filter, Instant since) {
    /** How it is connected. */
    public enum Kind {
        SSE,
        WEBSOCKET,
        POLL;

        /** As it is told, for example {@code sse}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
