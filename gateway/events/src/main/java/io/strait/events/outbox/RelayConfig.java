package io.strait.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What a relay needs to know. Start from {@link #of} and change what differs.
 *
 * @param topic where all events of this outbox go; made by the operator, never by the relay
 * @param source the CloudEvents {@code source}, for example {@code /trade-service}
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param producerProperties further producer settings (security, compression); {@link #FIXED} ones are refused
 * @param batch rows sent before all must be acknowledged, 1 to {@value #MAX_BATCH}: the most that a crash can double
 * @param pollInterval how often the table is read when no wake-up comes; wake-ups make it a fallback
 * @param lockName names the leader's advisory lock; one for each outbox of a database
 * @param clock for the lag
 */
public record RelayConfig(
        String topic,
        String source,
        String bootstrapServers,
        Map<String, Object> producerProperties,
        int batch,
        Duration pollInterval,
        String lockName,
        Clock clock) {
    /** Consumers drop an id that they saw among the last 2,048 records of a partition: a doubled batch fits well. */
    public static final int MAX_BATCH = 500;

    /** Settings on which the promises of the relay rest. */
    public static final Set<String> FIXED = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

    public RelayConfig {
        producerProperties = Map.copyOf(producerProperties);
        for (String name : producerProperties.keySet()) {
            if (FIXED.contains(name)) {
                throw new IllegalArgumentException("producer property " + name + ": is set by the relay");
            }
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("batch: " + batch + " (expected: 1 to " + MAX_BATCH + ")");
        }
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("pollInterval: " + pollInterval + " (expected: at least PT0.001S)");
        }
    }

    /** The usual: batches of {@value #MAX_BATCH}, a look every 5 s, a lock named by the topic, the system's clock. */
    public static RelayConfig of(String topic, String source, String bootstrapServers) {
        return new RelayConfig(
                topic,
                source,
                bootstrapServers,
                Map.of(),
                MAX_BATCH,
                Duration.ofSeconds(5),
                "outbox:" + topic,
                Clock.systemUTC());
    }

    public RelayConfig withProducerProperties(Map<String, Object> properties) {
        return new RelayConfig(topic, source, bootstrapServers, properties, batch, pollInterval, lockName, clock);
    }

    public RelayConfig withBatch(int rows) {
        return new RelayConfig(
                topic, source, bootstrapServers, producerProperties, rows, pollInterval, lockName, clock);
    }

    public RelayConfig withPollInterval(Duration interval) {
        return new RelayConfig(topic, source, bootstrapServers, producerProperties, batch, interval, lockName, clock);
    }

    public RelayConfig withClock(Clock other) {
        return new RelayConfig(
                topic, source, bootstrapServers, producerProperties, batch, pollInterval, lockName, other);
    }
}
