package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param digest SHA-256 of the body, hexadecimal, once it was read to its end
 * @param failure slug of a problem type
 * @param vintageKind what the source calls this vintage of its figures; null when it does not say
 * @param publishedAt when the source published it; null when it does not say
 * @param replaces name of a {@link Replacement}; null when nothing is to be taken away
 * @param dryRun whether it only tells what it would do
 * @param rowsRemoved figures that it took away, or would
 * @param revision the data revision it made; null until then, and when it changed nothing
 * @param failureOffset byte of the unpacked file from which it cannot be read on; null when it is no single place
 * @param rejectsKept how many faults can be read
 * @param rowsKept how many rejected rows can be read as they stand in their file
 * @param course its way so far
 */
record IngestJob(
        String id,
        String source,
        @Nullable String format,
        @Nullable String fileName,
        @Nullable String vintageKind,
        @Nullable Instant publishedAt,
        @Nullable String replaces,
        boolean dryRun,
        long rowsRemoved,
        IngestState state,
        @Nullable String digest,
        long bytes,
        Counts rows,
        long seriesChanged,
        @Nullable String failure,
        @Nullable String failureDetail,
        @Nullable Long failureOffset,
        List<String> notes,
        String submittedBy,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable Long revision,
        @Nullable Instant vintage,
        long rejectsKept,
        long rowsKept,
        Course course) {

    /**
     * The way of a job.
     *
     * @param phases when each of them began, in their order
     * @param bytesReceived of the body as it comes, packed or not
     * @param bytesExpected likewise; null when the sender did not say
     * @param putOff why it waits, when the database could not take it
     * @param now of the database, when it was read
     */
    record Course(
            Map<IngestPhase, Instant> phases,
            long bytesReceived,
            @Nullable Long bytesExpected,
            @Nullable String putOff,
            Instant now) {}
}
