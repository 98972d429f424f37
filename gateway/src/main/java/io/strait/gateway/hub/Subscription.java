package io.strait.gateway.hub;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber: when it gets a turn, how long it may live, and how long it may not read. What it is sent in its turns is
 * the business of its {@link Course}.
 *
 * <p>All state belongs to the executor (one thread, an event loop); {@link #wake}, {@link #cancel} and {@link #close} may
 * be called on any thread.
 */
public final class Subscription {
    /** How long what is there may take to be read when a subscriber has had its time. */
    private static final long FINISH_NANOS = Duration.ofSeconds(5).toNanos();

    private final String id = UUID.randomUUID().toString();
    private final Peer peer;
    private final boolean newestOnly;
    private final Hub hub;
    private final Outlet outlet;
    private final Course course;
    private final Executor executor;
    private final long closeAt;
    private final Closing closeReason;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private volatile @Nullable Closing closing;
    private volatile boolean cancelled;
    private volatile boolean finishing;
    private volatile long finishBy;
    private volatile long dueAt;

    /** Since when the client reads too slowly; -1 when it does not. */
    private volatile long stalledSince = -1;

    /** The tail's count of bytes when no more could be taken for the client; -1 while more can. */
    private volatile long fullAtBytes = -1;

    private volatile long heldBytes;
    private volatile long sentEvents;

    /** The client's place after its last turn, as far as it is known. */
    private volatile @Nullable String place;

    private volatile @Nullable Feed feed;
    private boolean left;

    /** @param ttl time until the caller's token ends, or null when it does not */
    Subscription(Hub hub, Sink sink, Executor executor, Wish wish, Peer peer, @Nullable Duration ttl) {
        this.peer = peer;
        this.newestOnly = wish.newestOnly();
        this.hub = hub;
        this.outlet =
                new Outlet(sink, wish.newestOnly() ? new Backlog(hub.settings().conflatedBytes()) : null);
        this.course = new Course(hub, outlet, wish, this::tell);
        this.executor = executor;
        long now = System.nanoTime();
        long maxAge = hub.settings().maxAge().toNanos();
        long age = maxAge - ThreadLocalRandom.current().nextLong(maxAge / 5 + 1);
        // Not by toNanos: a token may be made out for longer than 292 years.
        if (ttl != null && ttl.compareTo(Duration.ofNanos(age)) < 0) {
            this.closeAt = now + Math.max(0, ttl.toNanos());
            this.closeReason = Closing.TOKEN_EXPIRED;
        } else {
            this.closeAt = now + age;
            this.closeReason = Closing.MAX_AGE;
        }
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

    /**
     * Ends the stream on the client's wish, as soon as what is there already has been sent, with the place reached as the
     * last that is said. Any thread.
     */
    public void finish() {
        finishBy = System.nanoTime() + FINISH_NANOS;
        finishing = true;
        wake();
    }

    /** Ends the stream with a reason. Any thread. */
    void close(Closing reason) {
        closing = reason;
        wake();
    }

    /** New events are in the tail: of no use to a subscriber for which no more can be taken. */
    void appended() {
        if (fullAtBytes == -1) {
            wake();
        }
    }

    /** Called now and then by the hub, on its own thread: whether time has brought something to do. */
    void tick(long now) {
        boolean mayBeInTheWay = stalledSince != -1 && hub.replays().isAwaited();
        boolean mustFinish = finishing && now - finishBy >= 0;
        if (now - dueAt >= 0 || isTooSlow(now) || mayBeInTheWay || mustFinish) {
            wake();
        }
    }

    /** Bytes that wait for the client, in the log before its filter and in memory where only the newest do. */
    long waitingBytes() {
        return heldBytes + piledUpBytes();
    }

    /** Of this connection to this replica; nobody can guess that of another one. */
    String id() {
        return id;
    }

    /** How it stands after its last turn. Any thread. */
    Presence presence() {
        return new Presence(id, peer, newestOnly, waitingBytes(), sentEvents, lag());
    }

    private @Nullable Long lag() {
        Feed current = feed;
        String at = place;
        Position reached = at == null ? null : Position.parse(at);
        long[] offsets =
                current == null || reached == null ? null : current.topology().vector(reached);
        if (current == null || offsets == null) {
            return null;
        }
        long[] next = current.tail().next();
        long records = 0;
        for (int i = 0; i < next.length; i++) {
            records += Math.max(0, next[i] - offsets[i]);
        }
        return records;
    }

    /** Bytes that have come since no more could be taken for the client. */
    private long piledUpBytes() {
        Feed current = feed;
        long at = fullAtBytes;
        return at == -1 || current == null ? 0 : current.tail().appendedBytes() - at;
    }

    private void tell(Runnable news) {
        inbox.add(news);
        wake();
    }

    private void turn() {
        scheduled.set(false);
        if (left) {
            return;
        }
        if (cancelled) {
            leave();
            return;
        }
        try {
            long now = System.nanoTime();
            noteStall(now);
            Closing reason = reasonToClose(now);
            if (reason != null) {
                hub.metrics().closed(reason);
                outlet.close(reason, course.position());
                leave();
            } else {
                goOn();
                if (finishing && hasFinished()) {
                    outlet.finish(course.position());
                    leave();
                }
            }
        } catch (RuntimeException e) {
            // Not foreseen. The client comes back with its position; a stream that hangs, it would take for a quiet
            // one.
            hub.metrics().failed(e, course);
            leave();
            outlet.abort();
        }
    }

    private boolean hasFinished() {
        return feed == null || course.isSettled() || outlet.isBlocked() || System.nanoTime() - finishBy >= 0;
    }

    private @Nullable Closing reasonToClose(long now) {
        Closing asked = closing;
        if (asked != null) {
            return asked;
        }
        if (isTooSlow(now)) {
            return Closing.SLOW_CLIENT;
        }
        return now - closeAt >= 0 ? closeReason : null;
    }

    private void goOn() {
        Feed current = hub.feed();
        if (current != null) {
            if (current != feed) {
                feed = current;
                stalledSince = -1;
                fullAtBytes = -1;
                course.switchTo(current);
            }
            for (Runnable news = inbox.poll(); news != null; news = inbox.poll()) {
                news.run();
            }
            boolean more = course.advance();
            if (outlet.drain() || more) {
                wake();
            }
        }
        long heartbeat = hub.settings().heartbeat().toNanos();
        outlet.beat(System.nanoTime(), heartbeat, course.position());
        long nextBeat = outlet.lastSent() + heartbeat;
        dueAt = nextBeat - closeAt < 0 ? nextBeat : closeAt;
        outlet.flush();
        sentEvents = outlet.events();
        place = outlet.place(course.position());
        noteStall(System.nanoTime());
    }

    private void noteStall(long now) {
        Feed current = feed;
        if (!outlet.isBlocked()) {
            stalledSince = -1;
        } else if (stalledSince == -1 && current != null) {
            stalledSince = now;
        }
        if (!outlet.isFull()) {
            fullAtBytes = -1;
        } else if (fullAtBytes == -1 && current != null) {
            fullAtBytes = current.tail().appendedBytes();
        }
        heldBytes = outlet.heldBytes();
    }

    private boolean isTooSlow(long now) {
        long since = stalledSince;
        return since != -1
                && (piledUpBytes() > hub.settings().queueBytes()
                        || now - since > hub.settings().stallTimeout().toNanos());
    }

    private void leave() {
        left = true;
        course.leave();
        inbox.clear();
        feed = null;
        hub.remove(this);
    }

    @Override
    public String toString() {
        return "subscription " + course;
    }
}
