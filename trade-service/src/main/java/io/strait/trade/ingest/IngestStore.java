package io.strait.trade.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.events.outbox.Outbox;
import io.strait.trade.ingest.format.FileFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes of job rows, and the events that go with them, in one transaction each; {@link IngestReads} reads them. Every instant and lease is the
 * database's, so that replicas need no common clock. JDBC and not an entity: the row changes in the same transactions as
 * COPY, set-based SQL and the outbox. Thread-safe.
 */
@ApplicationScoped
class IngestStore {
    /** A job that this replica now works on. */
    /**
     * A job to be applied.
     *
     * @param replaces what it is all there is for; null when nothing is to be taken away
     * @param rejected rows that its reader rejected
     */
    record Claim(
            String id,
            String source,
            @Nullable String traceparent,
            int attempts,
            @Nullable Replacement replaces,
            boolean dryRun,
            long rejected) {}

    /**
     * What an upload leaves beside its rows.
     *
     * @param bytes of the unpacked files
     * @param received of the body as it came
     */
    record Staged(
            byte[] digest,
            long bytes,
            long received,
            long read,
            long rejected,
            RejectedRows rejects,
            List<String> notes,
            String areas) {}

    private static final String COUNTS = "rows_read, rows_accepted, rows_unchanged, rows_revised, rows_rejected";

    private final DataSource database;
    private final RejectStore rejects;
    private final ObjectMapper json;

    IngestStore(DataSource database, RejectStore rejects, ObjectMapper json) {
        this.database = database;
        this.rejects = rejects;
        this.json = json;
    }

    /** Notes that an upload has begun. */
    void begin(String id, Submission submission, String owner, Duration lease) throws SQLException {
        execute(
                """
                insert into ingest (id, source, format, file_name, vintage_kind, published_at, state, submitted_by,
                                    traceparent, bytes_expected, replaces, dry_run, received_at, updated_at, phases, owner,
                                    lease_until)
                values (?, ?, ?, ?, ?, ?::timestamptz, 'RECEIVING', ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(),
                        jsonb_build_object('RECEIVING', clock_timestamp()), ?, clock_timestamp() + ? * interval '1 ms')
                """,
                id,
                submission.source(),
                submission.format() == null ? null : submission.format().code(),
                submission.fileName(),
                submission.vintageKind() == null
                        ? null
                        : submission.vintageKind().name(),
                submission.publishedAt() == null
                        ? null
                        : submission.publishedAt().toString(),
                submission.submittedBy(),
                submission.traceparent(),
                submission.bytes(),
                submission.replaces() == null ? null : submission.replaces().name(),
                submission.dryRun(),
                owner,
                lease.toMillis());
    }

    /**
     * Tells how far an upload is, in the row and as an event.
     *
     * @param received bytes of the body as it comes, packed or not
     * @throws IngestLostException when the job was cancelled or given up meanwhile
     */
    void progress(String id, Submission submission, String owner, String format, long bytes, long received, Counts rows)
            throws SQLException {
        transaction(connection -> {
            long updated = Statements.execute(
                    connection, """
                    update ingest set format = ?, bytes = ?, bytes_received = ?, rows_read = ?, rows_rejected = ?,
                           updated_at = clock_timestamp()
                    where id = ? and owner = ? and state = 'RECEIVING'
                    """, format, bytes, received, rows.read(), rows.rejected(), id, owner);
            mustBeOwn(id, owner, updated);
            progressed(connection, id, submission.source(), IngestState.RECEIVING, rows, submission.traceparent());
            return updated;
        });
    }

    private static void mustBeOwn(String id, String owner, long updated) {
        if (updated != 1) {
            throw new IngestLostException("ingest " + id + " is no longer worked on by " + owner);
        }
    }

