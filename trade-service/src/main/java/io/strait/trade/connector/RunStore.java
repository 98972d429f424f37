package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs as they are worked on. A replica that works on one holds a lease, by the database's clock; every change of it asks
 * whether it still does, so that one that was thought gone changes nothing any more. When a run is due goes by the
 * service's clock. Thread-safe.
 */
@ApplicationScoped
class RunStore {
    /**
     * A run that this replica now works on.
     *
     * @param memory what earlier runs left
     * @param found what this one will leave
     * @param attempts how often it was put off since a part was last finished
     */
    record Claim(
            long id,
            Definition definition,
            ObjectNode memory,
            ObjectNode found,
            boolean planned,
            Instant startedAt,
            int attempts,
            int failuresBefore) {}

    record Pending(long seq, ObjectNode spec) {}

    /** Another replica has taken the run up, or it was cancelled: what this one knows of it counts no more. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final String OPEN = "state in ('QUEUED', 'RUNNING', 'WAITING')";

    private final DataSource database;
    private final DefinitionJson json;
    private final ConnectorConfig config;

    RunStore(DataSource database, DefinitionJson json, ConnectorConfig config) {
        this.database = database;
        this.json = json;
        this.config = config;
    }

    /** The id of a new run; empty when the connector has one that has not ended, or is gone. */
    Optional<Long> ask(Definition definition, String by, Instant now) {
        return Sql.transaction(database, connection -> insert(connection, definition, "REQUEST", by, now));
    }

    private static Optional<Long> insert(
            Connection connection, Definition definition, String cause, String by, Instant now) throws SQLException {
        return Sql.list(
                        connection,
                        """
                        insert into connector_run (connector_id, state, cause, asked_by, definition, created_at, due_at)
                        select id, 'QUEUED', ?, ?, ?::jsonb, ?, ? from connector where id = ? for key share
                        on conflict (connector_id) where state in ('QUEUED', 'RUNNING', 'WAITING') do nothing
                        returning id
                        """,
                        row -> row.getLong(1),
                        cause,
                        by,
                        DefinitionJson.write(definition),
                        now,
                        now,
                        definition.id())
                .stream()
                .findFirst();
    }

    /** The next connector whose time has come, when there is one that no other replica is looking at. */
    boolean scheduleNext(ConnectorStore connectors, Instant now) {
        return Sql.transaction(database, connection -> {
            List<String> due = Sql.list(connection, """
                    select id from connector where enabled and next_run <= ? order by next_run, id limit 1
                    for no key update skip locked
                    """, row -> row.getString(1), now);
            if (due.isEmpty()) {
                return false;
            }
            Definition definition =
                    connectors.find(due.get(0), now).orElseThrow().definition();
            Schedule schedule = definition.schedule();
            insert(connection, definition, "SCHEDULE", "schedule", now);
            Sql.update(
                    connection,
                    "update connector set next_run = ? where id = ?",
                    schedule == null ? null : schedule.next(now).orElse(null),
                    definition.id());
            return true;
        });
    }

    /** Takes up the run that has been due longest, one that a replica left behind too. */
    Optional<Claim> claim(String owner, Duration lease, Instant now) {
        return Sql.transaction(
                database,
                connection -> Sql.list(connection, """
                                update connector_run r set state = 'RUNNING', owner = ?, waits_for = null,
                                       started_at = coalesce(r.started_at, ?),
                                       lease_until = clock_timestamp() + ? * interval '1 ms'
                                from connector c
                                where c.id = r.connector_id and r.id = (
                                    select id from connector_run
                                    where state in ('QUEUED', 'RUNNING', 'WAITING') and due_at <= ?
                                      and (lease_until is null or lease_until < clock_timestamp())
                                    order by due_at, id limit 1 for update skip locked)
                                returning r.id, r.connector_id, r.definition, r.memory as found, r.planned, r.started_at,
                                          r.attempts, c.memory, c.calls_a_day, c.failures
                                """, this::claim, owner, now, lease.toMillis(), now).stream()
                        .findFirst());
    }

