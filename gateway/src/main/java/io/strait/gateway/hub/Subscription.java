package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's way through the stream. It resolves the position that the client came with, reads from Kafka what is
 * older than the tail, and then follows the tail at its own cursor:
 *
 * <pre>
 *   RESOLVING -> CHECKING (with Kafka, whether the position exists) -> REPLAYING -> FOLLOWING
 *        \____________________________________________________________________/
 * </pre>
 *
 * From any phase a new {@link Feed} leads back to RESOLVING with the position reached, and every phase ends in CLOSED.
 * FOLLOWING falls back to REPLAYING when the tail has moved past the cursor while the client was still reading.
 *
 * <p>All state belongs to the executor (one thread, an event loop); {@link #wake}, {@link #cancel} and {@link #close} may
 * be called on any thread.
 */
public final class Subscription {
    private enum Phase {
        RESOLVING,
        CHECKING,
        REPLAYING,
        FOLLOWING,
        CLOSED
    }

    private static final int BATCH = 64;

    /** Batches in one turn: other connections share the event loop. */
    private static final int BATCHES = 8;

    /** Filtered events after which the client is told its position without waiting for the heartbeat. */
    private static final int TOLD_AFTER = 1000;

    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final Hub hub;
    private final Sink sink;
    private final Executor executor;
    private final Filter filter;
    private final Start start;
    private final long closeAt;
    private final Closing closeReason;
    private final Tail.Entry[] batch = new Tail.Entry[BATCH];
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private volatile @Nullable Closing closing;
    private volatile boolean cancelled;
    private volatile long dueAt;
    private volatile long stalledSince = -1;
    private volatile long stalledAtBytes;
    private volatile @Nullable Feed feed;

    private Phase phase = Phase.RESOLVING;

    /** Of the answers that are waited for, only those of the present attempt count. */
    private int attempt;

    /** The client's place as a token, once it is known to be one of this stream. */
    private @Nullable String position;

    /** The same as offsets; null while the tail's own positions are the client's, see {@link Tail#sameAsHead}. */
    private long @Nullable [] vector;

    private long cursor;
    private Replays.@Nullable Replay replay;
    private final Queue<Replays.Item> items = new ArrayDeque<>();
    private Replays.@Nullable Chunk chunk;
    private @Nullable String told;
    private int untold;
    private long lastSent = System.nanoTime();

    /** @param ttl time until the caller's token ends, or null when it does not */
    Subscription(Hub hub, Sink sink, Executor executor, Filter filter, Start start, @Nullable Duration ttl) {
        this.hub = hub;
        this.sink = sink;
        this.executor = executor;
        this.filter = filter;
        this.start = start;
        long now = System.nanoTime();
        long maxAge = hub.settings().maxAge().toNanos();
        long age = maxAge - ThreadLocalRandom.current().nextLong(maxAge / 5 + 1);
        // Not by toNanos: a token may be made out for longer than 292 years.
        boolean tokenFirst = ttl != null && ttl.compareTo(Duration.ofNanos(age)) < 0;
        this.closeAt = now + (tokenFirst ? Math.max(0, ttl.toNanos()) : age);
        this.closeReason = tokenFirst ? Closing.TOKEN_EXPIRED : Closing.MAX_AGE;
        this.dueAt = now;
    }

    /** There may be something to do. Any thread. */
    public void wake() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::turn);
            } catch (RejectedExecutionException e) {
                // The event loop is gone, and the connection with it.
            }
        }
    }

    /** The client has gone. Any thread. */
    public void cancel() {
        cancelled = true;
        wake();
    }

    /** Ends the stream with a reason. Any thread. */
    void close(Closing reason) {
        closing = reason;
        wake();
    }

    /** New events are in the tail: of no use to a subscriber that does not read. */
    void appended() {
        if (stalledSince == -1) {
            wake();
        }
    }

    /** Called now and then by the hub, on its own thread: whether time has brought something to do. */
    void tick(long now) {
        if (now - dueAt >= 0 || isTooSlow(now)) {
            wake();
        }
    }

    /** Bytes that have piled up since the client last read. */
    long waitingBytes() {
        Feed current = feed;
        return stalledSince == -1 || current == null ? 0 : current.tail().appendedBytes() - stalledAtBytes;
    }

    private boolean isTooSlow(long now) {
        long since = stalledSince;
        return since != -1
                && (waitingBytes() > hub.settings().queueBytes()
                        || now - since > hub.settings().stallTimeout().toNanos());
    }

    private void turn() {
        scheduled.set(false);
        if (phase == Phase.CLOSED) {
            return;
        }
        if (cancelled) {
            leave();
            return;
        }
        long now = System.nanoTime();
        noteStall(now);
        Closing reason = closing;
        if (reason == null && isTooSlow(now)) {
            reason = Closing.SLOW_CLIENT;
        }
        if (reason == null && now - closeAt >= 0) {
            reason = closeReason;
        }
        if (reason != null) {
            finish(reason);
            return;
        }
        Feed current = hub.feed();
        if (current != null) {
            if (current != feed) {
                attempt++;
                dropReplay();
                feed = current;
                stalledSince = -1;
                resolve(current);
            }
            for (Runnable news = inbox.poll(); news != null; news = inbox.poll()) {
                news.run();
            }
            advance(current);
        }
        beat(System.nanoTime());
        sink.flush();
        noteStall(System.nanoTime());
    }

    private void noteStall(long now) {
        Feed current = feed;
        if (!sink.isFull()) {
            stalledSince = -1;
        } else if (stalledSince == -1 && current != null) {
            stalledAtBytes = current.tail().appendedBytes();
            stalledSince = now;
        }
    }

    private void resolve(Feed current) {
        phase = Phase.RESOLVING;
        vector = null;
        if (position != null) {
            resume(current, position);
        } else if (start instanceof Start.After after) {
            resume(current, after.position());
        } else if (start instanceof Start.Earliest) {
            check(current, null);
        } else {
            followHead(current);
            tell();
        }
    }

    private void resume(Feed current, String token) {
        Position wanted = Position.parse(token);
        if (wanted == null) {
            reset(current, Reset.Reason.MALFORMED);
            return;
        }
        long[] offsets = current.topology().vector(wanted);
        if (offsets != null && current.tail().covers(offsets)) {
            continueFrom(current, offsets);
        } else {
            check(current, wanted);
        }
    }

    /** Asks Kafka what exists. {@code wanted} is null for the oldest position, whatever it is. */
    private void check(Feed current, @Nullable Position wanted) {
        phase = Phase.CHECKING;
        int mine = ++attempt;
        hub.log().bounds().whenComplete((bounds, failure) -> {
            inbox.add(() -> {
                if (mine == attempt && phase == Phase.CHECKING) {
                    if (failure == null) {
                        checked(current, wanted, bounds);
                    } else {
                        again(current, wanted);
                    }
                }
            });
            wake();
        });
    }

    private void checked(Feed current, @Nullable Position wanted, KafkaLog.Bounds bounds) {
        boolean same = bounds.topology().equals(current.topology());
        if (wanted != null && bounds.topology().vector(wanted) == null) {
            if (same || current.topology().vector(wanted) == null) {
                reset(current, Reset.Reason.OTHER_EPOCH);
            } else {
                again(current, wanted);
            }
            return;
        }
        if (!same) {
            // The feed is about to follow; the position will be looked at again on the new one.
            hub.refresh();
            again(current, wanted);
            return;
        }
        if (wanted == null) {
            continueFrom(current, bounds.begin());
            tell();
            return;
        }
        long[] offsets = current.topology().vector(wanted);
        if (offsets == null) {
            reset(current, Reset.Reason.OTHER_EPOCH);
            return;
        }
        boolean passed = false;
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] > bounds.end()[i]) {
                reset(current, Reset.Reason.AHEAD);
                return;
            }
            passed |= offsets[i] < bounds.begin()[i];
            offsets[i] = Math.max(offsets[i], bounds.begin()[i]);
        }
        current.oldest(bounds.begin());
        if (passed) {
            position = current.topology().position(offsets).token();
            reset(current, Reset.Reason.RETENTION_PASSED, position);
        }
        continueFrom(current, offsets);
    }

    private void again(Feed current, @Nullable Position wanted) {
        hub.later(RETRY_NANOS, () -> {
            inbox.add(() -> {
                if (phase == Phase.CHECKING && current == feed) {
                    check(current, wanted);
                }
            });
            wake();
        });
    }

    /** The client's state is of no use; it reads a snapshot, and what happens from now on comes after that. */
    private void reset(Feed current, Reset.Reason reason) {
        followHead(current);
        reset(current, reason, current.tail().head().position());
    }

    private void reset(Feed current, Reset.Reason reason, String at) {
        sink.reset(new Reset(
                reason, at, current.topology().position(current.oldest()).token()));
        sent(at);
        hub.metrics().reset(reason);
    }

    private void followHead(Feed current) {
        Tail.Head head = current.tail().head();
        vector = null;
        cursor = head.cursor();
        position = head.position();
        phase = Phase.FOLLOWING;
    }

    private void continueFrom(Feed current, long[] offsets) {
        dropReplay();
        vector = offsets;
        position = current.topology().position(offsets).token();
        cursor = current.tail().join(offsets);
        if (cursor >= 0) {
            phase = Phase.FOLLOWING;
            return;
        }
        phase = Phase.REPLAYING;
        long[] to = current.tail().next();
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i], offsets[i]);
        }
        replay = hub.replays().open(hub.log(), current, offsets, to, filter);
        readOn(replay);
    }

    private void readOn(Replays.Replay from) {
        int mine = ++attempt;
        from.next((read, failure) -> {
            inbox.add(() -> {
                if (mine == attempt && phase == Phase.REPLAYING) {
                    if (read == null) {
                        failedReplay();
                    } else {
                        chunk = read;
                        items.addAll(read.items());
                    }
                }
            });
            wake();
        });
    }

    /** Removed under our eyes, or Kafka away: look again from where the client is. */
    private void failedReplay() {
        dropReplay();
        Feed current = feed;
        Position reached = position == null ? null : Position.parse(position);
        phase = Phase.CHECKING;
        if (current != null) {
            attempt++;
            again(current, reached);
        }
    }

    private void advance(Feed current) {
        if (phase == Phase.REPLAYING) {
            deliver(current);
        }
        if (phase == Phase.FOLLOWING) {
            follow(current);
        }
    }

    private void deliver(Feed current) {
        while (!items.isEmpty()) {
            if (sink.isFull()) {
                return;
            }
            Replays.Item item = items.remove();
            position = item.position();
            sink.event(item.position(), item.event());
            sent(item.position());
        }
        Replays.Chunk read = chunk;
        Replays.Replay reading = replay;
        if (read == null || reading == null) {
            return;
        }
        chunk = null;
        position = current.topology().position(read.next()).token();
        if (read.last()) {
            continueFrom(current, read.next());
        } else {
            readOn(reading);
        }
    }

    private void follow(Feed current) {
        Tail tail = current.tail();
        for (int i = 0; i < BATCHES; i++) {
            if (sink.isFull()) {
                return;
            }
            int count = tail.read(cursor, batch);
            if (count < 0) {
                missed(current);
                return;
            }
            for (int j = 0; j < count && !sink.isFull(); j++) {
                cursor++;
                pass(current, batch[j]);
            }
            if (count == 0) {
                caughtUp(tail);
                return;
            }
        }
        wake();
    }

    private void pass(Feed current, Tail.Entry entry) {
        long[] offsets = vector;
        if (offsets != null) {
            if (entry.offset() < offsets[entry.partition()]) {
                return;
            }
            offsets[entry.partition()] = entry.offset() + 1;
            position = current.topology().position(offsets).token();
        } else {
            position = entry.position();
        }
        if (filter.matches(entry.event())) {
            sink.event(position, entry.event());
            sent(position);
        } else if (++untold >= TOLD_AFTER) {
            tell();
        }
    }

    private void caughtUp(Tail tail) {
        if (vector != null) {
            String head = tail.sameAsHead(cursor, vector);
            if (head != null) {
                position = head;
                vector = null;
            }
        } else {
            Tail.Head head = tail.head();
            if (head.cursor() == cursor) {
                position = head.position();
            }
        }
    }

    /** The tail has moved past the cursor: the log still has what was missed. */
    private void missed(Feed current) {
        long[] offsets = vector;
        if (offsets == null) {
            Position reached = position == null ? null : Position.parse(position);
            offsets = reached == null ? null : current.topology().vector(reached);
        }
        if (offsets == null) {
            throw new IllegalStateException("a position of this feed does not fit it");
        }
        continueFrom(current, offsets);
    }

    private void beat(long now) {
        long heartbeat = hub.settings().heartbeat().toNanos();
        if (now - lastSent >= heartbeat) {
            if (position != null && !position.equals(told)) {
                tell();
            } else {
                sink.heartbeat();
                lastSent = now;
            }
        }
        long nextBeat = lastSent + heartbeat;
        dueAt = nextBeat - closeAt < 0 ? nextBeat : closeAt;
    }

    private void tell() {
        if (position != null) {
            sink.position(position);
            sent(position);
        }
    }

    private void sent(String at) {
        told = at;
        untold = 0;
        lastSent = System.nanoTime();
    }

    private void dropReplay() {
        items.clear();
        chunk = null;
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }

    private void finish(Closing reason) {
        hub.metrics().closed(reason);
        sink.closing(reason, position);
        sink.flush();
        sink.end();
        leave();
    }

    private void leave() {
        phase = Phase.CLOSED;
        attempt++;
        dropReplay();
        inbox.clear();
        feed = null;
        hub.remove(this);
    }

    @Override
    public String toString() {
        return "subscription " + phase + " at " + position + ", silent for "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSent) + " ms, filter " + filter
                + new ArrayList<>(List.of(start));
    }
}
