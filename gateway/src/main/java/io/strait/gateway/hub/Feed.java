package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The stream as one reading of the log has it: a topology that does not change, and the tail. When topics or partitions
 * change, or the reader has to start over, a new feed takes its place and subscribers resume on it from their positions,
 * exactly as if they had reconnected. Thread-safe.
 */
final class Feed {
    private final Topology topology;
    private final Tail tail;
    private volatile long[] oldest;

    /** Goes with the last subscriber of the filter. */
    private final Map<Filter, Verdicts> verdicts = new WeakHashMap<>();

    Feed(Topology topology, Tail tail, long[] oldest) {
        this.topology = topology;
        this.tail = tail;
        this.oldest = oldest;
    }

    Topology topology() {
        return topology;
    }

    Tail tail() {
        return tail;
    }

    /** What {@code filter} says of the events in the tail, for all subscribers that have it. */
    Verdicts verdicts(Filter filter) {
        synchronized (verdicts) {
            return verdicts.computeIfAbsent(filter, absent -> new Verdicts(tail.capacity()));
        }
    }

    /** The oldest offsets that Kafka still had when last asked; not to be changed. */
    long[] oldest() {
        return oldest;
    }

    void oldest(long[] offsets) {
        oldest = offsets;
    }
}