    private Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getLong("id"),
                json.copy(row.getString("connector_id"), row.getString("definition"), row.getInt("calls_a_day")),
                json.read(row.getString("memory")),
                json.read(row.getString("found")),
                row.getBoolean("planned"),
                row.getTimestamp("started_at").toInstant(),
                row.getInt("attempts"),
                row.getInt("failures"));
    }

    void renew(long runId, String owner, Duration lease) {
        Sql.transaction(database, connection -> Sql.update(connection, """
                        update connector_run set lease_until = clock_timestamp() + ? * interval '1 ms'
                        where id = ? and owner = ? and state = 'RUNNING'
                        """, lease.toMillis(), runId, owner));
    }

    /** Notes the parts that a run begins with; the run stays this replica's. */
    void plan(Claim run, String owner, List<ObjectNode> parts) throws LostException {
        change(run, owner, connection -> {
            insertParts(connection, run.id(), parts);
            Sql.update(connection, "update connector_run set planned = true where id = ?", run.id());
        });
    }

    /** The part that is to be done next; empty when none is left. */
    Optional<Pending> next(long runId) {
        return Sql.transaction(
                database,
                connection ->
                        Sql.list(
                                        connection,
                                        """
                                select seq, spec from connector_part where run_id = ? and state = 'PENDING'
                                order by seq limit 1
                                """,
                                        row -> new Pending(row.getLong(1), json.read(row.getString(2))),
                                        runId)
                                .stream()
                                .findFirst());
    }

    /** Finishes a part, with those that come of it, and gives the run back. */
    void finish(Claim run, String owner, Pending part, PartResult result, Instant now) throws LostException {
        change(run, owner, connection -> {
            Sql.update(
                    connection,
                    "update connector_part set state = ?, ingest_id = ?, note = ?, finished_at = ? where run_id = ? and seq = ?",
                    result.split() ? "SPLIT" : "DONE",
                    result.ingestId(),
                    result.note(),
                    now,
                    run.id(),
                    part.seq());
            insertParts(connection, run.id(), result.more());
            Instant due = result.notBefore() == null ? now : result.notBefore();
            giveBack(connection, run, due, due.isAfter(now) ? result.note() : null, 0, result.memory());
        });
    }

    /** Notes that a part cannot be had, and gives the run back. */
    void failPart(Claim run, String owner, Pending part, RefusedException why, String detail, Instant now)
            throws LostException {
        change(run, owner, connection -> {
            Sql.update(connection, """
                    update connector_part set state = 'FAILED', failure = ?, failure_detail = ?, finished_at = ?
                    where run_id = ? and seq = ?
                    """, why.type().slug(), detail, now, run.id(), part.seq());
            giveBack(connection, run, now, null, 0, why.memory());
        });
    }

    /** Gives the run back, to be gone on with at {@code due}. */
    void putOff(Claim run, String owner, Instant due, String reason, int attempts) throws LostException {
        change(run, owner, connection -> giveBack(connection, run, due, reason, attempts, null));
    }

    private static void giveBack(
            Connection connection,
            Claim run,
            Instant due,
            @Nullable String reason,
            int attempts,
            @Nullable ObjectNode found)
            throws SQLException {
        ObjectNode memory = run.found().deepCopy();
        if (found != null) {
            merge(memory, found);
        }
        Sql.update(
                connection,
                """
                update connector_run set state = ?, owner = null, lease_until = null, due_at = ?, waits_for = ?, attempts = ?,
                       memory = ?::jsonb
                where id = ?
                """,
                reason == null ? "RUNNING" : "WAITING",
                due,
                reason,
                attempts,
                memory.toString(),
                run.id());
    }

    /** Members of objects side by side, to any depth: each part adds what it found. */
    private static void merge(ObjectNode into, ObjectNode from) {
        from.fields().forEachRemaining(field -> {
            if (into.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    /**
     * Ends a run whose parts are all done or failed. Some that failed make it a failed one; what the others brought stays.
     *
     * @param remember whether a failed run too leaves its memory
     * @param retry not before it the schedule tries again after a failure
     * @return whether it completed
     */
    boolean end(Claim run, String owner, boolean remember, Instant retry, Instant now) throws LostException {
        return own(run, owner, connection -> {
            record Failed(String failure, String detail, long count, long all) {}
            List<Failed> failed = Sql.list(
                    connection,
                    """
                    select failure, failure_detail, count(*) over () as count,
                           (select count(*) from connector_part where run_id = ? and state <> 'SPLIT') as parts
                    from connector_part where run_id = ? and state = 'FAILED' order by seq limit 1
                    """,
                    row -> new Failed(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                    run.id(),
                    run.id());
            if (!failed.isEmpty()) {
                Failed first = failed.get(0);
                String detail = first.count() + " of " + first.all() + " parts failed; the first: " + first.detail();
                fail(connection, run, first.failure(), detail, retry, now);
            } else {
                ended(connection, run, "COMPLETED", null, null, now);
                Sql.update(
                        connection,
                        "update connector set failures = 0 where id = ?",
                        run.definition().id());
            }
            if (failed.isEmpty() || remember) {
                Sql.update(
                        connection,
                        "update connector set memory = memory || ?::jsonb where id = ?",
                        run.found().toString(),
                        run.definition().id());
            }
            return failed.isEmpty();
        });
    }

    /** Ends a run that cannot be gone on with. */
    void fail(Claim run, String owner, String failure, String detail, Instant retry, Instant now) throws LostException {
        change(run, owner, connection -> fail(connection, run, failure, detail, retry, now));
    }

    private void fail(Connection connection, Claim run, String failure, String detail, Instant retry, Instant now)
            throws SQLException {
        ended(connection, run, "FAILED", failure, detail, now);
        Sql.update(connection, """
                update connector set failures = failures + 1,
                       next_run = case when next_run is null then null else greatest(next_run, ?) end
                where id = ?
                """, retry, run.definition().id());
    }

    private void ended(
            Connection connection,
            Claim run,
            String state,
            @Nullable String failure,
            @Nullable String detail,
            Instant now)
            throws SQLException {
        Sql.update(connection, """
                update connector_run set state = ?, failure = ?, failure_detail = ?, ended_at = ?, owner = null,
                       lease_until = null
                where id = ?
                """, state, failure, detail, now, run.id());
        Sql.update(connection, """
                delete from connector_run where connector_id = ? and id <= (
                    select id from connector_run where connector_id = ? order by id desc offset ? limit 1)
                """, run.definition().id(), run.definition().id(), config.keepRuns());
    }

    /** Whether it was; a run that has ended stays as it ended. What it is asking for just now may still come. */
    boolean cancel(String connectorId, long runId, Instant now) {
        return Sql.transaction(
                database,
                connection -> Sql.update(
                                connection,
                                "update connector_run set state = 'CANCELLED', ended_at = ?, owner = null, lease_until = null"
                                        + " where id = ? and connector_id = ? and " + OPEN,
                                now,
                                runId,
                                connectorId)
                        == 1);
    }

    /** Counts a call of a day, unless {@code most} are counted: one statement, so that replicas share the budget. */
    boolean spend(String connectorId, Instant now, int most) {
        return Sql.transaction(database, connection -> !Sql.list(
                        connection, """
                                insert into connector_day as d (connector_id, day, calls) values (?, ?, 1)
                                on conflict (connector_id, day) do update set calls = d.calls + 1 where d.calls < ?
                                returning calls
                                """, row -> row.getInt(1), connectorId, ConnectorStore.day(now), most)
                .isEmpty());
    }

    private void insertParts(Connection connection, long runId, List<ObjectNode> parts) throws SQLException {
        String[] specs = parts.stream().map(ObjectNode::toString).toArray(String[]::new);
        Sql.update(connection, """
                insert into connector_part (run_id, spec, state)
                select ?, spec::jsonb, 'PENDING' from unnest(?) with ordinality as part (spec, n) order by n
                """, runId, connection.createArrayOf("text", specs));
    }

    /** How many parts a run has, those that were split too. */
    long parts(long runId) {
        return Sql.transaction(database, connection -> Sql.list(
                        connection,
                        "select count(*) from connector_part where run_id = ?",
                        row -> row.getLong(1),
                        runId)
                .get(0));
    }

    private interface Change {
        void in(Connection connection) throws SQLException;
    }

    private void change(Claim run, String owner, Change change) throws LostException {
        own(run, owner, connection -> {
            change.in(connection);
            return true;
        });
    }

    private <T> T own(Claim run, String owner, Sql.InTransaction<T> change) throws LostException {
        Optional<T> result = Sql.transaction(database, connection -> {
            // First the connector, then its run: the schedule takes them in this order too.
            Sql.list(
                    connection,
                    "select 1 from connector where id = ? for no key update",
                    row -> row.getInt(1),
                    run.definition().id());
            boolean still = !Sql.list(
                            connection,
                            "select 1 from connector_run where id = ? and owner = ? and state = 'RUNNING' for update",
                            row -> row.getInt(1),
                            run.id(),
                            owner)
                    .isEmpty();
            return still ? Optional.of(change.in(connection)) : Optional.<T>empty();
        });
        return result.orElseThrow(LostException::new);
    }
}
