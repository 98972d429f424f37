package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads older parts of the log from Kafka for subscribers whose position lies before the tail. A bounded number at a
 * time: each has a consumer with its buffers, and a thread only while a chunk is read, so a subscriber that takes its
 * time holds no thread; one that does not read at all gives its place away, see {@link Course}. Thread-safe.
 */
final class Replays implements AutoCloseable {
    private static final int FETCH_BYTES = 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(500);

    private final HubMetrics metrics;
    private final ExecutorService threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Replays(int max, HubMetrics metrics) {
        this.metrics = metrics;
        this.free = max;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(max, task -> {
            Thread thread = new Thread(task, "strait-hub-replay-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** An event of a replay; {@code position} is the place just after it. */
    record Item(String position, HubEvent event) {}

    /** Some events that passed the filter, and the next offsets after all that was read for them. */
    record Chunk(List<Item> items, long[] next, boolean last) {}

    /** What became of {@link Replay#next}; called on any thread. */
    interface Callback {
        void done(@Nullable Chunk chunk, @Nullable Throwable failure);
    }

    /** The events from {@code from} up to, not including, {@code to}. */
    Replay open(KafkaLog log, Feed feed, long[] from, long[] to, Filter filter) {
        metrics.replay();
        return new Replay(log, feed, from, to, filter);
    }

    /** Whether somebody waits for a place. */
    boolean isAwaited() {
        synchronized (this) {
            return !waiting.isEmpty();
        }
    }

    private void acquire(Runnable granted) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(granted);
                return;
            }
            free--;
        }
        granted.run();
    }

    private void release() {
        Runnable granted;
        synchronized (this) {
            granted = waiting.poll();
            if (granted == null) {
                free++;
                return;
            }
        }
        granted.run();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One subscriber's way through the log. One {@link #next} at a time. Thread-safe. */
    final class Replay {
        private final KafkaLog log;
        private final Feed feed;
        private final long[] to;
        private final Filter filter;

        /** Of the reading thread only. */
        private final long[] next;

        private final long[] from;
        private final EventReader events;
        private @Nullable Consumer<byte[], byte[]> consumer;

        /** Guarded by this. */
        private boolean granted;

        private boolean busy;
        private boolean closed;

        private Replay(KafkaLog log, Feed feed, long[] from, long[] to, Filter filter) {
            this.log = log;
            this.feed = feed;
            this.from = from.clone();
            this.next = from.clone();
            this.to = to.clone();
            this.filter = filter;
            this.events = new EventReader(from.length, metrics);
        }

        /** Reads a chunk, as soon as it is this replay's turn. A chunk may be empty: then ask again. */
        void next(Callback callback) {
            boolean first;
            synchronized (this) {
                busy = true;
                first = !granted;
                granted = true;
            }
            Runnable reading = () -> submit(() -> read(callback));
            if (first) {
                acquire(reading);
            } else {
                reading.run();
            }
        }

        /** Gives the place to the next in line. May be called at any time, also twice. */
        void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
                if (busy || !granted) {
                    return;
                }
            }
            submit(this::free);
        }

        private void submit(Runnable task) {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                // The gateway stops.
            }
        }

        private void read(Callback callback) {
            Chunk chunk = null;
            Throwable failure = null;
            boolean wanted;
            synchronized (this) {
                wanted = !closed;
            }
            if (wanted) {
                try {
                    chunk = chunk();
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            boolean free;
            synchronized (this) {
                busy = false;
                free = closed;
            }
            if (free) {
                free();
            } else {
                callback.done(chunk, failure);
            }
        }

        private void free() {
            if (consumer != null) {
                try {
                    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
                } catch (RuntimeException e) {
                    // Nothing is lost: the consumer has no state of its own.
                }
                consumer = null;
            }
            release();
        }

        private Chunk chunk() {
            if (consumer == null) {
                consumer = log.consumer("replay", FETCH_BYTES);
                List<TopicPartition> wanted = new ArrayList<>();
                for (int i = 0; i < next.length; i++) {
                    if (next[i] < to[i]) {
                        wanted.add(feed.topology().partition(i));
                    }
                }
                consumer.assign(wanted);
                for (TopicPartition partition : wanted) {
                    int i = feed.topology().index(partition);
                    // Not before the oldest: what was removed cannot be read, not even for its ids.
                    long begin = Math.min(feed.oldest()[i], next[i]);
                    consumer.seek(partition, EventReader.warmUpFrom(next[i], begin));
                }
            }
            List<Item> items = new ArrayList<>();
            if (!consumer.assignment().isEmpty()) {
                read(consumer.poll(POLL), items);
                List<TopicPartition> done = new ArrayList<>();
                for (TopicPartition partition : consumer.assignment()) {
                    int i = feed.topology().index(partition);
                    next[i] = Math.max(next[i], Math.min(to[i], consumer.position(partition)));
                    if (next[i] >= to[i]) {
                        done.add(partition);
                    }
                }
                consumer.pause(done);
            }
            boolean last = true;
            for (int i = 0; i < next.length; i++) {
                last &= next[i] >= to[i];
            }
            return new Chunk(items, next.clone(), last);
        }

        private void read(ConsumerRecords<byte[], byte[]> records, List<Item> items) {
            for (TopicPartition partition : records.partitions()) {
                int i = feed.topology().index(partition);
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    if (record.offset() >= to[i]) {
                        break;
                    }
                    HubEvent event = events.read(i, record, false);
                    if (record.offset() < from[i]) {
                        continue;
                    }
                    next[i] = record.offset() + 1;
                    if (event != null && filter.matches(event)) {
                        items.add(new Item(feed.topology().position(next).token(), event));
                    }
                }
            }
        }
    }
}
