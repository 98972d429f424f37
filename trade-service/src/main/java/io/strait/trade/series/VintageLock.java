package io.strait.trade.series;

import java.time.Duration;
import java.time.Instant;

/**
 * Held by an apply from the moment at which it draws its vintage until its commit. Who reads {@code asOf} an instant that
 * an apply may just have drawn waits for it: what was answered once is then answered ever after.
 */
public final class VintageLock {
    /** Names the lock in the database; any number that nobody else uses. */
    private static final long KEY = 0x5354_5241_4954_0002L;

    /** For the apply, in its transaction. */
    public static final String HOLD = "select pg_advisory_xact_lock(" + KEY + ")";

    /** For the reader, a statement of its own. */
    public static final String AWAIT = "select pg_advisory_xact_lock_shared(" + KEY + ")";

    /** Longer than an apply takes from drawing its vintage to its commit. */
    private static final Duration LONGEST_COMMIT = Duration.ofMinutes(10);

    private VintageLock() {}

    /** Whether an apply that is under way may have drawn a vintage before {@code asOf}, so that it is to be awaited. */
    public static boolean mayBeHeldAt(Instant asOf) {
        return asOf.isAfter(Instant.now().minus(LONGEST_COMMIT));
    }
}
