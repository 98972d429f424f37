package io.strait.trade.ingest;

import io.strait.events.TradeEvent;
import io.strait.events.outbox.Outbox;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Cancels jobs. The job's row decides: whoever ends it, a cancel, a failure or the apply's last step, finds it in a state
 * from which that may be done, and holds it until the commit. Thread-safe.
 */
@ApplicationScoped
class CancelStore {
    private static final Logger LOG = Logger.getLogger(CancelStore.class);

    /** What came of asking for a cancel. */
    enum Outcome {
        /** The job is cancelled, now or since before. */
        CANCELLED,
        /** It had ended in another way. */
        ENDED,
        /** It is being committed in this moment. */
        COMMITTING,
        UNKNOWN
    }

    /** PostgreSQL: a lock was not to be had in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;

    CancelStore(DataSource database) {
        this.database = database;
    }

    /**
     * Ends a job that has not been committed, whichever replica works on it.
     *
     * @param by who wants it
     */
    Outcome cancel(String id, String by) throws SQLException {
        IngestState was;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                // An apply holds the row from its last step to its commit.
                Statements.execute(connection, "set local lock_timeout = '2s'");
                was = end(connection, id, "Cancelled by " + by);
                connection.commit();
            } catch (NoSuchJobException e) {
                connection.rollback();
                return Outcome.UNKNOWN;
            } catch (SQLException e) {
                connection.rollback();
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    return Outcome.COMMITTING;
                }
                throw e;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        switch (was) {
            case COMPLETED, FAILED -> {
                return Outcome.ENDED;
            }
            case APPLYING -> interruptApply();
            default -> {}
        }
        dropStaging(id);
        return Outcome.CANCELLED;
    }

    private static final class NoSuchJobException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Gives back the state that it was in. */
    private static IngestState end(Connection connection, String id, String detail) throws SQLException {
        IngestState was;
        TradeEvent event;
        String trace;
        try (PreparedStatement query = connection.prepareStatement("""
                select state, source, traceparent, rows_read, rows_accepted, rows_unchanged, rows_revised, rows_rejected
                from ingest where id = ? for update
                """)) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new NoSuchJobException();
                }
                was = IngestState.valueOf(row.getString("state"));
                trace = row.getString("traceparent");
                // No figure of it was taken over.
                event = new TradeEvent.IngestFailed(
                        id, row.getString("source"), ProblemType.CANCELLED.slug(), detail, IngestStore.counts(row));
            }
        }
        if (was.isEnd()) {
            return was;
        }
        Statements.execute(connection, """
                update ingest set state = 'CANCELLED', failure = ?, failure_detail = ?, areas = null, owner = null,
                       lease_until = null, put_off = null, finished_at = clock_timestamp(), updated_at = clock_timestamp()
                where id = ?
                """, ProblemType.CANCELLED.slug(), detail, id);
        Outbox.append(connection, List.of(event), trace);
        return was;
    }

    /** Whether the job was cancelled, as its worker asks when it was interrupted. */
    boolean isCancelled(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select 1 from ingest where id = ? and state = 'CANCELLED'")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * The one session that applies is the one that holds the lock for it, of whichever replica. Should it have gone on to
     * another job by now, that one is put off and taken up again.
     */
    private void interruptApply() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement cancel = connection.prepareStatement("""
                        select pg_cancel_backend(pid) from pg_locks
                        where locktype = 'advisory' and granted and objsubid = 1 and classid::bigint = ? and objid::bigint = ?
                          and database = (select oid from pg_database where datname = current_database())
                        """)) {
            cancel.setLong(1, IngestWorker.LOCK >>> Integer.SIZE);
            cancel.setLong(2, IngestWorker.LOCK & 0xFFFF_FFFFL);
            cancel.execute();
        }
    }

    /** Frees what a job had staged, unless an apply that is being interrupted still reads it; a sweep comes by later. */
    void dropStaging(String id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Statements.execute(connection, "set local lock_timeout = '200ms'");
                Statements.execute(connection, new StagingTable(id).drop());
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                LOG.debugf("Staged rows not dropped yet: ingestId=%s", id);
            }
        }
    }

    /** Frees what is left of jobs that have ended. */
    void sweep() throws SQLException {
        List<String> ended = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select i.id from pg_tables t join ingest i on t.tablename = 'i_' || i.id
                        where t.schemaname = 'staging' and i.state in ('COMPLETED', 'FAILED', 'CANCELLED')
                        """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ended.add(rows.getString(1));
            }
        }
        for (String id : ended) {
            dropStaging(id);
        }
    }
}
