package io.strait.events.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One unsent event. */
record OutboxRow(
        long seq,
        String id,
        String type,
        String subject,
        Instant occurredAt,
        @Nullable String traceparent,
        String data) {}
