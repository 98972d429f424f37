package io.strait.trade.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.trade.ingest.IngestStore.Claim;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Applies staged jobs, one at a time over all replicas, in the order in which they were staged: a session lock of the
 * database is held from choosing a job to its commit. One thread does the work.
 */
@ApplicationScoped
class IngestWorker {
    private static final Logger LOG = Logger.getLogger(IngestWorker.class);

    /** Names the lock in the database; any number that nobody else uses. */
    static final long LOCK = 0x5354_5241_4954_0001L;

    private static final Duration LOCK_RETRY = Duration.ofMillis(250);
    private static final Duration FAULT_RETRY = Duration.ofSeconds(5);

    private final DataSource database;
    private final IngestStore store;
    private final IngestApply apply;
    private final CancelStore cancels;
    private final IngestLeases leases;
    private final IngestConfig config;
    private final MeterRegistry metrics;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ingest-worker");

    private volatile boolean stopping;
    private volatile @Nullable PGConnection applying;

    IngestWorker(
            DataSource database,
            IngestStore store,
            IngestApply apply,
            CancelStore cancels,
            IngestLeases leases,
            IngestConfig config,
            MeterRegistry metrics) {
        this.database = database;
        this.store = store;
        this.apply = apply;
        this.cancels = cancels;
        this.leases = leases;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes @Priority(2500) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeUps.release();
        thread.join(config.stopGrace().toMillis());
        PGConnection busy = applying;
        if (thread.isAlive() && busy != null) {
            try {
                // Rolls back; the job is given back for another replica.
                busy.cancelQuery();
            } catch (SQLException e) {
                LOG.warnf("Apply not cancelled: cause=%s", e.getMessage());
            }
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    /** There is a job to apply. */
    void wake() {
        wakeUps.release();
    }

    private void run() {
        while (!stopping) {
            Duration pause;
            try {
                pause = work();
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("Ingest worker tries again: cause=%s", e.getMessage());
                pause = FAULT_RETRY;
            }
            try {
                if (!stopping && wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Applies what is due; gives back how long there is nothing to do. */
    private Duration work() throws SQLException {
        while (!stopping && store.applyIsDue()) {
            try (Connection connection = database.getConnection()) {
                // When this machine vanishes the lock must not outlive it for long.
                execute(connection, "set tcp_keepalives_idle = 30");
                execute(connection, "set client_connection_check_interval = '10s'");
                if (!lock(connection)) {
                    return LOCK_RETRY;
                }
                try {
                    if (!next(connection)) {
                        return LOCK_RETRY;
                    }
                } finally {
                    unlock(connection);
                }
            }
        }
        return config.poll();
    }

    private boolean next(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Optional<Claim> claimed = store.claim(connection, leases.owner(), config.lease());
        connection.commit();
        if (claimed.isEmpty()) {
            return false;
        }
        Claim claim = claimed.get();
        leases.hold(claim.id());
        try {
            applying = connection.unwrap(PGConnection.class);
            if (claim.attempts() > config.maxAttempts()) {
                throw new IllegalStateException("taken up " + config.maxAttempts() + " times in vain");
            }
            apply.prepare(connection, claim);
            connection.commit();
            store.enter(claim.id(), leases.owner(), IngestPhase.APPLYING);
            IngestApply.Outcome outcome = apply.apply(connection, claim, leases.owner());
            connection.commit();
            count(outcome.rows());
            LOG.infof(
                    "Ingest completed: ingestId=%s source=%s revision=%d accepted=%d unchanged=%d revised=%d rejected=%d",
                    claim.id(),
                    claim.source(),
                    outcome.revision(),
                    outcome.rows().accepted(),
                    outcome.rows().unchanged(),
                    outcome.rows().revised(),
                    outcome.rows().rejected());
        } catch (SQLException | RuntimeException e) {
            rollback(connection);
            giveUp(claim, e);
        } finally {
            applying = null;
            leases.drop(claim.id());
        }
        return true;
    }

    private void giveUp(Claim claim, Exception e) throws SQLException {
        if (cancels.isCancelled(claim.id())) {
            LOG.infof("Ingest cancelled: ingestId=%s", claim.id());
            cancels.dropStaging(claim.id());
        } else if (e instanceof SQLException sql && Outages.isPassing(sql)) {
            LOG.warnf("Ingest put off: ingestId=%s cause=%s", claim.id(), e.getMessage());
            store.release(
                    claim.id(),
                    leases.owner(),
                    stopping ? Duration.ZERO : FAULT_RETRY,
                    stopping ? null : Outages.describe(sql));
        } else if (e instanceof ApplyRefusedException) {
            LOG.infof("Ingest refused: ingestId=%s cause=%s", claim.id(), e.getMessage());
            store.failApply(claim.id(), leases.owner(), "unprocessable", String.valueOf(e.getMessage()));
        } else {
            LOG.errorf(e, "Ingest failed: ingestId=%s", claim.id());
            store.failApply(
                    claim.id(),
                    leases.owner(),
                    "internal-error",
                    "The service could not apply the file; its log tells more under the ingest's id");
        }
    }

    private void count(Counts rows) {
        count("accepted", rows.accepted());
        count("unchanged", rows.unchanged());
        count("revised", rows.revised());
        count("rejected", rows.rejected());
    }

    private void count(String outcome, long rows) {
        metrics.counter("strait.ingest.rows", "outcome", outcome).increment((double) rows);
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            query.setLong(1, LOCK);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The connection goes back to its pool, where the lock must not go with it. */
    private static void unlock(Connection connection) throws SQLException {
        try {
            rollback(connection);
            connection.setAutoCommit(true);
            execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
            execute(connection, "reset all");
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    private static void rollback(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debugf("No rollback, the connection is gone: cause=%s", e.getMessage());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
