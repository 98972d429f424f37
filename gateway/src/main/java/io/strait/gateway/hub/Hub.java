package io.strait.gateway.hub;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The change events of all topics, for any number of subscribers. It holds no state that Kafka does not have, so any
 * replica of the gateway can go on where another one stopped. Thread-safe.
 */
public final class Hub implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final HubSettings settings;
    private final HubMetrics metrics;
    private final Replays replays;
    private final FeedReader reader;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Feed feed;
    private volatile @Nullable KafkaLog log;
    private volatile boolean draining;
    private volatile long waitingBytes;

    private Hub(HubSettings settings, Map<String, Object> kafka, MeterRegistry registry) {
        this.settings = settings;
        this.metrics = new HubMetrics(registry);
        this.places = new AtomicInteger(settings.maxClients());
        this.replays = new Replays(settings.maxReplays(), metrics);
        ScheduledThreadPoolExecutor ticks = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "strait-hub-timer");
            thread.setDaemon(true);
            return thread;
        });
        ticks.setRemoveOnCancelPolicy(true);
        this.timer = ticks;
        this.reader = new FeedReader(
                settings,
                kafka,
                metrics,
                access -> log = access,
                this::offer,
                () -> subscriptions.forEach(Subscription::appended));
        metrics.gauge("strait.hub.clients", null, this, Hub::clients);
        metrics.gauge("strait.hub.lag", null, this, hub -> hub.reader.lag());
        metrics.gauge("strait.hub.queue", "bytes", this, hub -> hub.waitingBytes);
        metrics.gauge("strait.hub.tail", "bytes", this, hub -> {
            Feed current = hub.feed;
            return current == null ? 0 : current.tail().bytes();
        });
        metrics.gauge("strait.hub.tail.events", null, this, hub -> {
            Feed current = hub.feed;
            return current == null ? 0 : current.tail().events();
        });
    }

    /**
     * Starts reading; returns at once, whether or not Kafka answers.
     *
     * @param kafka settings of the Kafka clients, {@code bootstrap.servers} and security
     */
    public static Hub start(HubSettings settings, Map<String, Object> kafka, MeterRegistry registry) {
        Hub hub = new Hub(settings, kafka, registry);
        hub.reader.start();
        hub.timer.scheduleAtFixedRate(hub::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return hub;
    }

    /** Whether the stream has caught up with Kafka once; it stays so when Kafka goes away later. */
    public boolean isReady() {
        return feed != null;
    }

    /** Subscribers at the moment. */
    public int clients() {
        return subscriptions.size();
    }

    /**
     * Subscribers in the order of their ids.
     *
     * @param after the id after which to begin, or null for the first
     * @param limit how many at most
     */
    public List<Presence> subscribers(@Nullable String after, int limit) {
        return subscriptions.stream()
                .filter(one -> after == null || one.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Subscription::id))
                .limit(limit)
                .map(Subscription::presence)
                .toList();
    }

    /** The subscriber of that id, while it is connected. */
    public Optional<Presence> subscriber(String id) {
        return find(id).map(Subscription::presence);
    }

    /** Ends the stream of one subscriber, with a reason that it is told; whether there is such a one. Returns at once. */
    public boolean disconnect(String id) {
        Optional<Subscription> found = find(id);
        found.ifPresent(one -> one.close(Closing.DISCONNECTED_BY_AN_ADMINISTRATOR));
        return found.isPresent();
    }

    private Optional<Subscription> find(String id) {
        return subscriptions.stream().filter(one -> one.id().equals(id)).findAny();
    }

    /** The topics that are read. */
    public List<String> topics() {
        Feed current = feed;
        return current == null
                ? List.of()
                : current.topology().topics().stream().map(Topology.Topic::name).toList();
    }

    /**
     * The place up to which this replica has read, empty until it {@link #isReady is ready}. Taken before a state is
     * read, it is a place to subscribe from without a hole: what is committed later is published later still. Some
     * events after it may be in the state already, because publishing follows the commit.
     */
    public Optional<String> currentPosition() {
        Feed current = feed;
        return current == null
                ? Optional.empty()
                : Optional.of(current.tail().head().position());
    }

    /** The event of that id, while it is among the newest, which are kept in memory. */
    public Optional<HubEvent> event(String id) {
        Feed current = feed;
        return current == null
                ? Optional.empty()
                : Optional.ofNullable(current.tail().find(id));
    }

    /** Whether {@code token} has the form of a position; whether there is such a place is another question. */
    public static boolean isPosition(String token) {
        return Position.parse(token) != null;
    }

    /**
     * Begins to serve a subscriber; every call of {@code sink} happens on {@code executor}.
     *
     * @param executor runs one task at a time, in order
     * @param ttl time until the stream must end because the caller's token does, or null
     */
    public Subscription subscribe(Sink sink, Executor executor, Wish wish, Peer peer, @Nullable Duration ttl) {
        Subscription subscription = new Subscription(this, sink, executor, wish, peer, ttl);
        subscriptions.add(subscription);
        if (places.decrementAndGet() < 0) {
            subscription.close(Closing.OVERLOADED);
        } else if (draining) {
            subscription.close(Closing.SHUTTING_DOWN);
        } else {
            subscription.wake();
        }
        return subscription;
    }

    /**
     * Sends the subscribers away, one after the other over the configured time so that they do not all arrive at the
     * other replicas at once; new ones are sent away immediately. Returns at once.
     */
    public void drain() {
        if (draining) {
            return;
        }
        draining = true;
        List<Subscription> all = new ArrayList<>(subscriptions);
        long nanos = settings.drain().toNanos();
        for (int i = 0; i < all.size(); i++) {
            Subscription one = all.get(i);
            later(nanos * i / all.size(), () -> one.close(Closing.SHUTTING_DOWN));
        }
    }

    /** Whether {@link #drain} has nobody left to send away. */
    public boolean isDrained() {
        return draining && subscriptions.isEmpty();
    }

    @Override
    public void close() {
        draining = true;
        subscriptions.forEach(subscription -> subscription.close(Closing.SHUTTING_DOWN));
        timer.shutdownNow();
        reader.close();
        replays.close();
    }

    HubSettings settings() {
        return settings;
    }

    HubMetrics metrics() {
        return metrics;
    }

    Replays replays() {
        return replays;
    }

    @Nullable
    Feed feed() {
        return feed;
    }

    /** Access to Kafka, which is there whenever there is a feed. */
    KafkaLog log() {
        KafkaLog access = log;
        if (access == null) {
            throw new IllegalStateException("no feed yet");
        }
        return access;
    }

    void refresh() {
        reader.refresh();
    }

    void later(long nanos, Runnable task) {
        try {
            timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The hub is closed, and with it whoever would have been waited for.
        }
    }

    void remove(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            places.incrementAndGet();
        }
    }

    private void offer(Feed next) {
        feed = next;
        subscriptions.forEach(Subscription::wake);
    }

    private void tick() {
        long now = System.nanoTime();
        long most = 0;
        for (Subscription subscription : subscriptions) {
            subscription.tick(now);
            most = Math.max(most, subscription.waitingBytes());
        }
        waitingBytes = most;
    }
}
