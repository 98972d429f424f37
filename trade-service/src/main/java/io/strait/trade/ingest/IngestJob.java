package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param digest SHA-256 of the body, hexadecimal, once it was read to its end
 * @param failure slug of a problem type
 * @param vintageKind what the source calls this vintage of its figures; null when it does not say
 * @param publishedAt when the source published it; null when it does not say
 * @param revision the data revision it made; null until then, and when it changed nothing
 * @param rejectsKept how many faults can be read
 */
record IngestJob(
        String id,
        String source,
        @Nullable String format,
        @Nullable String fileName,
        @Nullable String vintageKind,
        @Nullable Instant publishedAt,
        IngestState state,
        @Nullable String digest,
        long bytes,
        Counts rows,
        long seriesChanged,
        @Nullable String failure,
        @Nullable String failureDetail,
        List<String> notes,
        String submittedBy,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable Long revision,
        @Nullable Instant vintage,
        long rejectsKept) {}
