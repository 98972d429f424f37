package io.strait.trade.connector;

import io.strait.trade.series.VintageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Definitions, and their runs as they are read. Thread-safe. */
@ApplicationScoped
class ConnectorStore {
    private static final String CONNECTOR = """
            select c.*, coalesce(d.calls, 0) as calls_today,
                   (select max(r.id) from connector_run r where r.connector_id = c.id) as last_run
            from connector c left join connector_day d on d.connector_id = c.id and d.day = ?
            """;

    private static final String RUN = """
            select r.*, p.done, p.failed, p.parts, p.jobs,
                   array(select distinct ingest_id from connector_part where run_id = r.id and ingest_id is not null
                         order by ingest_id limit 100) as ingests
            from connector_run r
            cross join lateral (
                select count(*) filter (where state = 'DONE') as done, count(*) filter (where state = 'FAILED') as failed,
                       count(*) filter (where state <> 'SPLIT') as parts, count(distinct ingest_id) as jobs
                from connector_part where run_id = r.id) p
            """;

    private final DataSource database;
    private final DefinitionJson json;

    ConnectorStore(DataSource database, DefinitionJson json) {
        this.database = database;
        this.json = json;
    }

    Optional<StoredConnector> find(String id, Instant now) {
        return Sql.transaction(database, connection -> one(connection, id, now));
    }

    private Optional<StoredConnector> one(Connection connection, String id, Instant now) throws SQLException {
        return connectors(connection, "where c.id = ?", day(now), id).stream().findFirst();
    }

    /** By id, after {@code after}. */
    List<StoredConnector> list(String after, int limit, Instant now) {
        return Sql.transaction(
                database,
                connection -> connectors(connection, "where c.id > ? order by c.id limit ?", day(now), after, limit));
    }

    private List<StoredConnector> connectors(Connection connection, String where, @Nullable Object... parameters)
            throws SQLException {
        List<Held> held = Sql.list(connection, CONNECTOR + where, this::held, parameters);
        Long[] ids =
                held.stream().map(Held::lastRun).flatMap(Stream::ofNullable).toArray(Long[]::new);
        List<StoredRun> runs = Sql.list(
                connection, RUN + "where r.id = any (?)", ConnectorStore::run, connection.createArrayOf("bigint", ids));
        return held.stream().map(connector -> connector.with(runs)).toList();
    }

    private record Held(StoredConnector connector, @Nullable Long lastRun) {
        StoredConnector with(List<StoredRun> runs) {
            StoredConnector c = connector;
            StoredRun last = runs.stream()
                    .filter(run -> Long.valueOf(run.id()).equals(lastRun))
                    .findFirst()
                    .orElse(null);
            return new StoredConnector(
                    c.definition(),
                    c.version(),
                    c.changedBy(),
                    c.createdAt(),
                    c.updatedAt(),
                    c.nextRun(),
                    c.failures(),
                    c.callsToday(),
                    last);
        }
    }

    long count() {
        return Sql.transaction(
                database, connection -> Sql.list(connection, "select count(*) from connector", row -> row.getLong(1))
                        .get(0));
    }

    /** Whether it was added; otherwise there is one of that id, maybe since a moment ago. */
    boolean add(Definition definition, String by, @Nullable Instant next, Instant now) {
        return Sql.transaction(
                database,
                connection -> Sql.update(
                                connection,
                                """
                                insert into connector (kind, source, settings, key_name, vintage_kind, cron, zone, calls_a_day,
                                                       enabled, changed_by, next_run, updated_at, id, version, created_at)
                                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                                on conflict (id) do nothing
                                """,
                                definition.kind().name(),
                                definition.source(),
                                definition.settings().toString(),
                                definition.keyName(),
                                name(definition.vintageKind()),
                                definition.schedule() == null
                                        ? null
                                        : definition.schedule().cron(),
                                definition.schedule() == null
                                        ? "UTC"
                                        : definition.schedule().zone(),
                                definition.callsADay(),
                                definition.enabled(),
                                by,
                                next,
                                now,
                                definition.id(),
                                now)
                        == 1);
    }

    /**
     * Whether it was changed; otherwise it is of another version now.
     *
     * @param forget whether what its runs remember is of other figures now
     */
    boolean change(
            Definition definition, long version, boolean forget, String by, @Nullable Instant next, Instant now) {
        return Sql.transaction(
                database,
                connection -> Sql.update(
                                connection,
                                """
                                update connector set kind = ?, source = ?, settings = ?::jsonb, key_name = ?, vintage_kind = ?,
                                       cron = ?, zone = ?, calls_a_day = ?, enabled = ?, changed_by = ?, next_run = ?,
                                       updated_at = ?, version = version + 1, failures = 0,
                                       memory = case when ? then '{}'::jsonb else memory end
                                where id = ? and version = ?
                                """,
                                definition.kind().name(),
                                definition.source(),
                                definition.settings().toString(),
                                definition.keyName(),
                                name(definition.vintageKind()),
                                definition.schedule() == null
                                        ? null
                                        : definition.schedule().cron(),
                                definition.schedule() == null
                                        ? "UTC"
                                        : definition.schedule().zone(),
                                definition.callsADay(),
                                definition.enabled(),
                                by,
                                next,
                                now,
                                forget,
                                definition.id(),
                                version)
                        == 1);
    }

