package io.strait.gateway.hub;

import io.strait.events.CloudEventHeaders;
import io.strait.events.EventEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts change events on Kafka as the services do. */
public final class TestEvents implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public TestEvents(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        "0",
                        // In order without sequence numbers: on a topic that is just being made, a repeated first batch
                        // can be taken for one out of sequence, and is then repeated until it times out.
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        "false",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        "1",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        "2000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static Headers headers(String id, String type, String subject) {
        return CloudEventHeaders.write(new EventEnvelope(
                id, "/trade-service", type, subject, Instant.parse("2026-01-01T00:00:00Z"), null, null));
    }

    /** Sends without waiting. */
    public Future<RecordMetadata> send(String topic, int partition, String id, String type, String subject) {
        return send(topic, partition, id, type, subject, "{\"n\":1}");
    }

    public Future<RecordMetadata> send(
            String topic, int partition, String id, String type, String subject, String data) {
        return producer.send(new ProducerRecord<>(
                topic,
                partition,
                subject.getBytes(StandardCharsets.UTF_8),
                data.getBytes(StandardCharsets.UTF_8),
                headers(id, type, subject)));
    }

    /** A record with nothing of an event about it. */
    Future<RecordMetadata> sendRaw(String topic, int partition, byte @Nullable [] value) {
        return producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    /** Waits until all are acknowledged. */
    public static void await(List<Future<RecordMetadata>> sent) throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
