package io.strait.gateway.hub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest events in memory, shared by all subscribers: one thread appends, each subscriber reads at its own cursor.
 * What a slow subscriber has not read yet therefore costs nothing beyond this. Bounded by count and bytes, the oldest go
 * first. Thread-safe.
 */
final class Tail {
    /** An event with its place in the log; {@code position} is the token of the place just after it. */
    record Entry(int partition, long offset, String position, HubEvent event) {}

    /** Where the tail ends: the cursor of the next event, and the token of that place. */
    record Head(long cursor, String position) {}

    private final Topology topology;
    private final Entry[] ring;
    private final long maxBytes;

    /** Of every partition, from which offset on all events are held, and up to which the log was read. */
    private final long[] from;

    private final long[] next;
    private final Map<String, HubEvent> byId = new HashMap<>();
    private long first;
    private long end;
    private long bytes;
    private @Nullable String position;
    private volatile long appendedBytes;

    /** @param from the offsets from which on events will be appended */
    Tail(Topology topology, long[] from, int maxEvents, long maxBytes) {
        this.topology = topology;
        this.from = from.clone();
        this.next = from.clone();
        this.ring = new Entry[maxEvents];
        this.maxBytes = maxBytes;
    }

    synchronized void append(int partition, long offset, HubEvent event) {
        next[partition] = offset + 1;
        String after = topology.position(next).token();
        position = after;
        while (end - first == ring.length || (bytes + event.size() > maxBytes && end > first)) {
            evict();
        }
        ring[(int) (end % ring.length)] = new Entry(partition, offset, after, event);
        end++;
        byId.put(event.id(), event);
        bytes += event.size();
        appendedBytes += event.size();
    }

    private void evict() {
        int slot = (int) (first % ring.length);
        Entry gone = ring[slot];
        from[gone.partition()] = gone.offset() + 1;
        bytes -= gone.event().size();
        // By identity: of two events of one id, far apart, the newer stays when the older goes.
        byId.computeIfPresent(gone.event().id(), (id, held) -> held == gone.event() ? null : held);
        @SuppressWarnings("NullAway") // an empty slot is never read: cursors below 'first' are refused
        Entry none = null;
        ring[slot] = none;
        first++;
    }

    /** The log was read up to {@code offset}, with nothing to hand out since the last event. */
    synchronized void advance(int partition, long offset) {
        if (offset > next[partition]) {
            next[partition] = offset;
            position = null;
        }
    }

    synchronized Head head() {
        if (position == null) {
            position = topology.position(next).token();
        }
        return new Head(end, position);
    }

    /** The event of that id, while it is held. */
    synchronized @Nullable HubEvent find(String id) {
        return byId.get(id);
    }

    /** A copy of the offsets up to which the log was read. */
    synchronized long[] next() {
        return next.clone();
    }

    /** Whether every event between {@code vector} and the head is held, and {@code vector} is not beyond the head. */
    synchronized boolean covers(long[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] < from[i] || vector[i] > next[i]) {
                return false;
            }
        }
        return true;
    }

    /** The cursor to read from, skipping what is before {@code vector}; -1 when events after it are gone already. */
    synchronized long join(long[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] < from[i]) {
                return -1;
            }
        }
        return Arrays.equals(vector, next) ? end : first;
    }

    /** Copies entries from {@code cursor} on; how many, or -1 when the one at {@code cursor} is gone already. */
    synchronized int read(long cursor, Entry[] into) {
        if (cursor < first) {
            return -1;
        }
        int count = (int) Math.min(into.length, end - cursor);
        for (int i = 0; i < count; i++) {
            into[i] = ring[(int) ((cursor + i) % ring.length)];
        }
        return count;
    }

    /**
     * The token of the head when a subscriber at {@code cursor} that has had everything before {@code vector} is exactly
     * there, else null. From then on the entries' own positions are its positions.
     */
    synchronized @Nullable String sameAsHead(long cursor, long[] vector) {
        if (cursor != end) {
            return null;
        }
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > next[i]) {
                return null;
            }
        }
        return head().position();
    }

    /** Events held at most. */
    int capacity() {
        return ring.length;
    }

    /** Bytes of all events ever appended. */
    long appendedBytes() {
        return appendedBytes;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long events() {
        return end - first;
    }
}
