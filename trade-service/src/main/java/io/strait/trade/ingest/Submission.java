package io.strait.trade.ingest;

import io.strait.trade.ingest.format.TradeFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody sends.
 *
 * @param format null when it is to be told by the content
 * @param idempotencyKey the caller's, null without one
 * @param traceparent W3C trace context, for the events that come of it
 */
record Submission(
        String source,
        @Nullable TradeFormat format,
        @Nullable String fileName,
        String submittedBy,
        @Nullable String idempotencyKey,
        @Nullable String traceparent) {}
