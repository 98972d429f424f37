package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
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
 * A new {@link Feed} leads from any phase back to RESOLVING with the position reached. FOLLOWING falls back to REPLAYING
 * when the tail has moved past the cursor while the client was still reading. There is no gap between replay and live and
 * nothing to compare there: both are offsets of one log, and the tail, which is filled all the time, is joined at exactly
 * the offsets at which the replay ended.
 *
 * <p>Belongs to the subscription's executor. Answers of others come back to it as news, see the constructor.
 */
final class Course {
    private enum Phase {
        RESOLVING,
        CHECKING,
        REPLAYING,
        FOLLOWING
    }

    private static final int BATCH = 64;

    /** Batches in one turn: other connections share the event loop. */
    private static final int BATCHES = 8;

    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final Hub hub;
    private final Outlet outlet;
    private final Filter filter;
    private final Start start;
    private final Consumer<Runnable> news;
    private final Tail.Entry[] batch = new Tail.Entry[BATCH];

    private Phase phase = Phase.RESOLVING;
    private @Nullable Feed feed;
    private @Nullable Verdicts verdicts;

    /** Of the answers that are waited for, only those of the present attempt count. */
    private int attempt;

    /** The client's place as a token, once it is known to be one of this stream. */
    private @Nullable String position;

    /** The same as offsets; null while the tail's own positions are the client's, see {@link Tail#sameAsHead}. */
    private long @Nullable [] vector;

    private long cursor;

    /** Whether the last turn has reached the end of the tail. */
    private boolean settled;

    /** Reads what is older than the tail; null when it gave its place away while the client took its time. */
    private Replays.@Nullable Replay replay;

    private Replays.@Nullable Chunk chunk;
    private final Queue<Replays.Item> items = new ArrayDeque<>();

    /** @param news takes, on any thread, what is to be run on the executor before the next {@link #advance} */
    Course(Hub hub, Outlet outlet, Wish wish, Consumer<Runnable> news) {
        this.hub = hub;
        this.outlet = outlet;
        this.filter = wish.filter();
        this.start = wish.start();
        this.news = news;
    }

    /** Up to where events were handed to the outlet, or null while that is not known. */
    @Nullable
    String position() {
        return position;
    }

    /** Whether everything that the gateway has read so far has been sent. */
    boolean isSettled() {
        return phase == Phase.FOLLOWING && settled;
    }

    /** Goes on with {@code next} from the place reached, as if the client had reconnected. */
    void switchTo(Feed next) {
        attempt++;
        dropReplay();
        feed = next;
        verdicts = filter.equals(Filter.EVERYTHING) ? null : next.verdicts(filter);
        phase = Phase.RESOLVING;
        vector = null;
        if (outlet.forget()) {
            position = outlet.told();
        }
        if (position != null) {
            resume(next, position);
        } else if (start instanceof Start.After after) {
            resume(next, after.position());
        } else if (start instanceof Start.Earliest) {
            check(next, null);
        } else {
            outlet.position(followHead(next));
        }
    }

    /** Sends what can be sent now; whether there is more that waits only for others to have had their turn. */
    boolean advance() {
        Feed current = feed;
        if (current == null) {
            return false;
        }
        if (phase == Phase.REPLAYING) {
            deliver(current);
        }
        return phase == Phase.FOLLOWING && follow(current);
    }

    /** Ends; nothing is called any more. */
    void leave() {
        attempt++;
        dropReplay();
        feed = null;
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
        hub.log()
                .bounds()
                .whenComplete((bounds, failure) -> news.accept(() -> {
                    if (mine == attempt) {
                        if (failure == null) {
                            checked(current, wanted, bounds);
                        } else {
                            checkLater(current, wanted);
                        }
                    }
                }));
    }

    private void checkLater(Feed current, @Nullable Position wanted) {
        phase = Phase.CHECKING;
        int mine = ++attempt;
        hub.later(
                RETRY_NANOS,
                () -> news.accept(() -> {
                    if (mine == attempt) {
                        check(current, wanted);
                    }
                }));
    }

    private void checked(Feed current, @Nullable Position wanted, KafkaLog.Bounds bounds) {
        boolean same = bounds.topology().equals(current.topology());
        if (wanted != null && bounds.topology().vector(wanted) == null) {
            if (same || current.topology().vector(wanted) == null) {
                reset(current, Reset.Reason.OTHER_EPOCH);
            } else {
                checkLater(current, wanted);
            }
        } else if (!same) {
            // The feed is about to follow; the position will be looked at again on the new one.
            hub.refresh();
            checkLater(current, wanted);
        } else if (wanted == null) {
            outlet.position(continueFrom(current, bounds.begin()));
        } else {
            checkedOffsets(current, wanted, bounds);
        }
    }

