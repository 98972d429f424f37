package io.strait.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When the completion of each ingest was read from Kafka, as a follower of the topic reads it. Thread-safe. */
final class Announcements implements AutoCloseable {
    private static final String TOPIC = "strait.trade.v1";
    private static final String COMPLETED = "strait.trade.ingest.completed";
    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closing;

    Announcements(String bootstrapServers) {
        reader = new Thread(() -> follow(bootstrapServers), "announcements");
        reader.setDaemon(true);
        reader.start();
    }

    private void follow(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
                    Header type = event.headers().lastHeader("ce_type");
                    if (type != null && COMPLETED.equals(new String(type.value(), StandardCharsets.UTF_8))) {
                        seen.put(event.key(), System.nanoTime());
                    }
                }
            }
        }
    }

    /** The {@link System#nanoTime()} at which the completion of an ingest was read, waiting for it. */
    long await(String ingest, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Long when = seen.get(ingest);
            if (when != null) {
                return when;
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        throw new IOException("ingest " + ingest + " was not announced within " + limit);
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        reader.join(Duration.ofSeconds(10).toMillis());
    }
}
