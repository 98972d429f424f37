package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as it is shown. */
record IngestView(
        String id,
        String source,
        @Nullable String format,
        @Nullable String fileName,
        @Nullable String vintageKind,
        @Nullable Instant publishedAt,
        IngestState state,
        Counts rows,
        long seriesChanged,
        long bytes,
        @Nullable String sha256,
        List<String> notes,
        @Nullable Failure failure,
        @Nullable Revision revision,
        Rejects rejects,
        String submittedBy,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    /** Why it failed. */
    record Failure(String type, String detail) {}

    /** The data revision that it made; none when it changed nothing. */
    record Revision(long revision, @Nullable Instant vintage) {}

    /** Where the faults of rejected rows can be read; {@code kept} of them, which may be fewer than there were. */
    record Rejects(long kept, String href) {}

    static IngestView of(IngestJob job) {
        return new IngestView(
                job.id(),
                job.source(),
                job.format(),
                job.fileName(),
                job.vintageKind(),
                job.publishedAt(),
                job.state(),
                job.rows(),
                job.seriesChanged(),
                job.bytes(),
                job.digest(),
                job.notes(),
                job.failure() == null
                        ? null
                        : new Failure("/problems/" + job.failure(), String.valueOf(job.failureDetail())),
                job.revision() == null ? null : new Revision(job.revision(), job.vintage()),
                new Rejects(job.rejectsKept(), path(job.id()) + "/rejects"),
                job.submittedBy(),
                job.receivedAt(),
                job.updatedAt(),
                job.finishedAt());
    }

    static String path(String id) {
        return "/trade/v1/ingests/" + id;
    }
}