    private void checkedOffsets(Feed current, Position wanted, KafkaLog.Bounds bounds) {
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
        String at = continueFrom(current, offsets);
        if (passed) {
            sendReset(current, Reset.Reason.RETENTION_PASSED, at);
        }
    }

    /** The client's state is of no use; it reads a snapshot, and what happens from now on comes after that. */
    private void reset(Feed current, Reset.Reason reason) {
        sendReset(current, reason, followHead(current));
    }

    private void sendReset(Feed current, Reset.Reason reason, String at) {
        outlet.reset(new Reset(
                reason, at, current.topology().position(current.oldest()).token()));
        hub.metrics().reset(reason);
    }

    /** Goes on with what comes next. Returns the place; the head may have moved on already. */
    private String followHead(Feed current) {
        Tail.Head head = current.tail().head();
        vector = null;
        cursor = head.cursor();
        position = head.position();
        phase = Phase.FOLLOWING;
        return head.position();
    }

    private String continueFrom(Feed current, long[] offsets) {
        dropReplay();
        String at = current.topology().position(offsets).token();
        vector = offsets;
        position = at;
        cursor = current.tail().join(offsets);
        if (cursor >= 0) {
            phase = Phase.FOLLOWING;
            return at;
        }
        phase = Phase.REPLAYING;
        long[] to = current.tail().next();
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i], offsets[i]);
        }
        Replays.Replay opened = hub.replays().open(hub.log(), current, offsets, to, filter);
        replay = opened;
        readOn(opened);
        return at;
    }

    private void readOn(Replays.Replay from) {
        int mine = ++attempt;
        from.next((read, failure) -> news.accept(() -> {
            if (mine != attempt) {
                return;
            }
            if (read == null) {
                failedReplay();
            } else {
                chunk = read;
                items.addAll(read.items());
            }
        }));
    }

    /** Removed under our eyes, or Kafka away: look again from where the client is. */
    private void failedReplay() {
        dropReplay();
        Feed current = feed;
        if (current != null) {
            checkLater(current, position == null ? null : Position.parse(position));
        }
    }

    private void deliver(Feed current) {
        Replays.Chunk read = chunk;
        if (read == null) {
            return;
        }
        while (!items.isEmpty()) {
            if (outlet.isFull()) {
                giveWay();
                return;
            }
            Replays.Item item = items.remove();
            position = item.position();
            outlet.event(item.position(), item.event());
        }
        chunk = null;
        position = current.topology().position(read.next()).token();
        Replays.Replay reading = replay;
        if (read.last() || reading == null) {
            continueFrom(current, read.next());
        } else {
            readOn(reading);
        }
    }

    /** A client that takes its time must not keep others from the few places there are; what was read for it stays. */
    private void giveWay() {
        Replays.Replay idle = replay;
        if (idle != null && hub.replays().isAwaited()) {
            idle.close();
            replay = null;
        }
    }

    private boolean follow(Feed current) {
        Tail tail = current.tail();
        settled = false;
        for (int i = 0; i < BATCHES; i++) {
            if (outlet.isFull()) {
                return false;
            }
            int count = tail.read(cursor, batch);
            if (count < 0) {
                missed(current);
                return false;
            }
            for (int j = 0; j < count && !outlet.isFull(); j++) {
                pass(current, batch[j], cursor++);
            }
            if (count == 0) {
                caughtUp(tail);
                settled = true;
                return false;
            }
        }
        return true;
    }

    private void pass(Feed current, Tail.Entry entry, long place) {
        long[] offsets = vector;
        String at;
        if (offsets == null) {
            at = entry.position();
        } else if (entry.offset() < offsets[entry.partition()]) {
            return;
        } else {
            offsets[entry.partition()] = entry.offset() + 1;
            at = current.topology().position(offsets).token();
        }
        position = at;
        if (verdicts == null || verdicts.passes(filter, place, entry.event())) {
            outlet.event(at, entry.event());
        } else {
            outlet.skipped(at);
        }
    }

    private void caughtUp(Tail tail) {
        long[] offsets = vector;
        if (offsets != null) {
            String head = tail.sameAsHead(cursor, offsets);
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

    private void dropReplay() {
        items.clear();
        chunk = null;
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }

    @Override
    public String toString() {
        return phase + " at " + position + ", start " + start + ", filter " + filter;
    }
}
