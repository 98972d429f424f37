package io.strait.trade.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.events.outbox.Outbox;
import io.strait.trade.ingest.format.BadValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Job rows, and the events that go with their changes, in one transaction each. Every instant and lease is the
 * database's, so that replicas need no common clock. JDBC and not an entity: the row changes in the same transactions as
 * COPY, set-based SQL and the outbox. Thread-safe.
 */
@ApplicationScoped
class IngestStore {
    /** A fault of a row, as kept. */
    record Reject(long seq, long line, BadValue badValue) {}

    /** A job that this replica now works on. */
    record Claim(String id, String source, @Nullable String traceparent, int attempts) {}

    /** What an upload leaves beside its rows. */
    record Staged(
            byte[] digest,
            long bytes,
            long read,
            long rejected,
            List<Reject> rejects,
            List<String> notes,
            String areas) {}

    private static final String JOB = """
            select i.id, i.source, i.format, i.file_name, i.state, i.digest, i.bytes, i.rows_read, i.rows_accepted,
                   i.rows_unchanged, i.rows_revised, i.rows_rejected, i.series_changed, i.failure, i.failure_detail,
                   i.notes, i.submitted_by, i.received_at, i.updated_at, i.finished_at, r.revision, r.vintage,
                   (select count(*) from ingest_reject j where j.ingest_id = i.id) as rejects_kept
            from ingest i left join revision r on r.ingest_id = i.id
            """;

    private static final String COUNTS = "rows_read, rows_accepted, rows_unchanged, rows_revised, rows_rejected";

    private final DataSource database;
    private final ObjectMapper json;

