package io.strait.trade.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Where a page of the list of jobs ended. It holds what the list is ordered by, not the job alone: that job may be gone
 * when the next page is asked for.
 */
record ListPosition(OffsetDateTime receivedAt, String id) {
    private static final int MICROS = 1_000_000;
    private static final int NANOS = 1_000;

    static ListPosition of(IngestJob job) {
        return new ListPosition(job.receivedAt().atOffset(ZoneOffset.UTC), job.id());
    }

    /** The cursor; PostgreSQL's instants are whole microseconds. */
    String text() {
        return receivedAt.toEpochSecond() * MICROS + receivedAt.getNano() / NANOS + "." + id;
    }

    /** What {@link #text()} gave; empty when {@code text} is nothing of the kind. */
    static Optional<ListPosition> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !text.substring(0, dot).matches("[0-9]{1,16}") || !IngestIds.isId(text.substring(dot + 1))) {
            return Optional.empty();
        }
        long micros = Long.parseLong(text.substring(0, dot));
        Instant receivedAt = Instant.ofEpochSecond(micros / MICROS, micros % MICROS * NANOS);
        return Optional.of(new ListPosition(receivedAt.atOffset(ZoneOffset.UTC), text.substring(dot + 1)));
    }
}
