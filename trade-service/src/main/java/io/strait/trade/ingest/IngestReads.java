package io.strait.trade.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Job rows as they stand, and what an upload must know before it begins. Changes nothing. Thread-safe. */
@ApplicationScoped
class IngestReads {
    private static final String JOB = """
            select i.id, i.source, i.format, i.file_name, i.vintage_kind, i.published_at, i.replaces, i.dry_run, i.rows_removed, i.state, i.digest, i.bytes, i.rows_read, i.rows_accepted,
                   i.rows_unchanged, i.rows_revised, i.rows_rejected, i.series_changed, i.failure, i.failure_detail, i.failure_offset,
                   i.notes, i.submitted_by, i.received_at, i.updated_at, i.finished_at, r.revision, r.vintage,
                   i.phases, i.bytes_expected, i.bytes_received, i.put_off, clock_timestamp() as now,
                   (select count(*) from ingest_reject j where j.ingest_id = i.id) as rejects_kept,
                   (select count(*) from ingest_reject_row j where j.ingest_id = i.id) as rows_kept
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

    /** The job that took this very file in, to replace as much. */
    Optional<IngestJob> byDigest(String source, byte[] digest, @Nullable Replacement replaces) throws SQLException {
        return one(
                JOB + "where i.source = ? and i.digest = ? and coalesce(i.replaces, '') = ? and not i.dry_run"
                        + " and i.state in ('STAGED', 'APPLYING', 'COMPLETED')",
                source,
                digest,
                replaces == null ? "" : replaces.name());
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
                row.getString("replaces"),
                row.getBoolean("dry_run"),
                row.getLong("rows_removed"),
                IngestState.valueOf(row.getString("state")),
                digest == null ? null : HexFormat.of().formatHex(digest),
                row.getLong("bytes"),
                IngestStore.counts(row),
                row.getLong("series_changed"),
                row.getString("failure"),
                row.getString("failure_detail"),
                row.getObject("failure_offset", Long.class),
                read(row.getString("notes")),
                row.getString("submitted_by"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getObject("revision", Long.class),
                vintage == null ? null : vintage.toInstant(),
                row.getLong("rejects_kept"),
                row.getLong("rows_kept"),
                new IngestJob.Course(
                        phases(row.getString("phases")),
                        row.getLong("bytes_received"),
                        row.getObject("bytes_expected", Long.class),
                        row.getString("put_off"),
                        row.getTimestamp("now").toInstant()));
    }

    /** What is staged, and how fast the last jobs were applied. */
    ApplyQueue queue() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement speed = connection.prepareStatement("""
                        select sum(rows_read) / nullif(sum(extract(epoch from finished_at - began)), 0) from (
                            select rows_read, finished_at, (phases ->> 'PREPARING')::timestamptz as began from ingest
                            where state = 'COMPLETED' and phases ->> 'PREPARING' is not null and rows_read > 0
                            order by received_at desc limit ?) recent
                        """);
                PreparedStatement jobs = connection.prepareStatement("""
                        select id, rows_read, case when state = 'APPLYING' then (phases ->> 'PREPARING')::timestamptz end
                        from ingest where state in ('STAGED', 'APPLYING') order by staged_at, id limit ?
                        """)) {
            speed.setInt(1, ApplyQueue.RECENT);
            jobs.setInt(1, ApplyQueue.MOST);
            List<ApplyQueue.Staged> staged = new ArrayList<>();
            try (ResultSet row = speed.executeQuery();
                    ResultSet rows = jobs.executeQuery()) {
                while (rows.next()) {
                    var since = rows.getTimestamp(3);
                    staged.add(new ApplyQueue.Staged(
                            rows.getString(1), rows.getLong(2), since == null ? null : since.toInstant()));
                }
                row.next();
                var rate = row.getBigDecimal(1);
                return new ApplyQueue(rate == null ? null : rate.doubleValue(), staged);
            }
        }
    }

    private Map<IngestPhase, Instant> phases(String text) {
        Map<IngestPhase, Instant> phases = new EnumMap<>(IngestPhase.class);
        try {
            json.readTree(text)
                    .properties()
                    .forEach(phase -> phases.put(
                            IngestPhase.valueOf(phase.getKey()),
                            OffsetDateTime.parse(phase.getValue().asText()).toInstant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("phases of an ingest are no JSON object", e);
        }
        return phases;
    }

    private List<String> read(String notes) {
        try {
            return List.of(json.readValue(notes, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notes of an ingest are no JSON array of text", e);
        }
    }
}
