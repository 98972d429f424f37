package io.strait.gateway.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topics as Kafka has them: what they are, where they begin and end, and readers of them. Thread-safe. */
final class KafkaLog implements AutoCloseable {
    /** The topics that exist, and the first and the next offset of each partition by its index. */
    record Bounds(Topology topology, long[] begin, long[] end) {}

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Map<String, Object> client;
    private final List<String> topics;
    private final Admin admin;

    /**
     * @param client the settings of every Kafka client here: servers, security
     * @throws org.apache.kafka.common.KafkaException when no server's name can be resolved
     */
    KafkaLog(Map<String, Object> client, List<String> topics) {
        this.client = new HashMap<>(client);
        // While the broker is away, a try in 10 seconds is soon enough and keeps the log readable.
        this.client.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "250");
        this.client.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "10000");
        this.client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>(this.client);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "strait-hub-admin");
        this.admin = Admin.create(settings);
    }

    /** Asks for everything anew. Fails when the broker does not answer. */
    CompletableFuture<Bounds> bounds() {
        return topology().thenCompose(topology -> {
            CompletableFuture<long[]> begin = offsets(topology, OffsetSpec.earliest());
            CompletableFuture<long[]> end = offsets(topology, OffsetSpec.latest());
            return begin.thenCombine(end, (first, next) -> new Bounds(topology, first, next));
        });
    }

    private CompletableFuture<Topology> topology() {
        CompletableFuture<String> cluster =
                admin.describeCluster().clusterId().toCompletionStage().toCompletableFuture();
        List<CompletableFuture<@Nullable TopicDescription>> descriptions = new ArrayList<>();
        admin.describeTopics(topics)
                .topicNameValues()
                .values()
                .forEach(description -> descriptions.add(
                        existing(description.toCompletionStage()).toCompletableFuture()));
        return cluster.thenCombine(
                CompletableFuture.allOf(descriptions.toArray(CompletableFuture[]::new)), (clusterId, all) -> {
                    List<Topology.Topic> found = new ArrayList<>();
                    for (CompletableFuture<@Nullable TopicDescription> description : descriptions) {
                        TopicDescription topic = description.join();
                        if (topic != null) {
                            found.add(Topology.Topic.of(
                                    clusterId,
                                    topic.name(),
                                    topic.topicId(),
                                    topic.partitions().size()));
                        }
                    }
                    return new Topology(found);
                });
    }

    /** Null for a topic that does not exist: that is an answer, not a failure. */
    private static CompletionStage<@Nullable TopicDescription> existing(CompletionStage<TopicDescription> description) {
        return description.handle((topic, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause == null || cause instanceof UnknownTopicOrPartitionException) {
                return topic;
            }
            throw new CompletionException(cause);
        });
    }

    private CompletableFuture<long[]> offsets(Topology topology, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topology.partitions().forEach(partition -> wanted.put(partition, which));
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(new long[0]);
        }
        return admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> {
                    long[] offsets = new long[topology.size()];
                    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry : found.entrySet()) {
                        offsets[topology.index(entry.getKey())] =
                                entry.getValue().offset();
                    }
                    return offsets;
                });
    }

    /**
     * A reader that belongs to no group, starts nowhere of itself, and says so when an offset is gone.
     *
     * @param fetchBytes about how much it holds in memory
     */
    Consumer<byte[], byte[]> consumer(String name, int fetchBytes) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "strait-hub-" + name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(2));
    }
}
