package io.strait.trade.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A row of revision, and what its ingest said of it. */
record StoredRevision(
        long number,
        Instant vintage,
        @Nullable String vintageKind,
        @Nullable Instant publishedAt,
        String ingest) {
    /** Of a row {@code v}, and {@code i} of its ingest. */
    static final String COLUMNS = "v.revision, v.vintage, i.vintage_kind, i.published_at, v.ingest_id";

    static StoredRevision of(ResultSet row) throws SQLException {
        OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
        return new StoredRevision(
                row.getLong("revision"),
                row.getObject("vintage", OffsetDateTime.class).toInstant(),
                row.getString("vintage_kind"),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getString("ingest_id"));
    }
}