    /**
     * Takes a connector away, with its runs; what they fetched stays. Waits for whoever makes it a run.
     *
     * @return whether it was that version and no run was open
     */
    boolean remove(String id, long version) {
        return Sql.transaction(database, connection -> {
            List<Integer> held = Sql.list(
                    connection,
                    "select 1 from connector where id = ? and version = ? for update",
                    row -> 1,
                    id,
                    version);
            // A statement of its own, which sees the run of whom the lock waited for.
            List<Integer> open = Sql.list(
                    connection,
                    "select 1 from connector_run where connector_id = ? and state in ('QUEUED', 'RUNNING', 'WAITING')",
                    row -> 1,
                    id);
            boolean free = !held.isEmpty() && open.isEmpty();
            if (free) {
                Sql.update(connection, "delete from connector_run where connector_id = ?", id);
                Sql.update(connection, "delete from connector_day where connector_id = ?", id);
                Sql.update(connection, "delete from connector where id = ?", id);
            }
            return free;
        });
    }

    /** Newest first, below {@code before}. */
    List<StoredRun> runs(String connectorId, long before, int limit) {
        return Sql.transaction(
                database,
                connection -> Sql.list(
                        connection,
                        RUN + "where r.connector_id = ? and r.id < ? order by r.id desc limit ?",
                        ConnectorStore::run,
                        connectorId,
                        before,
                        limit));
    }

    Optional<StoredRun> run(String connectorId, long id) {
        return Sql.transaction(
                database, connection -> Sql.list(
                                connection,
                                RUN + "where r.connector_id = ? and r.id = ?",
                                ConnectorStore::run,
                                connectorId,
                                id)
                        .stream()
                        .findFirst());
    }

    /** In the order of their making, after {@code after}; those that were split stand among them. */
    List<StoredPart> parts(long runId, long after, int limit) {
        return Sql.transaction(
                database,
                connection -> Sql.list(
                        connection,
                        "select * from connector_part where run_id = ? and seq > ? order by seq limit ?",
                        row -> new StoredPart(
                                row.getLong("seq"),
                                row.getString("spec"),
                                row.getString("state"),
                                row.getString("ingest_id"),
                                row.getString("note"),
                                row.getString("failure"),
                                row.getString("failure_detail"),
                                Sql.instant(row, "finished_at")),
                        runId,
                        after,
                        limit));
    }

    static LocalDate day(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable String name(@Nullable VintageKind kind) {
        return kind == null ? null : kind.name();
    }

    private Held held(ResultSet row) throws SQLException {
        String cron = row.getString("cron");
        String kind = row.getString("vintage_kind");
        Definition definition = new Definition(
                row.getString("id"),
                ConnectorKind.valueOf(row.getString("kind")),
                row.getString("source"),
                json.read(row.getString("settings")),
                row.getString("key_name"),
                kind == null ? null : VintageKind.valueOf(kind),
                cron == null ? null : new Schedule(cron, row.getString("zone")),
                row.getInt("calls_a_day"),
                row.getBoolean("enabled"));
        StoredConnector connector = new StoredConnector(
                definition,
                row.getLong("version"),
                row.getString("changed_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                Sql.instant(row, "next_run"),
                row.getInt("failures"),
                row.getInt("calls_today"),
                null);
        return new Held(connector, row.getObject("last_run", Long.class));
    }

    private static StoredRun run(ResultSet row) throws SQLException {
        RunState state = RunState.valueOf(row.getString("state"));
        boolean open = state == RunState.QUEUED || state == RunState.RUNNING || state == RunState.WAITING;
        return new StoredRun(
                row.getLong("id"),
                row.getString("connector_id"),
                state,
                row.getString("cause"),
                row.getString("asked_by"),
                row.getTimestamp("created_at").toInstant(),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                open ? Sql.instant(row, "due_at") : null,
                state == RunState.WAITING ? row.getString("waits_for") : null,
                row.getLong("done"),
                row.getLong("failed"),
                row.getLong("parts"),
                row.getLong("jobs"),
                List.of((String[]) row.getArray("ingests").getArray()),
                row.getString("failure"),
                row.getString("failure_detail"));
    }
}
