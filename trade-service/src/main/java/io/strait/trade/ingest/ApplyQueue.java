package io.strait.trade.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that are staged, in the order in which they are applied, and how fast recent ones were.
 *
 * @param rowsPerSecond rows that were applied a second, of the last {@value #RECENT} completed jobs together; null when
 *     there is none
 * @param jobs the first {@value #MOST} of them
 */
record ApplyQueue(@Nullable Double rowsPerSecond, List<Staged> jobs) {
    static final int RECENT = 20;
    static final int MOST = 1_000;
    static final ApplyQueue EMPTY = new ApplyQueue(null, List.of());

    /** @param since when its apply began; null when it waits */
    record Staged(String id, long rows, @Nullable Instant since) {}
}
