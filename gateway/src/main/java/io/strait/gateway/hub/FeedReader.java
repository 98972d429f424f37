package io.strait.gateway.hub;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads all partitions into the tail. It offers a {@link Feed} when it has caught up with the end of
 * the log as it was at the beginning, and a new one whenever topics or partitions change or its place in the log is gone.
 * While Kafka is away it tries on and says so once.
 */
final class FeedReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final long BACKOFF_MILLIS = 1000;

    private final HubSettings settings;
    private final Map<String, Object> kafka;
    private final HubMetrics metrics;
    private final Consumer<KafkaLog> onLog;
    private final Consumer<Feed> onFeed;
    private final Runnable onEvents;
    private final Thread thread = new Thread(this::run, "strait-hub-feed");
    private final Semaphore refreshWanted = new Semaphore(0);
    private final CompletableFuture<Boolean> stop = new CompletableFuture<>();

    private boolean connected = true;
    private @Nullable Topology known;
    private long missingSince = -1;
    private volatile long lag;
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<byte[], byte[]> reading;

    /**
     * @param onLog gets the access to Kafka as soon as there is one, once
     * @param onFeed gets each new feed
     * @param onEvents is called after events were appended to the feed
     */
    FeedReader(
            HubSettings settings,
            Map<String, Object> kafka,
            HubMetrics metrics,
            Consumer<KafkaLog> onLog,
            Consumer<Feed> onFeed,
            Runnable onEvents) {
        this.settings = settings;
        this.kafka = kafka;
        this.metrics = metrics;
        this.onLog = onLog;
        this.onFeed = onFeed;
        this.onEvents = onEvents;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Records between the tail and the end of the log, when last looked at. */
    long lag() {
        return lag;
    }

    /** Looks for changed topics now rather than at the next turn. */
    void refresh() {
        refreshWanted.release();
    }

    private void run() {
        KafkaLog log = null;
        try {
            while (!stop.isDone()) {
                try {
                    if (log == null) {
                        log = new KafkaLog(kafka, settings.topics());
                        onLog.accept(log);
                    }
                    read(log, awaitBounds(log));
                } catch (InvalidOffsetException e) {
                    metrics.restarting("the reader's place in the log is gone");
                    pause(100);
                } catch (WakeupException | InterruptException | InterruptedException e) {
                    return;
                } catch (ExecutionException | TimeoutException | KafkaException e) {
                    connected(false);
                    pause(BACKOFF_MILLIS);
                } catch (RuntimeException e) {
                    // Not foreseen, but a gateway without events until its next restart would be worse.
                    metrics.failed(e);
                    pause(BACKOFF_MILLIS);
                }
            }
        } finally {
            if (log != null) {
                log.close();
            }
        }
    }

    private KafkaLog.Bounds awaitBounds(KafkaLog log)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            CompletableFuture<KafkaLog.Bounds> asked = log.bounds();
            CompletableFuture.anyOf(asked, stop).get(30, TimeUnit.SECONDS);
            if (stop.isDone()) {
                throw new InterruptedException("the hub is closed");
            }
            KafkaLog.Bounds bounds = asked.get();
            connected(true);
            if (!waitFurther(bounds.topology())) {
                return bounds;
            }
            pause(Math.min(500, settings.refresh().toMillis()));
        }
    }

    /**
     * Whether topics are missing that were there before, or may be made any moment because everything starts at once.
     * A broker that has just come up may not know its topics yet, and to go on without them would reset every client.
     */
    private boolean waitFurther(Topology found) {
        List<String> missing = missing(found);
        if (known != null) {
            missing = missing.stream()
                    .filter(topic ->
                            known.topics().stream().anyMatch(one -> one.name().equals(topic)))
                    .toList();
        }
        if (missing.isEmpty()) {
            missingSince = -1;
            return false;
        }
        long now = System.nanoTime();
        if (missingSince == -1) {
            missingSince = now;
        }
        return now - missingSince < settings.missingTopicGrace().toNanos();
    }

    private List<String> missing(Topology found) {
        return settings.topics().stream()
                .filter(topic ->
                        found.topics().stream().noneMatch(one -> one.name().equals(topic)))
                .toList();
    }

    /** Reads until the hub is closed or the topology has changed. */
    private void read(KafkaLog log, KafkaLog.Bounds bounds) throws InterruptedException {
        Topology topology = bounds.topology();
        missingSince = -1;
        int size = topology.size();
        long[] from = new long[size];
        for (int i = 0; i < size; i++) {
            from[i] = Math.max(bounds.begin()[i], bounds.end()[i] - settings.warmUp());
        }
        Tail tail = new Tail(topology, from, settings.tailEvents(), settings.tailBytes());
        Feed feed = new Feed(topology, tail, bounds.begin());
        EventReader events = new EventReader(size, metrics);
        boolean offered = false;
        CompletableFuture<KafkaLog.Bounds> refresh = null;
        long refreshAt = System.nanoTime() + settings.refresh().toNanos();
        try (var consumer = log.consumer("feed", FETCH_BYTES)) {
            reading = consumer;
            consumer.assign(topology.partitions());
            for (int i = 0; i < size; i++) {
                consumer.seek(topology.partition(i), EventReader.warmUpFrom(from[i], bounds.begin()[i]));
            }
            while (!stop.isDone()) {
                if (size == 0) {
                    pause(POLL.toMillis());
                } else if (append(consumer.poll(POLL), topology, from, tail, events)) {
                    onEvents.run();
                }
                lag = 0;
                for (int i = 0; i < size; i++) {
                    TopicPartition partition = topology.partition(i);
                    tail.advance(i, consumer.position(partition));
                    lag += consumer.currentLag(partition).orElse(0);
                }
                if (!offered && hasReached(tail.next(), bounds.end())) {
                    offered = true;
                    known = topology;
                    metrics.started(topology, missing(topology));
                    onFeed.accept(feed);
                }
                if (refresh == null) {
                    if (refreshWanted.drainPermits() > 0 || System.nanoTime() - refreshAt >= 0) {
                        refresh = log.bounds();
                    }
                } else if (refresh.isDone()) {
                    refreshAt = System.nanoTime() + settings.refresh().toNanos();
                    KafkaLog.Bounds found = answer(refresh);
                    refresh = null;
                    if (found != null && !found.topology().equals(topology) && !waitFurther(found.topology())) {
                        metrics.restarting("topics or partitions have changed");
                        return;
                    }
                    if (found != null && found.topology().equals(topology)) {
                        missingSince = -1;
                        feed.oldest(found.begin());
                    }
                }
            }
        }
    }

    private KafkaLog.@Nullable Bounds answer(CompletableFuture<KafkaLog.Bounds> refresh) {
        try {
            KafkaLog.Bounds found = refresh.join();
            connected(true);
            return found;
        } catch (java.util.concurrent.CompletionException e) {
            connected(false);
            return null;
        }
    }

    private boolean append(
            ConsumerRecords<byte[], byte[]> records, Topology topology, long[] from, Tail tail, EventReader events) {
        boolean appended = false;
        for (TopicPartition partition : records.partitions()) {
            int index = topology.index(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                boolean wanted = record.offset() >= from[index];
                HubEvent event = events.read(index, record, wanted);
                if (wanted && event != null) {
                    tail.append(index, record.offset(), event);
                    metrics.event(partition.topic());
                    appended = true;
                }
            }
        }
        return appended;
    }

    private static boolean hasReached(long[] next, long[] end) {
        for (int i = 0; i < end.length; i++) {
            if (next[i] < end[i]) {
                return false;
            }
        }
        return true;
    }

    private void connected(boolean now) {
        if (now != connected) {
            connected = now;
            metrics.connected(now);
        }
    }

    private void pause(long millis) {
        try {
            stop.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Slept as long as wanted.
        } catch (ExecutionException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.complete(true);
        // Not by interrupt, which Kafka's consumer takes for a fault.
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