    /**
     * Notes that the apply of a job has come to a phase; committed at once, for others to see.
     *
     * @throws IngestLostException when the job was cancelled or given up meanwhile
     */
    void enter(String id, String owner, IngestPhase phase) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long updated = Statements.execute(connection, """
                    update ingest set phases = phases || jsonb_build_object(?::text, clock_timestamp()),
                           updated_at = clock_timestamp()
                    where id = ? and owner = ? and state = 'APPLYING'
                    """, phase.name(), id, owner);
            mustBeOwn(id, owner, updated);
        }
    }

    /**
     * Makes an upload a job to be applied, in the transaction that holds its rows.
     *
     * @throws SQLException of state 23505 when the same file, or a file of the same idempotency key, is one already
     * @throws IngestLostException when the job was cancelled or given up meanwhile
     */
    void stage(Connection connection, String id, Submission submission, String owner, String format, Staged staged)
            throws SQLException {
        long updated = Statements.execute(
                connection,
                """
                update ingest set state = 'STAGED', format = ?, digest = ?, bytes = ?, bytes_received = ?, rows_read = ?, rows_rejected = ?,
                       notes = ?::jsonb, areas = ?::jsonb, idempotency_key = ?, staged_at = clock_timestamp(),
                       phases = phases || jsonb_build_object('WAITING', clock_timestamp()), updated_at = clock_timestamp(), owner = null, lease_until = null
                where id = ? and owner = ? and state = 'RECEIVING'
                """,
                format,
                staged.digest(),
                staged.bytes(),
                staged.received(),
                staged.read(),
                staged.rejected(),
                write(staged.notes()),
                staged.areas(),
                submission.idempotencyKey(),
                id,
                owner);
        mustBeOwn(id, owner, updated);
        rejects.keep(connection, id, staged.rejects());
        Counts rows = new Counts(staged.read(), 0, 0, 0, staged.rejected());
        progressed(connection, id, submission.source(), IngestState.STAGED, rows, submission.traceparent());
    }

    /** Takes back an upload that turned out to be another job's; nobody was told of it. */
    void forget(String id, String owner) throws SQLException {
        execute("delete from ingest where id = ? and owner = ? and state = 'RECEIVING'", id, owner);
    }

    /**
     * Ends an upload that cannot be used; does nothing when it is an upload no more.
     *
     * @param offset byte of the unpacked file from which it cannot be read on; negative when there is no such place
     */
    void failUpload(String id, String owner, String reason, String detail, long bytes, long offset, Counts rows)
            throws SQLException {
        transaction(connection -> {
            Statements.execute(
                    connection,
                    "update ingest set bytes = ?, failure_offset = ?, rows_read = ?, rows_rejected = ?"
                            + " where id = ? and owner = ? and state = 'RECEIVING'",
                    bytes,
                    offset < 0 ? null : offset,
                    rows.read(),
                    rows.rejected(),
                    id,
                    owner);
            return fail(connection, reason, detail, "id = ? and owner = ? and state = 'RECEIVING'", id, owner);
        });
    }

    /** Ends a job of this replica that cannot be applied. */
    void failApply(String id, String owner, String reason, String detail) throws SQLException {
        transaction(connection ->
                fail(connection, reason, detail, "id = ? and owner = ? and state = 'APPLYING'", id, owner));
    }

    /** Ends uploads whose replica is gone. */
    int failAbandonedUploads() throws SQLException {
        return transaction(connection -> fail(
                connection,
                "unavailable",
                "The service stopped while the body was received: send it again",
                "state = 'RECEIVING' and lease_until < clock_timestamp()"));
    }

    private int fail(Connection connection, String reason, String detail, String which, Object... parameters)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        List<TradeEvent> events = new ArrayList<>();
        List<@Nullable String> traces = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "update ingest set state = 'FAILED', failure = ?, failure_detail = ?, areas = null, owner = null, put_off = null,"
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
            Statements.execute(connection, new StagingTable(ids.get(i)).drop());
            Outbox.append(connection, List.of(events.get(i)), traces.get(i));
        }
        return ids.size();
    }

    /**
     * Keeps the jobs of this replica its own. A row that is locked is passed over: an apply holds its job's row from
     * its last step to the commit, which may take longer than the leases of the uploads beside it.
     */
    void renew(Collection<String> ids, String owner, Duration lease) throws SQLException {
        execute("""
                update ingest set lease_until = clock_timestamp() + ? * interval '1 ms'
                where id in (select id from ingest where id = any (?) and owner = ? for update skip locked)
                """, lease.toMillis(), ids.toArray(String[]::new), owner);
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
     * must win over it. So a row that is locked, by the renewal of its lease, is waited for and not passed over.
     */
    Optional<Claim> claim(Connection connection, String owner, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update ingest set state = 'APPLYING', owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms',
                       attempts = attempts + 1, updated_at = clock_timestamp(),
                       phases = (phases - 'APPLYING') || jsonb_build_object('PREPARING', clock_timestamp())
                where id = (select id from ingest where state in ('STAGED', 'APPLYING') order by staged_at, id limit 1
                            for update)
                  and (lease_until is null or lease_until < clock_timestamp())
                returning id, source, traceparent, attempts, replaces, dry_run,
                """ + COUNTS)) {
            update.setString(1, owner);
            update.setLong(2, lease.toMillis());
            try (ResultSet rows = update.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                String replaces = rows.getString("replaces");
                Claim claim = new Claim(
                        rows.getString("id"),
                        rows.getString("source"),
                        rows.getString("traceparent"),
                        rows.getInt("attempts"),
                        replaces == null ? null : Replacement.valueOf(replaces),
                        rows.getBoolean("dry_run"),
                        rows.getLong("rows_rejected"));
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

    /**
     * Gives a job back, to be taken up after {@code delay}; the attempt does not count.
     *
     * @param why in words for whoever waits; null when it goes on at once
     */
    void release(String id, String owner, Duration delay, @Nullable String why) throws SQLException {
        execute("""
                update ingest set state = 'STAGED', owner = null, lease_until = clock_timestamp() + ? * interval '1 ms',
                       attempts = attempts - 1, updated_at = clock_timestamp(), put_off = ?,
                       phases = phases - 'PREPARING' - 'APPLYING'
                where id = ? and owner = ? and state = 'APPLYING'
                """, delay.toMillis(), why, id, owner);
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

    static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("rows_read"),
                row.getLong("rows_accepted"),
                row.getLong("rows_unchanged"),
                row.getLong("rows_revised"),
                row.getLong("rows_rejected"));
    }

    private void execute(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Statements.execute(connection, sql, parameters);
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** All of it or nothing: a change never without its event. */
    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Areas as the apply reads them: an array of code, iso, name. */
    String areas(Map<Integer, FileFindings.AreaName> areas) {
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
}
