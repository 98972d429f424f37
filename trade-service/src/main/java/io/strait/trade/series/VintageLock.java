package io.strait.trade.series;

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

    private VintageLock() {}
}
