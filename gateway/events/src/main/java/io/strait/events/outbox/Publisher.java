package io.strait.events.outbox;

import io.strait.events.CloudEventHeaders;
import io.strait.events.EventCatalogue;
import io.strait.events.EventEnvelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka producer's life, from its making to its first failure.
 *
 * <p>Order is kept even across a failure: a producer goes on with the next batch of a partition after the previous one
 * failed for good, which would put a subject's second event before its first. Therefore only one request is under way
 * at a time to a broker, and the first failure, told on the producer's own thread before that takes up anything
 * else, ends the producer. What was not acknowledged is still in the table and goes through the next one.
 *
 * <p>Sent to and asked by one thread; the producer's thread only adds receipts.
 */
final class Publisher implements AutoCloseable {
    /** What became of one row that was handed over: acknowledged when {@code failure} is null. */
    record Receipt(OutboxRow row, @Nullable Exception failure) {
        boolean acknowledged() {
            return failure == null;
        }

        /** No repetition can help: the record itself is what Kafka refuses. */
        boolean undeliverable() {
            return failure != null && isUndeliverable(failure);
        }
    }

    private static final Duration ORDERLY_CLOSE = Duration.ofSeconds(2);
    /**
     * As compressed. Well below what any topic takes at once: a batch that is refused for its size is put together again
     * just as large, without an end.
     */
    private static final int BATCH_BYTES = 64 * 1024;

    private final String topic;
    private final String source;
    private final KafkaProducer<String, String> producer;
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean broken;

    private Publisher(RelayConfig config) {
        this.topic = config.topic();
        this.source = config.source();
        this.producer = new KafkaProducer<>(properties(config), new StringSerializer(), new StringSerializer());
    }

    /** @throws KafkaException when Kafka's address or settings cannot be used (yet) */
    static Publisher open(RelayConfig config) {
        return new Publisher(config);
    }

    /**
     * Hands rows over in their order and stops at the first that is not taken, so that none overtakes it.
     *
     * @return how many receipts will come
     */
    int send(List<OutboxRow> rows) {
        Thread sender = Thread.currentThread();
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            boolean[] refused = {false};
            underWay.incrementAndGet();
            try {
                producer.send(record(row), (metadata, failure) -> {
                    if (failure != null && !isUndeliverable(failure)) {
                        if (Thread.currentThread() == sender) {
                            refused[0] = true;
                        } else {
                            breakOff();
                        }
                    }
                    told(row, failure);
                });
            } catch (KafkaException | IllegalStateException e) {
                // Thrown, not told to the callback: the producer as such is unusable.
                broken = true;
                told(row, e);
                refused[0] = true;
            }
            if (refused[0] || broken) {
                return i + 1;
            }
        }
        return rows.size();
    }

    /** The next receipt, or null when none came in time. */
    @Nullable
    Receipt next(Duration timeout) throws InterruptedException {
        return receipts.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether this publisher must be replaced. */
    boolean broken() {
        return broken;
    }

    /** Gives up what is under way: a relay that is no longer the leader must not go on sending. */
    @Override
    public void close() {
        producer.close(underWay.get() == 0 && !broken ? ORDERLY_CLOSE : Duration.ZERO);
    }

    private void told(OutboxRow row, @Nullable Exception failure) {
        underWay.decrementAndGet();
        receipts.add(new Receipt(row, failure));
    }

    private void breakOff() {
        if (!broken) {
            broken = true;
            producer.close(Duration.ZERO);
        }
    }

    private ProducerRecord<String, String> record(OutboxRow row) {
        EventEnvelope envelope = new EventEnvelope(
                row.id(),
                source,
                row.type(),
                row.subject(),
                row.occurredAt(),
                EventCatalogue.dataSchema(row.type()),
                row.traceparent());
        return new ProducerRecord<>(topic, null, null, row.subject(), row.data(), CloudEventHeaders.write(envelope));
    }

    private static boolean isUndeliverable(Exception failure) {
        // Not a wrong timestamp: that is this machine's clock, and would bury every event.
        return failure instanceof RecordTooLargeException || failure instanceof SerializationException;
    }

    private static Map<String, Object> properties(RelayConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-" + config.topic());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        // With one request under way at a time a backlog goes as fast as requests are large, and a broker that makes
        // each batch durable writes fewer. Nothing is waited for: a single event still goes at once.
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Events repeat their member names from figure to figure.
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putAll(config.producerProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // 24 days: the broker's return ends an outage, not a clock.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // The sending thread must come back to notice close() and a lost session.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        return properties;
    }
}
