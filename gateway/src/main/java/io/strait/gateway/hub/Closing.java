package io.strait.gateway.hub;

import java.util.Locale;

/** Why the gateway ends a stream. In every case the client may come back with its last position. */
public enum Closing {
    /** The gateway has as many streams as it may. */
    OVERLOADED,
    /** The gateway stops; another replica, or the next one, goes on. */
    SHUTTING_DOWN,
    /** The stream has reached its maximum age; coming back spreads streams over the replicas. */
    MAX_AGE,
    /** The token that opened the stream has ended: come back with a new one. */
    TOKEN_EXPIRED,
    /** The client did not read for too long, or too much was waiting for it. */
    SLOW_CLIENT,
    /** An administrator has ended this one stream. */
    DISCONNECTED_BY_AN_ADMINISTRATOR;

    /** As clients see it, for example {@code slow-client}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