    IngestStore(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    boolean sourceExists(String source) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from source where code = ?")) {
            query.setString(1, source);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
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

    /** Notes that an upload has begun. */
    void begin(String id, Submission submission, String owner, Duration lease) throws SQLException {
        execute(
                """
                insert into ingest (id, source, format, file_name, state, submitted_by, traceparent, received_at,
                                    updated_at, owner, lease_until)
                values (?, ?, ?, ?, 'RECEIVING', ?, ?, clock_timestamp(), clock_timestamp(), ?,
                        clock_timestamp() + ? * interval '1 ms')
                """,
                id,
                submission.source(),
                submission.format() == null ? null : submission.format().code(),
                submission.fileName(),
                submission.submittedBy(),
                submission.traceparent(),
                owner,
                lease.toMillis());
    }

    /** Tells how far an upload is, in the row and as an event. */
    void progress(String id, Submission submission, String owner, String format, long bytes, Counts rows)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int updated = execute(connection, """
                    update ingest set format = ?, bytes = ?, rows_read = ?, rows_rejected = ?, updated_at = clock_timestamp()
                    where id = ? and owner = ? and state = 'RECEIVING'
                    """, format, bytes, rows.read(), rows.rejected(), id, owner);
            if (updated == 1) {
                progressed(connection, id, submission.source(), IngestState.RECEIVING, rows, submission.traceparent());
            }
            connection.commit();
        }
    }

    /**
     * Makes an upload a job to be applied, in the transaction that holds its rows.
     *
     * @throws SQLException of state 23505 when the same file, or a file of the same idempotency key, is one already
     * @throws IllegalStateException when the job was given up meanwhile
     */
    void stage(Connection connection, String id, Submission submission, String owner, String format, Staged staged)
            throws SQLException {
        int updated = execute(
                connection,
                """
                update ingest set state = 'STAGED', format = ?, digest = ?, bytes = ?, rows_read = ?, rows_rejected = ?,
                       notes = ?::jsonb, areas = ?::jsonb, idempotency_key = ?, staged_at = clock_timestamp(),
                       updated_at = clock_timestamp(), owner = null, lease_until = null
                where id = ? and owner = ? and state = 'RECEIVING'
                """,
                format,
                staged.digest(),
                staged.bytes(),
                staged.read(),
                staged.rejected(),
                write(staged.notes()),
                staged.areas(),
                submission.idempotencyKey(),
                id,
                owner);
        if (updated != 1) {
            throw new IllegalStateException("ingest " + id + " is no longer received by " + owner);
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ingest_reject (ingest_id, seq, line, field, value, message, expected)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Reject reject : staged.rejects()) {
                set(
                        insert,
                        id,
                        reject.seq(),
                        reject.line(),
                        reject.badValue().field(),
                        reject.badValue().value(),
                        reject.badValue().message(),
                        reject.badValue().expected());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Counts rows = new Counts(staged.read(), 0, 0, 0, staged.rejected());
        progressed(connection, id, submission.source(), IngestState.STAGED, rows, submission.traceparent());
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

    /** Takes back an upload that turned out to be another job's; nobody was told of it. */
    void forget(String id, String owner) throws SQLException {
        execute("delete from ingest where id = ? and owner = ? and state = 'RECEIVING'", id, owner);
    }

    /** Ends an upload that cannot be used; does nothing when it is an upload no more. */
    void failUpload(String id, String owner, String reason, String detail, long bytes, Counts rows)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "update ingest set bytes = ?, rows_read = ?, rows_rejected = ? where id = ? and owner = ? and state = 'RECEIVING'",
                    bytes,
                    rows.read(),
                    rows.rejected(),
                    id,
                    owner);
            fail(connection, reason, detail, "id = ? and owner = ? and state = 'RECEIVING'", id, owner);
            connection.commit();
        }
    }

    /** Ends a job of this replica that cannot be applied. */
    void failApply(String id, String owner, String reason, String detail) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            fail(connection, reason, detail, "id = ? and owner = ? and state = 'APPLYING'", id, owner);
            connection.commit();
        }
    }

    /** Ends uploads whose replica is gone. */
    int failAbandonedUploads() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int failed = fail(
                    connection,
                    "unavailable",
                    "The service stopped while the body was received: send it again",
                    "state = 'RECEIVING' and lease_until < clock_timestamp()");
            connection.commit();
            return failed;
        }
    }

    private int fail(Connection connection, String reason, String detail, String which, Object... parameters)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        List<TradeEvent> events = new ArrayList<>();
        List<@Nullable String> traces = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "update ingest set state = 'FAILED', failure = ?, failure_detail = ?, areas = null, owner = null,"
                        + " lease_until = null, finished_at = clock_timestamp(), updated_at = clock_timestamp()"
                        + " where id in (select id from ingest where " + which + " for update skip locked)"
                        + " returning id, source, traceparent, " + COUNTS)) {
            update.setString(1, reason);
            update.setString(2, detail);
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 3, parameters[i]);
            }
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString("id"));
                    traces.add(rows.getString("traceparent"));
                    events.add(new TradeEvent.IngestFailed(
                            rows.getString("id"), rows.getString("source"), reason, detail, counts(rows)));
                }
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            execute(connection, new StagingTable(ids.get(i)).drop());
            Outbox.append(connection, List.of(events.get(i)), traces.get(i));
        }
        return ids.size();
    }

    /** Keeps the jobs of this replica its own. */
    void renew(Collection<String> ids, String owner, Duration lease) throws SQLException {
        execute(
                "update ingest set lease_until = clock_timestamp() + ? * interval '1 ms' where id = any (?) and owner = ?",
                lease.toMillis(),
                ids.toArray(String[]::new),
                owner);
    }

    /** Whether a job waits to be applied, or is left by a replica that is gone. */
    boolean applyIsDue() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select 1 from ingest where state in ('STAGED', 'APPLYING')
                        and (lease_until is null or lease_until < clock_timestamp()) limit 1
                        """);
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    /**
     * Takes up the job that was staged first, when it is free. Later ones wait for it: a file sent after another one
     * must win over it.
     */
    Optional<Claim> claim(Connection connection, String owner, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update ingest set state = 'APPLYING', owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms',
                       attempts = attempts + 1, updated_at = clock_timestamp()
                where id = (select id from ingest where state in ('STAGED', 'APPLYING') order by staged_at, id limit 1
                            for update skip locked)
                  and (lease_until is null or lease_until < clock_timestamp())
                returning id, source, traceparent, attempts,
                """ + COUNTS)) {
            update.setString(1, owner);
            update.setLong(2, lease.toMillis());
            try (ResultSet rows = update.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                Claim claim = new Claim(
                        rows.getString("id"),
                        rows.getString("source"),
                        rows.getString("traceparent"),
                        rows.getInt("attempts"));
                progressed(
                        connection,
                        claim.id(),
                        claim.source(),
                        IngestState.APPLYING,
                        counts(rows),
                        claim.traceparent());
                return Optional.of(claim);
            }
        }
    }

    /** Gives a job back, to be taken up after {@code delay}; the attempt does not count. */
    void release(String id, String owner, Duration delay) throws SQLException {
        execute("""
                update ingest set state = 'STAGED', owner = null, lease_until = clock_timestamp() + ? * interval '1 ms',
                       attempts = attempts - 1, updated_at = clock_timestamp()
                where id = ? and owner = ? and state = 'APPLYING'
                """, delay.toMillis(), id, owner);
    }

    Optional<IngestJob> find(String id) throws SQLException {
        return one(JOB + "where i.id = ?", id);
    }

    /** Newest first, after the job {@code after} when it is given. */
    List<IngestJob> list(@Nullable String source, @Nullable IngestState state, @Nullable String after, int limit)
            throws SQLException {
        return many(
                JOB + """
                        where (?::text is null or i.source = ?) and (?::text is null or i.state = ?)
                          and (?::text is null
                               or (i.received_at, i.id) < (select a.received_at, a.id from ingest a where a.id = ?))
                        order by i.received_at desc, i.id desc limit ?
                        """,
                source,
                source,
                state == null ? null : state.name(),
                state == null ? null : state.name(),
                after,
                after,
                limit);
    }

    /** Faults in the order of the file, after {@code seq}. */
    List<Reject> rejects(String id, long seq, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select seq, line, field, value, message, expected from ingest_reject
                        where ingest_id = ? and seq > ? order by seq limit ?
                        """)) {
            set(query, id, seq, limit);
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

    private void progressed(
            Connection connection,
            String id,
            String source,
            IngestState phase,
            Counts rows,
            @Nullable String traceparent)
            throws SQLException {
        Outbox.append(
                connection, List.of(new TradeEvent.IngestProgressed(id, source, phase.name(), rows)), traceparent);
    }

    private Optional<IngestJob> one(String sql, @Nullable Object... parameters) throws SQLException {
        return many(sql, parameters).stream().findFirst();
    }

    private List<IngestJob> many(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, parameters);
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
        var finished = row.getTimestamp("finished_at");
        var vintage = row.getTimestamp("vintage");
        return new IngestJob(
                row.getString("id"),
                row.getString("source"),
                row.getString("format"),
                row.getString("file_name"),
                IngestState.valueOf(row.getString("state")),
                digest == null ? null : HexFormat.of().formatHex(digest),
                row.getLong("bytes"),
                counts(row),
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

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("rows_read"),
                row.getLong("rows_accepted"),
                row.getLong("rows_unchanged"),
                row.getLong("rows_revised"),
                row.getLong("rows_rejected"));
    }

    private int execute(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return execute(connection, sql, parameters);
        }
    }

    private static int execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            if (parameter instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
            } else if (parameter instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, parameter);
            }
        }
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Areas as the apply reads them: an array of code, iso, name. */
    String areas(Map<Integer, io.strait.trade.ingest.format.FileFindings.AreaName> areas) {
        return write(areas.entrySet().stream()
                .map(area -> Map.of(
                        "code",
                        area.getKey(),
                        "iso",
                        area.getValue().iso(),
                        "name",
                        area.getValue().name()))
                .toList());
    }

    private List<String> read(String notes) {
        try {
            return List.of(json.readValue(notes, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notes of an ingest are no JSON array of text", e);
        }
    }
}
