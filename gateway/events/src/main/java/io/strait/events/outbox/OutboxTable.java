package io.strait.events.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The table {@code outbox} as the relay sees it, over one database session. Leadership is a lock of that very session:
 * who cannot read and delete any more has lost it too. Every statement is a transaction of its own; none stays open
 * while Kafka is waited for, because an open one would keep vacuum from every table of the database. Used by one
 * thread.
 */
final class OutboxTable implements AutoCloseable {
    /** One read brings no more than this, save a single larger row. */
    static final int MAX_READ_BYTES = 8 * 1024 * 1024;
    /** Counting a long backlog costs a scan; beyond this it says only that it is long. */
    static final int MAX_COUNTED = 100_000;

    private static final int ANSWER_TIMEOUT_MILLIS = 15_000;

    private final Connection connection;
    private final String lockName;

    private OutboxTable(Connection connection, String lockName) {
        this.connection = connection;
        this.lockName = lockName;
    }

    static OutboxTable open(DataSource connections, String lockName) throws SQLException {
        Connection connection = connections.getConnection();
        try {
            connection.setAutoCommit(true);
            // A server that is gone without a word must not hold the relay for ever, and less long than the server
            // holds the lock of a relay that is gone without a word (25 s, below): then the old leader has stopped
            // sending before a new one starts.
            connection.setNetworkTimeout(Runnable::run, ANSWER_TIMEOUT_MILLIS);
            try (Statement statement = connection.createStatement()) {
                // TCP's own default is two hours.
                statement.execute("""
                        set application_name = 'strait-outbox-relay';
                        set tcp_keepalives_idle = 10;
                        set tcp_keepalives_interval = 5;
                        set tcp_keepalives_count = 3;
                        set idle_session_timeout = 0;
                        set statement_timeout = 10000""");
            }
            return new OutboxTable(connection, lockName);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Tries to become the one leader. When it succeeds, wake-ups are listened for before the first read. */
    boolean tryLead() throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, lockName);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen outbox");
        }
        return true;
    }

    /**
     * The first unsent events in order of {@code seq}, at most {@code limit} and {@value #MAX_READ_BYTES} bytes. They
     * are noted as in hand in the same transaction.
     */
    List<OutboxRow> take(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                with taken as (
                    select *
                    from (select *, sum(bytes) over (order by seq rows unbounded preceding) as running
                          from (select * from outbox order by seq limit ?) as first_rows) as measured
                    where running <= ? or running = bytes),
                noted as (
                    update outbox_in_hand set seqs = (select array_agg(seq) from taken)
                    where exists (select from taken))
                select seq, id::text, type, subject, occurred_at, traceparent, data::text from taken order by seq""")) {
            select.setInt(1, limit);
            select.setInt(2, MAX_READ_BYTES);
            return rows(select);
        }
    }

    /** What is left of the events taken last, perhaps by another relay, perhaps sent. */
    List<OutboxRow> inHand() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select seq, id::text, type, subject, occurred_at, traceparent, data::text
                from outbox where seq = any (array(select unnest(seqs) from outbox_in_hand)) order by seq""")) {
            return rows(select);
        }
    }

    private static List<OutboxRow> rows(PreparedStatement select) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new OutboxRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getString(7)));
            }
        }
        return rows;
    }

    void delete(Collection<Long> seqs) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where seq = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
            delete.executeUpdate();
        }
    }

    /** Moves an event that Kafka will never take out of the way. */
    void bury(long seq, String cause) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement("""
                with gone as (delete from outbox where seq = ? returning *)
                insert into outbox_dead (seq, id, type, subject, occurred_at, traceparent, data, cause)
                select seq, id, type, subject, occurred_at, traceparent, data, ? from gone""")) {
            move.setLong(1, seq);
            move.setString(2, cause);
            move.executeUpdate();
        }
    }

    /** When the first unsent event occurred; one step into an index, however long the table is. */
    @Nullable
    Instant oldest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select occurred_at from outbox order by seq limit 1")) {
            return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
        }
    }

    /** Unsent events, counted up to {@value #MAX_COUNTED}. */
    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from (select 1 from outbox limit " + MAX_COUNTED + ") as counted")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Waits on the socket, without a question to the server, until events were committed.
     *
     * @return false when {@code timeout} passed in silence
     * @throws SQLException when the session is lost
     */
    boolean awaitWakeUp(Duration timeout) throws SQLException {
        PGNotification[] woken = connection.unwrap(PGConnection.class).getNotifications((int)
                Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
        return woken != null && woken.length > 0;
    }

    /** Ends the session, and with it leadership. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
