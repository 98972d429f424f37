package io.strait.supplychain.scenario.storage;

import io.strait.events.SupplyChainEvent;
import io.strait.events.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs as work that replicas share. Whoever claims one holds it by a lease; who does not renew it has lost it, and what it
 * writes afterwards changes nothing. Instants and leases are the database's. Every method is a transaction of its own.
 * Thread-safe.
 */
@ApplicationScoped
public class RunQueue {
    /** A run that this replica now computes. */
    public record Claim(
            String scenarioId,
            int number,
            long revision,
            String name,
            String spec,
            int attempts,
            @Nullable String traceparent) {}

    private final DataSource database;

    RunQueue(DataSource database) {
        this.database = database;
    }

    /** The run that waits longest, or one whose replica is gone. */
    public Optional<Claim> claim(String owner, Duration lease) throws SQLException {
        return transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update scenario_run r set state = 'running', owner = ?, attempts = attempts + 1, progress = 0,
                           lease_until = clock_timestamp() + ? * interval '1 ms'
                    from scenario s
                    where s.id = r.scenario_id and (r.scenario_id, r.number) = (
                        select scenario_id, number from scenario_run
                        where state = 'queued' or (state = 'running' and lease_until < clock_timestamp())
                        order by requested_at limit 1 for update skip locked)
                    returning r.scenario_id, r.number, r.revision, s.name, s.spec, r.attempts, r.traceparent
                    """)) {
                update.setString(1, owner);
                update.setLong(2, lease.toMillis());
                try (ResultSet row = update.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Claim(
                                    row.getString("scenario_id"),
                                    row.getInt("number"),
                                    row.getLong("revision"),
                                    row.getString("name"),
                                    row.getString("spec"),
                                    row.getInt("attempts"),
                                    row.getString("traceparent")))
                            : Optional.<Claim>empty();
                }
            }
        });
    }

    /**
     * Tells how far it is, and renews the lease.
     *
     * @return false where it is no longer wanted here: cancelled, removed, or taken up by another replica
     */
    public boolean renew(Claim claim, String owner, double progress, Duration lease) throws SQLException {
        return transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update scenario_run set progress = ?, lease_until = clock_timestamp() + ? * interval '1 ms'
                    where scenario_id = ? and number = ? and owner = ? and state = 'running'
                    returning cancel
                    """)) {
                update.setDouble(1, progress);
                update.setLong(2, lease.toMillis());
                update.setString(3, claim.scenarioId());
                update.setInt(4, claim.number());
                update.setString(5, owner);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() && !row.getBoolean(1);
                }
            }
        });
    }

    /** The result and the event that tells of it; nothing where the lease is lost. */
    public boolean complete(
            Claim claim, String owner, String result, String headline, SupplyChainEvent.ScenarioCompleted event)
            throws SQLException {
        return transaction(connection -> {
            boolean written = end(connection, claim, owner, "completed", null, headline, result);
            if (written) {
                Outbox.append(connection, List.of(event), claim.traceparent());
            }
            return written;
        });
    }

    public void fail(Claim claim, String owner, String why) throws SQLException {
        transaction(connection -> end(connection, claim, owner, "failed", why, null, null));
    }

    /** Ends it as cancelled where somebody asked for that. */
    public void cancelled(Claim claim, String owner) throws SQLException {
        transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update scenario_run set state = 'cancelled', finished_at = clock_timestamp(), owner = null,
                           lease_until = null
                    where scenario_id = ? and number = ? and owner = ? and state = 'running' and cancel
                    """)) {
                update.setString(1, claim.scenarioId());
                update.setInt(2, claim.number());
                update.setString(3, owner);
                return update.executeUpdate();
            }
        });
    }

    /** Gives it back for another replica, as if it had not been tried. */
    public void release(Claim claim, String owner) throws SQLException {
        transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update scenario_run set state = 'queued', owner = null, lease_until = null, progress = 0,
                           attempts = attempts - 1
                    where scenario_id = ? and number = ? and owner = ? and state = 'running'
                    """)) {
                update.setString(1, claim.scenarioId());
                update.setInt(2, claim.number());
                update.setString(3, owner);
                return update.executeUpdate();
            }
        });
    }

    private static boolean end(
            Connection connection,
            Claim claim,
            String owner,
            String state,
            @Nullable String failure,
            @Nullable String headline,
            @Nullable String result)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update scenario_run set state = ?, failure = ?, headline = ?, result = ?::json, owner = null,
                       lease_until = null, finished_at = clock_timestamp(),
                       progress = case when ? = 'completed' then 1 else progress end
                where scenario_id = ? and number = ? and owner = ? and state = 'running'
                """)) {
            update.setString(1, state);
            update.setString(2, failure);
            update.setString(3, headline);
            update.setString(4, result);
            update.setString(5, state);
            update.setString(6, claim.scenarioId());
            update.setInt(7, claim.number());
            update.setString(8, owner);
            return update.executeUpdate() == 1;
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
