package io.strait.trade.ingest;

import io.strait.events.TradeEvent.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job as it is shown. */
record IngestView(
        String id,
        String source,
        @Nullable String format,
        @Nullable String fileName,
        @Nullable String vintageKind,
        @Nullable Instant publishedAt,
        @Nullable String replace,
        boolean dryRun,
        IngestState state,
        Counts rows,
        Removed removed,
        long seriesChanged,
        long bytes,
        @Nullable String sha256,
        List<String> notes,
        @Nullable Failure failure,
        @Nullable Revision revision,
        Rejects rejects,
        Progress progress,
        String submittedBy,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {

    /**
     * Why it failed, or was cancelled.
     *
     * @param byteOffset byte of the unpacked file from which it cannot be read on, from 0; null when it is no single place
     */
    record Failure(String type, String detail, @Nullable Long byteOffset) {}

    /** The data revision that it made; none when it changed nothing. */
    record Revision(long revision, @Nullable Instant vintage) {}

    /**
     * Where the faults of rejected rows can be read, and the rows themselves.
     *
     * @param kept how many faults, which may be fewer than there were
     * @param rowsKept how many rows as they stand in the file, which may be fewer than were rejected
     * @param mendable the rows as a file that can be mended and sent again; null when none is kept
     */
    record Rejects(
            long kept, long rowsKept, String href, @Nullable String mendable) {}

    /**
     * Figures that a replacement took away, or would in a dry run.
     *
     * @param href where the first of them can be read
     */
    record Removed(long figures, String href) {}

    static IngestView of(IngestJob job, ApplyQueue queue) {
        return new IngestView(
                job.id(),
                job.source(),
                job.format(),
                job.fileName(),
                job.vintageKind(),
                job.publishedAt(),
                job.replaces() == null ? null : job.replaces().toLowerCase(Locale.ROOT),
                job.dryRun(),
                job.state(),
                job.rows(),
                new Removed(job.rowsRemoved(), path(job.id()) + "/removals"),
                job.seriesChanged(),
                job.bytes(),
                job.digest(),
                job.notes(),
                job.failure() == null
                        ? null
                        : new Failure(
                                "/problems/" + job.failure(), String.valueOf(job.failureDetail()), job.failureOffset()),
                job.revision() == null ? null : new Revision(job.revision(), job.vintage()),
                new Rejects(
                        job.rejectsKept(),
                        job.rowsKept(),
                        path(job.id()) + "/rejects",
                        job.rowsKept() == 0 ? null : path(job.id()) + "/rejects?format=mendable"),
                Progress.of(job, queue),
                job.submittedBy(),
                job.receivedAt(),
                job.updatedAt(),
                job.finishedAt());
    }

    static String path(String id) {
        return "/trade/v1/ingests/" + id;
    }
}
