package io.strait.events.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Publishes what is in the table {@code outbox} to Kafka, at least once, the events of a subject in order.
 *
 * <p>Every replica of a service runs one; an advisory lock of the database makes one of them the leader. The leader
 * takes the first unsent rows, sends them, and deletes each row when Kafka has acknowledged it. No position is kept: a
 * row that commits late, with a number lower than rows already sent, is simply there at the next read. A crash between
 * send and delete sends up to a batch again, with the same {@code ce_id}s, and before anything else.
 *
 * <p>Nothing gives up: without Kafka rows gather in the table and writers go on; without the database the relay
 * reconnects. Only an event that Kafka refuses as such (too large) is moved to {@code outbox_dead}, so that it does not
 * hold up all others.
 *
 * <p>The data source must open a real connection each time and really close it, as {@link #dedicated} does. The lock,
 * the wake-ups and the settings of the session belong to the connection: a pool would hand the leader's lock to the
 * next borrower, keep it after {@link #close()}, lend away the connection that listens, or retire it for its age.
 *
 * <p>One daemon thread does the work. {@link #start()}, {@link #close()} and the figures may be called from any thread.
 */
public final class OutboxRelay implements AutoCloseable {
    /** What a relay is doing. A lost session leads from {@code LEADING} back to {@code STANDBY}. */
    public enum State {
        /** Not started yet. */
        NEW,
        /** Another relay leads, or the database is away; tries again about every second. */
        STANDBY,
        /** Publishes. */
        LEADING,
        /** Closed. */
        STOPPED
    }

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** How soon the thread notices {@link #close()}, wherever it waits. */
    private static final Duration SLICE = Duration.ofMillis(200);
    /** How often a leader that waits for Kafka makes sure that it still leads. */
    private static final Duration SESSION_CHECK = Duration.ofSeconds(1);
    /** Without an acknowledgement for so long Kafka counts as away. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(5);

    private static final Duration STANDBY_RETRY = Duration.ofSeconds(1);
    private static final Duration COUNT_INTERVAL = Duration.ofSeconds(10);
    /** How long a batch in hand may still be acknowledged after {@link #close()}. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private static final int MAX_BACKOFF_MILLIS = 5_000;

    private final RelayConfig config;
    private final DataSource connections;
    private final RelayHook hook;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Outage kafka;
    private final Outage database;

    private volatile State state = State.NEW;
    private volatile @Nullable Instant oldest;
    private volatile long pending;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    /** In a row, until something went well. */
    private int failures;

    private long countedAtNanos = System.nanoTime() - COUNT_INTERVAL.toNanos();

    /** @param connections opens dedicated, unpooled connections; see the class comment */
    public OutboxRelay(RelayConfig config, DataSource connections) {
        this(config, connections, RelayHook.NONE);
    }

    OutboxRelay(RelayConfig config, DataSource connections, RelayHook hook) {
        this.config = config;
        this.connections = connections;
        this.hook = hook;
        this.kafka = new Outage("kafka", config.topic(), config.clock());
        this.database = new Outage("database", config.topic(), config.clock());
        this.thread = new Thread(this::run, "outbox-relay");
        this.thread.setDaemon(true);
    }

    /** Connections as a relay needs them: each opened anew, closed for good, and noticed when their peer is gone. */
    public static DataSource dedicated(String jdbcUrl, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(10);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Starts the relay; neither the database nor Kafka need be there yet. */
    public void start() {
        if (state != State.NEW) {
            throw new IllegalStateException("relay of " + config.topic() + " was started before");
        }
        state = State.STANDBY;
        thread.start();
    }

    /**
     * Stops after the batch in hand, or after some seconds when Kafka does not acknowledge it; its rows then stay in
     * the table. Idempotent.
     */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_GRACE.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warnf("Outbox relay left behind: topic=%s", config.topic());
            thread.interrupt();
        }
        state = State.STOPPED;
    }

    public State state() {
        return state;
    }

    /** Whether this relay is the one that publishes. */
    public boolean leading() {
        return state == State.LEADING;
    }

    /**
     * Seconds since the oldest unsent event occurred, 0 when there is none. It grows while Kafka or the database is
     * away, and is known to leader and standby alike, as of the last look (about a second ago).
     */
    public double lagSeconds() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, config.clock().instant()).toMillis() / 1000.0);
    }

    /** Unsent events as last counted, at most {@value OutboxTable#MAX_COUNTED}. */
    public long pendingRows() {
        return pending;
    }

    /** Events that Kafka acknowledged to this relay. */
    public long sentTotal() {
        return sent.get();
    }

    /** Events that this relay moved to {@code outbox_dead}. */
    public long deadTotal() {
        return dead.get();
    }

    private void run() {
        while (!isClosing()) {
            try (OutboxTable table = OutboxTable.open(connections, config.lockName())) {
                database.end();
                serve(table);
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) { // An Error too: a relay that dies silently would stop all events.
                failures++;
                if (e instanceof SQLException) {
                    database.begin(e);
                } else if (!isClosing()) {
                    LOG.errorf(e, "Outbox relay failed, starts over: topic=%s", config.topic());
                }
            } finally {
                state = State.STANDBY;
            }
            pause(backoff(failures));
        }
        state = State.STOPPED;
    }

    private void serve(OutboxTable table) throws SQLException, InterruptedException {
        while (!isClosing()) {
            if (table.tryLead()) {
                state = State.LEADING;
                LOG.infof("Outbox relay leads: topic=%s", config.topic());
                lead(table);
            } else {
                look(table);
                failures = 0;
                pause(jittered(STANDBY_RETRY.toMillis()));
            }
        }
    }

    private void lead(OutboxTable table) throws SQLException, InterruptedException {
        Publisher publisher = null;
        int refusals = 0;
        boolean settled = false;
        try {
            while (!isClosing()) {
                List<OutboxRow> rows = settled ? table.take(config.batch()) : table.inHand();
                if (!settled && rows.isEmpty()) {
                    settled = true;
                    continue;
                }
                seen(table, rows);
                if (rows.isEmpty()) {
                    failures = 0;
                    awaitWakeUp(table);
                    continue;
                }
                try {
                    if (publisher == null) {
                        publisher = Publisher.open(config);
                    }
                } catch (KafkaException e) {
                    kafka.begin(e);
                    settled = false;
                    pause(backoff(++refusals));
                    continue;
                }
                settled = publish(table, publisher, rows);
                refusals = settled ? 0 : refusals + 1;
                failures = settled ? 0 : failures;
                if (publisher.broken()) {
                    publisher.close();
                    publisher = null;
                }
                if (refusals > 0) {
                    pause(backoff(refusals));
                }
            }
        } finally {
            // Before the session ends: the next leader must not meet records of this one.
            if (publisher != null) {
                publisher.close();
            }
        }
    }

    /** Sends rows and removes those that are done with; false when some remain. */
    private boolean publish(OutboxTable table, Publisher publisher, List<OutboxRow> rows)
            throws SQLException, InterruptedException {
        Map<Long, OutboxRow> open = new LinkedHashMap<>();
        rows.subList(0, publisher.send(rows)).forEach(row -> open.put(row.seq(), row));
        boolean complete = open.size() == rows.size();
        List<Long> acknowledged = new ArrayList<>();
        long silentSince = System.nanoTime();
        long checkedAt = silentSince;
        long closingSince = 0;
        while (!open.isEmpty()) {
            Publisher.Receipt receipt = publisher.next(SLICE);
            long now = System.nanoTime();
            if (receipt != null) {
                open.remove(receipt.row().seq());
                if (receipt.acknowledged()) {
                    kafka.end();
                    silentSince = now;
                    acknowledged.add(receipt.row().seq());
                } else if (receipt.undeliverable()) {
                    bury(table, receipt);
                } else {
                    complete = false;
                    kafka.begin(String.valueOf(receipt.failure()));
                }
                continue;
            }
            if (isClosing()) {
                closingSince = closingSince == 0 ? now : closingSince;
                if (now - closingSince > CLOSE_GRACE.toNanos()) {
                    complete = false;
                    break;
                }
            }
            delete(table, acknowledged);
            oldest = open.values().iterator().next().occurredAt();
            if (now - silentSince > STALLED_AFTER.toNanos()) {
                kafka.begin("no acknowledgement for " + STALLED_AFTER.toSeconds() + " s");
            }
            if (now - checkedAt > SESSION_CHECK.toNanos()) {
                checkedAt = now;
                look(table);
            }
        }
        delete(table, acknowledged);
        return complete;
    }

    private void delete(OutboxTable table, List<Long> acknowledged) throws SQLException {
        if (!acknowledged.isEmpty()) {
            hook.beforeDelete(acknowledged.size());
            table.delete(acknowledged);
            sent.addAndGet(acknowledged.size());
            pending = Math.max(0, pending - acknowledged.size());
            acknowledged.clear();
        }
    }

    private void bury(OutboxTable table, Publisher.Receipt receipt) throws SQLException {
        OutboxRow row = receipt.row();
        String cause = String.valueOf(receipt.failure());
        table.bury(row.seq(), cause);
        dead.incrementAndGet();
        pending = Math.max(0, pending - 1);
        LOG.errorf(
                "Event moved to outbox_dead: topic=%s seq=%d id=%s type=%s subject=%s cause=%s",
                config.topic(), row.seq(), row.id(), row.type(), row.subject(), cause);
    }

    private void awaitWakeUp(OutboxTable table) throws SQLException {
        long deadline = System.nanoTime() + config.pollInterval().toNanos();
        boolean woken = false;
        while (!woken && !isClosing()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            woken = table.awaitWakeUp(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
        }
    }

    /** Figures from a read; the number of a backlog longer than a batch is corrected by a count now and then. */
    private void seen(OutboxTable table, List<OutboxRow> rows) throws SQLException {
        oldest = rows.isEmpty() ? null : rows.get(0).occurredAt();
        if (rows.isEmpty()) {
            pending = 0;
        } else {
            pending = Math.max(pending, rows.size());
            count(table);
        }
    }

    /** Figures without a read; also tells whether the session is still there. */
    private void look(OutboxTable table) throws SQLException {
        oldest = table.oldest();
        if (oldest == null) {
            pending = 0;
        } else {
            count(table);
        }
    }

    private void count(OutboxTable table) throws SQLException {
        long now = System.nanoTime();
        if (now - countedAtNanos > COUNT_INTERVAL.toNanos()) {
            countedAtNanos = now;
            pending = table.count();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, or returns at once when the relay is closed. */
    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** 100 ms, doubled with each failure in a row up to 5 s, and spread so that replicas do not return in step. */
    private static long backoff(int failures) {
        return failures == 0 ? 0 : jittered(Math.min(MAX_BACKOFF_MILLIS, 50L << Math.min(failures, 10)));
    }

    private static long jittered(long millis) {
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    }
}
