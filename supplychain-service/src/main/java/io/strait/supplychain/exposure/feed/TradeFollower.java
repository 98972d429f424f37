package io.strait.supplychain.exposure.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strait.events.TradeEvent;
import io.strait.supplychain.exposure.ExposureConfig;
import io.strait.supplychain.exposure.storage.FeedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of trade-service, from the beginning of the topic at first, then from the positions in the database.
 * It belongs to no consumer group: a group's offsets commit apart from the rows. Of several replicas the one with the
 * lease follows; that saves work, and what keeps a row from being stored twice or lost is {@link EventIntake}.
 *
 * <p>Nothing gives up: without Kafka or the database it tries again. Where events are gone from Kafka before they were
 * read, it goes on with the first that is there, and everything is fetched from trade-service.
 *
 * <p>One daemon thread does the work.
 */
@ApplicationScoped
public class TradeFollower {
    private static final Logger LOG = Logger.getLogger(TradeFollower.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration NEW_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    private static final int API_TIMEOUT_MILLIS = 5_000;
    private static final int MAX_RECORDS = 200;

    private final FeedStore feed;
    private final EventIntake intake;
    private final ExposureConfig config;
    private final FeedMetrics metrics;
    private final String bootstrapServers;
    private final String owner = UUID.randomUUID().toString();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "trade-follower");
    private volatile boolean following;
    private volatile boolean replay;
    private volatile boolean troubled;

    TradeFollower(
            FeedStore feed,
            EventIntake intake,
            ExposureConfig config,
            FeedMetrics metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.feed = feed;
        this.intake = intake;
        this.config = config;
        this.metrics = metrics;
        this.bootstrapServers = bootstrapServers;
        this.thread.setDaemon(true);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        closing.countDown();
        try {
            thread.join(STOP_GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this replica follows. */
    public boolean isFollowing() {
        return following;
    }

    /** Whether no events come, because Kafka or the database is away. */
    boolean isTroubled() {
        return troubled;
    }

    private void following(boolean now) {
        following = now;
        metrics.following(now);
    }

    /** Looks at the positions of the database again, as a replica that takes over does. */
    void startOver() {
        replay = true;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                following(feed.lease(owner, config.lease()));
                if (following) {
                    follow();
                }
            } catch (EventIntake.Overtaken e) {
                LOG.infof("Reads its positions again: %s", e.getMessage());
            } catch (RuntimeException e) {
                trouble(e);
            } catch (Error e) { // A follower that dies silently would stop all figures.
                LOG.error("Follower failed, starts over", e);
            }
            pause();
        }
        following(false);
        try {
            feed.release(owner);
        } catch (RuntimeException e) {
            LOG.debugf("Lease not released: cause=%s", e.toString());
        }
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = consumer()) {
            replay = false;
            Map<Integer, @Nullable Long> held = new HashMap<>();
            long leased = System.nanoTime();
            long assigned = System.nanoTime() - NEW_PARTITIONS.toNanos();
            while (closing.getCount() > 0 && !replay) {
                long now = System.nanoTime();
                if (now - leased > config.lease().toNanos() / 3) {
                    if (!feed.lease(owner, config.lease())) {
                        following(false);
                        return;
                    }
                    leased = now;
                }
                if (now - assigned >= NEW_PARTITIONS.toNanos() && !assign(consumer, held)) {
                    pause();
                    continue;
                }
                assigned = now - assigned >= NEW_PARTITIONS.toNanos() ? now : assigned;
                poll(consumer, held);
            }
        }
    }

    private void poll(Consumer<String, byte[]> consumer, Map<Integer, @Nullable Long> held) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try {
            consumer.poll(POLL).forEach(records::add);
        } catch (OffsetOutOfRangeException e) {
            Collection<TopicPartition> gone = e.offsetOutOfRangePartitions().keySet();
            LOG.warnf("Events are gone before they were read, all is fetched again: partitions=%s", gone);
            feed.pullAgain();
            consumer.seekToBeginning(gone);
            return;
        }
        if (!records.isEmpty()) {
            intake.take(TradeEvent.TOPIC, records, held);
        }
        if (troubled) {
            troubled = false;
            LOG.info("Follows again");
        }
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        metrics.lag(lag);
    }

    /** Takes on partitions that are not read yet; false where there is no topic. */
    private boolean assign(Consumer<String, byte[]> consumer, Map<Integer, @Nullable Long> held) {
        Map<Integer, Long> positions = feed.positions(TradeEvent.TOPIC);
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        List<TopicPartition> fresh = new ArrayList<>();
        for (PartitionInfo info : consumer.partitionsFor(TradeEvent.TOPIC)) {
            TopicPartition partition = new TopicPartition(TradeEvent.TOPIC, info.partition());
            if (!all.contains(partition)) {
                fresh.add(partition);
            }
        }
        if (!fresh.isEmpty()) {
            all.addAll(fresh);
            consumer.assign(all);
            for (TopicPartition partition : fresh) {
                Long position = positions.get(partition.partition());
                held.put(partition.partition(), position);
                if (position == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, position);
                }
            }
        }
        return !all.isEmpty();
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "strait-supplychain-trade-follower");
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 250);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_RECORDS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Said once, until it is over. */
    private void trouble(RuntimeException e) {
        if (troubled) {
            LOG.debugf("Still not following: cause=%s", e.toString());
        } else if (closing.getCount() > 0) {
            troubled = true;
            LOG.warnf("Does not follow trade-service for now: cause=%s", e.toString());
        }
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stops following");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
