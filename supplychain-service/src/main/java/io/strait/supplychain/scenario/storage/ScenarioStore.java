package io.strait.supplychain.scenario.storage;

import io.strait.supplychain.catalogue.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios and what was asked of them, in the caller's transaction where there is one. JDBC and not entities, as rows of
 * runs change in the transactions of {@link RunQueue}. Thread-safe.
 */
@ApplicationScoped
public class ScenarioStore {
    private static final String SCENARIO = """
            select id, name, spec, created_at, created_by,
                   (select count(*) from scenario_run where scenario_id = id) as runs
            from scenario
            """;
    private static final String RUN = """
            select scenario_id, number, revision, state, progress, requested_at, requested_by, finished_at, failure, headline
            from scenario_run
            """;

    private final DataSource database;

    ScenarioStore(DataSource database) {
        this.database = database;
    }

    /** Whether it could be added: false where the id is taken. */
    public boolean add(String id, String name, String spec, Instant at, String by) {
        return run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into scenario (id, name, spec, created_at, created_by) values (?, ?, ?::json, ?, ?)
                    on conflict (id) do nothing
                    """)) {
                insert.setString(1, id);
                insert.setString(2, name);
                insert.setString(3, spec);
                insert.setTimestamp(4, Timestamp.from(at));
                insert.setString(5, by);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The number of a new run that waits. To be called within a transaction: the scenario's row orders its runs. */
    public int addRun(String scenarioId, long revision, String by, @Nullable String traceparent) {
        return run(connection -> {
            try (PreparedStatement lock =
                    connection.prepareStatement("select 1 from scenario where id = ? for update")) {
                lock.setString(1, scenarioId);
                lock.executeQuery().close();
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into scenario_run (scenario_id, number, revision, state, requested_at, requested_by, traceparent)
                    select ?, coalesce(max(number), 0) + 1, ?, 'queued', clock_timestamp(), ?, ?
                    from scenario_run where scenario_id = ?
                    returning number
                    """)) {
                insert.setString(1, scenarioId);
                insert.setLong(2, revision);
                insert.setString(3, by);
                insert.setString(4, traceparent);
                insert.setString(5, scenarioId);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /** How many runs wait or are being computed. */
    public long openRuns() {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "select count(*) from scenario_run where state in ('queued', 'running')");
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    public Optional<StoredScenario> find(String id) {
        return one(SCENARIO + "where id = ?", ScenarioStore::scenario, id);
    }

    /**
     * Newest first.
     *
     * @param before those older than this one, null for the newest
     */
    public List<StoredScenario> page(@Nullable StoredScenario before, int limit) {
        if (before == null) {
            return all(SCENARIO + "order by created_at desc, id limit ?", ScenarioStore::scenario, limit);
        }
        return all(
                SCENARIO + "where created_at < ? or (created_at = ? and id > ?) order by created_at desc, id limit ?",
                ScenarioStore::scenario,
                Timestamp.from(before.createdAt()),
                Timestamp.from(before.createdAt()),
                before.id(),
                limit);
    }

    public Optional<StoredRun> findRun(String scenarioId, int number) {
        return one(RUN + "where scenario_id = ? and number = ?", ScenarioStore::storedRun, scenarioId, number);
    }

    /** Newest first. */
    public List<StoredRun> runs(String scenarioId, int limit) {
        return all(
                RUN + "where scenario_id = ? order by number desc limit ?",
                ScenarioStore::storedRun,
                scenarioId,
                limit);
    }

    /** The JSON of a completed run's result. */
    public Optional<String> result(String scenarioId, int number) {
        return one(
                "select result from scenario_run where scenario_id = ? and number = ? and result is not null",
                row -> row.getString(1),
                scenarioId,
                number);
    }

    /** With its runs; whether it was there. One that is being computed finds nothing to write to. */
    public boolean remove(String id) {
        return run(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from scenario where id = ?")) {
                delete.setString(1, id);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** A run that waits is cancelled at once, one that is being computed within a moment. */
    public void cancel(String scenarioId, int number) {
        run(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update scenario_run set cancel = true,
                           state = case state when 'queued' then 'cancelled' else state end,
                           finished_at = case state when 'queued' then clock_timestamp() else finished_at end
                    where scenario_id = ? and number = ? and state in ('queued', 'running')
                    """)) {
                update.setString(1, scenarioId);
                update.setInt(2, number);
                return update.executeUpdate();
            }
        });
    }

    private static StoredScenario scenario(ResultSet row) throws SQLException {
        return new StoredScenario(
                row.getString("id"),
                row.getString("name"),
                row.getString("spec"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getInt("runs"));
    }

    private static StoredRun storedRun(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new StoredRun(
                row.getString("scenario_id"),
                row.getInt("number"),
                row.getLong("revision"),
                RunState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getDouble("progress"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("requested_by"),
                finished == null ? null : finished.toInstant(),
                row.getString("failure"),
                row.getString("headline"));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(String sql, Reader<T> reader, Object... parameters) {
        return all(sql, reader, parameters).stream().findFirst();
    }

    private <T> List<T> all(String sql, Reader<T> reader, Object... parameters) {
        return run(connection -> {
            List<T> all = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    query.setObject(i + 1, parameters[i]);
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        all.add(reader.read(rows));
                    }
                }
            }
            return all;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }
}
