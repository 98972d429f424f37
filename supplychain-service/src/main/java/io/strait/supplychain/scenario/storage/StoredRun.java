package io.strait.supplychain.scenario.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One computation of a scenario.
 *
 * @param revision of the catalogue
 * @param progress 0 to 1
 * @param failure why it failed, for people
 */
public record StoredRun(
        String scenarioId,
        int number,
        long revision,
        RunState state,
        double progress,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        @Nullable String headline) {}
