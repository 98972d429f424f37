package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.events.TradeEvent.Counts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant BEGIN = Instant.parse("2024-08-01T00:00:00Z");

    @Test
    void anUploadIsEstimatedByItsBytesAndWhatComesAfter() {
        // Given: a quarter of the body, 1,000 rows, in 10 s; one job of 5,000 rows before it, at 1,000 rows a second
        ApplyQueue queue = new ApplyQueue(1000.0, List.of(new ApplyQueue.Staged("other", 5_000, at(8))));
        // When
        Progress progress = Progress.of(job(IngestState.RECEIVING, 1_000, 10, 250, 1_000L, null), queue);
        // Then: 30 s to come, 5 s less the 2 that it is at it, 4,000 rows of its own
        assertThat(progress.secondsLeft()).isEqualTo(30 + 3 + 4);
        assertThat(progress.secondsLeftReason()).isNull();
        assertThat(progress.rowsPerSecond()).isEqualByComparingTo("100");
        assertThat(progress.phase()).isEqualTo(IngestPhase.RECEIVING);
        assertThat(progress.phases().get(0).seconds()).isEqualByComparingTo("10");
    }

    @Test
    void aWaitingJobCountsThoseBeforeItAndNoneBehind() {
        ApplyQueue queue = new ApplyQueue(
                100.0,
                List.of(
                        new ApplyQueue.Staged("other", 1_000, at(0)),
                        new ApplyQueue.Staged("id", 300, null),
                        new ApplyQueue.Staged("later", 9_000, null)));

        Progress progress = Progress.of(job(IngestState.STAGED, 300, 6, 10, 10L, null), queue);

        assertThat(progress.secondsLeft()).isEqualTo(4 + 3);
        assertThat(progress.phase()).isEqualTo(IngestPhase.WAITING);
        assertThat(progress.phases()).extracting(Progress.Phase::seconds).containsExactly(seconds(5), seconds(1));
    }

    @Test
    void whatCannotBeToldSaysWhy() {
        ApplyQueue known = new ApplyQueue(100.0, List.of(new ApplyQueue.Staged("id", 300, at(0))));

        assertThat(reason(job(IngestState.RECEIVING, 5, 10, 250, null, null), known))
                .isEqualTo("the length of the body was not told");
        assertThat(reason(job(IngestState.RECEIVING, 0, 10, 0, 9L, null), known))
                .isEqualTo("nothing of the body was read yet");
        assertThat(reason(job(IngestState.STAGED, 5, 10, 250, 250L, null), ApplyQueue.EMPTY))
                .isEqualTo("no ingest was applied yet to go by");
        assertThat(reason(job(IngestState.APPLYING, 300, 10, 250, 250L, null), known))
                .isEqualTo("it takes longer than recent ingests of its size");
        assertThat(reason(job(IngestState.STAGED, 300, 10, 250, 250L, "The database has no space left"), known))
                .isEqualTo("put off: The database has no space left");
    }

    @Test
    void aJobThatHasEndedHasNothingLeft() {
        Progress progress = Progress.of(job(IngestState.COMPLETED, 600, 6, 10, 10L, null), ApplyQueue.EMPTY);

        assertThat(progress.secondsLeft()).isZero();
        assertThat(progress.secondsLeftReason()).isNull();
        assertThat(progress.phase()).isNull();
        assertThat(progress.rowsPerSecond()).isEqualByComparingTo("100");
    }

    private static String reason(IngestJob job, ApplyQueue queue) {
        Progress progress = Progress.of(job, queue);
        assertThat(progress.secondsLeft()).isNull();
        return String.valueOf(progress.secondsLeftReason());
    }

    /** Received for 5 s, or all the time when it is being received; read at {@code second}. */
    private static IngestJob job(
            IngestState state,
            long rows,
            int second,
            long bytesReceived,
            @Nullable Long bytesExpected,
            @Nullable String putOff) {
        Map<IngestPhase, Instant> phases = new EnumMap<>(IngestPhase.class);
        phases.put(IngestPhase.RECEIVING, BEGIN);
        if (state != IngestState.RECEIVING) {
            phases.put(IngestPhase.WAITING, at(5));
        }
        return new IngestJob(
                "id",
                "COMTRADE",
                null,
                null,
                null,
                null,
                null,
                false,
                0,
                state,
                null,
                bytesReceived,
                new Counts(rows, 0, 0, 0, 0),
                0,
                null,
                null,
                null,
                List.of(),
                "test",
                BEGIN,
                at(second),
                state.isEnd() ? at(second) : null,
                null,
                null,
                0,
                0,
                new IngestJob.Course(phases, bytesReceived, bytesExpected, putOff, at(second)));
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static BigDecimal seconds(int seconds) {
        return BigDecimal.valueOf(seconds * 1000L, 3);
    }
}
