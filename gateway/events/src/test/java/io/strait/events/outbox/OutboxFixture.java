package io.strait.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strait.events.ChangeEvent;
import io.strait.events.CloudEventHeaders;
import io.strait.events.EventEnvelope;
import io.strait.events.TradeEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A database with an outbox of its own and a topic of its own. */
final class OutboxFixture {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PARTITIONS = 3;

    final String topic;
    final String bootstrapServers;
    final DataSource database;

    /** One event as it is on Kafka. */
    record Sent(int partition, long offset, String key, EventEnvelope envelope, String data) {
        String id() {
            return envelope.id();
        }

        String subject() {
            return envelope.subject();
        }
    }

    OutboxFixture(Servers servers) throws Exception {
        this(servers, servers.kafka.bootstrapServers());
        servers.kafka.createTopic(topic, PARTITIONS, Map.of("max.message.bytes", "100000"));
    }

    OutboxFixture(Servers servers, String bootstrapServers) throws Exception {
        String name = "outbox_" + NUMBER.incrementAndGet();
        this.topic = name;
        this.bootstrapServers = bootstrapServers;
        servers.postgres.createDatabase(name);
        this.database = OutboxRelay.dedicated(servers.postgres.jdbcUrl(name), "postgres", "");
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var script = OutboxFixture.class.getResourceAsStream("/db/outbox/V000__create_outbox.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    RelayConfig config() {
        return RelayConfig.of(topic, "/trade-service", bootstrapServers);
    }

    OutboxRelay relay() {
        return new OutboxRelay(config(), database);
    }

    static ChangeEvent event(String subject, String detail) {
        return new TradeEvent.IngestFailed(
                subject, "DEMO", "malformed-body", detail, new TradeEvent.Counts(0, 0, 0, 0, 0));
    }

    /** One committed transaction. */
    void write(ChangeEvent... events) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Outbox.append(connection, List.of(events), null);
            connection.commit();
        }
    }

    long count(String table) {
        return Long.parseLong(one("select count(*) from " + table));
    }

    String one(String sql) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void awaitDrained() {
        await().atMost(PATIENCE).until(() -> count("outbox") == 0);
    }

    /** Everything on the topic, partition by partition in order of offset. */
    List<Sent> log() {
        List<Sent> log = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                TopicPartition one = new TopicPartition(topic, partition);
                consumer.assign(List.of(one));
                consumer.seekToBeginning(List.of(one));
                long end = consumer.endOffsets(List.of(one)).get(one);
                while (consumer.position(one) < end) {
                    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                        log.add(sent(record));
                    }
                }
            }
        }
        return log;
    }

    /** Ids of each subject in the order in which they occur first. */
    static Map<String, List<String>> firstOccurrences(List<Sent> log) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (Sent sent : log) {
            List<String> known = ids.computeIfAbsent(sent.subject(), subject -> new ArrayList<>());
            if (!known.contains(sent.id())) {
                known.add(sent.id());
            }
        }
        return ids;
    }

    private static Sent sent(ConsumerRecord<String, String> record) {
        return new Sent(
                record.partition(),
                record.offset(),
                record.key(),
                (EventEnvelope) CloudEventHeaders.read(record.headers()),
                record.value());
    }
}
