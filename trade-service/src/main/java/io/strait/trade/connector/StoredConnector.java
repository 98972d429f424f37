package io.strait.trade.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is held, and how it stands.
 *
 * @param version counts its changes
 * @param nextRun null when none is due
 * @param failures runs that failed since one did not
 * @param callsToday calls of this day (UTC)
 * @param lastRun null before the first one
 */
record StoredConnector(
        Definition definition,
        long version,
        String changedBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant nextRun,
        int failures,
        int callsToday,
        @Nullable StoredRun lastRun) {}
