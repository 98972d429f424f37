package io.strait.trade.connector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The run goes on later: with the same part, once the reason has passed. */
final class PutOffException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration wait;
    private final @Nullable Instant until;
    private final boolean counts;

    private PutOffException(String reason, @Nullable Duration wait, @Nullable Instant until, boolean counts) {
        super(reason);
        this.wait = wait;
        this.until = until;
        this.counts = counts;
    }

    /**
     * Something failed that may pass; in a row it may only so often.
     *
     * @param wait what the provider asks for; null for a growing delay
     */
    static PutOffException failed(String reason, @Nullable Duration wait) {
        return new PutOffException(reason, wait, null, true);
    }

    /** Nothing failed; only the moment has not come. */
    static PutOffException until(Instant until, String reason) {
        return new PutOffException(reason, null, until, false);
    }

    @Nullable
    Duration asked() {
        return wait;
    }

    @Nullable
    Instant moment() {
        return until;
    }

    /** Whether it counts against the bound of attempts. */
    boolean counts() {
        return counts;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
