package io.strait.trade.connector;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands.
 *
 * @param cause {@code SCHEDULE} or {@code REQUEST}
 * @param next when it goes on; null once it has ended
 * @param waitsFor why it is put off; null when it is not
 * @param partsAll pieces so far, those that were split into smaller ones not counted
 * @param ingests the first jobs that it made, at most {@value #MAX_INGESTS}
 * @param failure slug of a problem type
 */
record StoredRun(
        long id,
        String connectorId,
        RunState state,
        String cause,
        String askedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant next,
        @Nullable String waitsFor,
        long partsDone,
        long partsFailed,
        long partsAll,
        long ingestCount,
        List<String> ingests,
        @Nullable String failure,
        @Nullable String failureDetail) {
    static final int MAX_INGESTS = 100;
}
