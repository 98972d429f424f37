package io.strait.trade.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A part of a run as it stands. */
record StoredPart(
        long seq,
        String spec,
        String state,
        @Nullable String ingestId,
        @Nullable String note,
        @Nullable String failure,
        @Nullable String failureDetail,
        @Nullable Instant finishedAt) {}
