package io.strait.trade.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.ingest.format.BadValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Job rows as they stand, and what an upload must know before it begins. Changes nothing. Thread-safe. */
@ApplicationScoped
class IngestReads {
    private static final String JOB = """
            select i.id, i.source, i.format, i.file_name, i.vintage_kind, i.published_at, i.state, i.digest, i.bytes, i.rows_read, i.rows_accepted,
                   i.rows_unchanged, i.rows_revised, i.rows_rejected, i.series_changed, i.failure, i.failure_detail,
                   i.notes, i.submitted_by, i.received_at, i.updated_at, i.finished_at, r.revision, r.vintage,
                   (select count(*) from ingest_reject j where j.ingest_id = i.id) as rejects_kept
            from ingest i left join revision r on r.ingest_id = i.id
            """;

    private final DataSource database;
    private final ObjectMapper json;

    IngestReads(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    List<String> sources() throws SQLException {
        return column("select code from source order by code");
    }

    List<String> flows() throws SQLException {
        return column("select code from flow");
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The job that stands for a caller's idempotency key. */
    Optional<IngestJob> byIdempotencyKey(String submittedBy, String key) throws SQLException {
        return one(JOB + """
                        where i.submitted_by = ? and i.idempotency_key = ? and i.state in ('STAGED', 'APPLYING', 'COMPLETED')
                        """, submittedBy, key);
    }

    /** The job that took this very file in. */
    Optional<IngestJob> byDigest(String source, byte[] digest) throws SQLException {
        return one(
                JOB + "where i.source = ? and i.digest = ? and i.state in ('STAGED', 'APPLYING', 'COMPLETED')",
                source,
                digest);
    }

    Optional<IngestJob> find(String id) throws SQLException {
        return one(JOB + "where i.id = ?", id);
    }

    /** Newest first, below {@code after} when it is given. */
    List<IngestJob> list(@Nullable String source, @Nullable IngestState state, @Nullable ListPosition after, int limit)
            throws SQLException {
        return many(
                JOB + """
                        where (?::text is null or i.source = ?) and (?::text is null or i.state = ?)
                          and (?::timestamptz is null or (i.received_at, i.id) < (?::timestamptz, ?))
                        order by i.received_at desc, i.id desc limit ?
                        """,
                source,
                source,
                state == null ? null : state.name(),
                state == null ? null : state.name(),
                after == null ? null : after.receivedAt(),
                after == null ? null : after.receivedAt(),
                after == null ? null : after.id(),
                limit);
    }

    /** Faults in the order of the file, after {@code seq}. */
    List<Reject> rejects(String id, long seq, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select seq, line, field, value, message, expected from ingest_reject
                        where ingest_id = ? and seq > ? order by seq limit ?
                        """)) {
            Statements.set(query, id, seq, limit);
            List<Reject> rejects = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    rejects.add(new Reject(
                            rows.getLong(1),
                            rows.getLong(2),
                            new BadValue(rows.getString(3), rows.getString(4), rows.getString(5), rows.getString(6))));
                }
            }
            return rejects;
        }
    }

    private Optional<IngestJob> one(String sql, @Nullable Object... parameters) throws SQLException {
        return many(sql, parameters).stream().findFirst();
    }

    private List<IngestJob> many(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            Statements.set(query, parameters);
            List<IngestJob> jobs = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    jobs.add(job(rows));
                }
            }
            return jobs;
        }
    }

    private IngestJob job(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("digest");
        var published = row.getTimestamp("published_at");
        var finished = row.getTimestamp("finished_at");
        var vintage = row.getTimestamp("vintage");
        return new IngestJob(
                row.getString("id"),
                row.getString("source"),
                row.getString("format"),
                row.getString("file_name"),
                row.getString("vintage_kind"),
                published == null ? null : published.toInstant(),
                IngestState.valueOf(row.getString("state")),
                digest == null ? null : HexFormat.of().formatHex(digest),
                row.getLong("bytes"),
                IngestStore.counts(row),
                row.getLong("series_changed"),
                row.getString("failure"),
                row.getString("failure_detail"),
                read(row.getString("notes")),
                row.getString("submitted_by"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getObject("revision", Long.class),
                vintage == null ? null : vintage.toInstant(),
                row.getLong("rejects_kept"));
    }

    private List<String> read(String notes) {
        try {
            return List.of(json.readValue(notes, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notes of an ingest are no JSON array of text", e);
        }
    }
}
