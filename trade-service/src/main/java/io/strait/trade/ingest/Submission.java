package io.strait.trade.ingest;

import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.series.VintageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody sends.
 *
 * @param format null when it is to be told by the content
 * @param vintageKind what the source calls this vintage of its figures; null when it does not say
 * @param publishedAt when the source published it; null when it does not say
 * @param idempotencyKey the caller's, null without one
 * @param bytes length of the body as it comes; null when the sender did not say
 * @param traceparent W3C trace context, for the events that come of it
 * @param replaces what it is all there is for; null when nothing is to be taken away
 * @param dryRun whether it is only to be told what it would do
 */
record Submission(
        String source,
        @Nullable TradeFormat format,
        @Nullable String fileName,
        @Nullable VintageKind vintageKind,
        @Nullable Instant publishedAt,
        String submittedBy,
        @Nullable String idempotencyKey,
        @Nullable String traceparent,
        @Nullable Long bytes,
        @Nullable Replacement replaces,
        boolean dryRun) {
    /** A file of which nobody knows how long it is. */
    Submission(
            String source,
            @Nullable TradeFormat format,
            @Nullable String fileName,
            @Nullable VintageKind vintageKind,
            @Nullable Instant publishedAt,
            String submittedBy,
            @Nullable String idempotencyKey,
            @Nullable String traceparent) {
        this(
                source,
                format,
                fileName,
                vintageKind,
                publishedAt,
                submittedBy,
                idempotencyKey,
                traceparent,
                null,
                null,
                false);
    }
}
