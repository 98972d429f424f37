package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @Test
    void aRowSurvivesARestartOfPostgres(@TempDir Path folder) throws Exception {
        // Given
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), 0, Durability.DURABLE)) {
            server.createDatabase("trade");
            server.createDatabase("trade");
            try (var connection = server.dataSource("trade").getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create table figure as select 1446.43 as value");
                try (var rows = statement.executeQuery("show fsync")) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("on");
                }
            }
        }
        // When
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), 0, Durability.DURABLE);
                var connection = server.dataSource("trade").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select value from figure")) {
            // Then
            rows.next();
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("1446.43");
        }
    }

    @Test
    void anEventSurvivesARestartOfKafka(@TempDir Path folder) throws Exception {
        // Given
        Path data = folder.resolve("kafka");
        try (KafkaBroker broker = KafkaBroker.start(data, 0, Durability.DURABLE)) {
            broker.createTopic("events", 3, Map.of());
            broker.createTopic("events", 3, Map.of());
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("events", 0, "key", "value")).get();
            }
        }
        // When
        try (KafkaBroker broker = KafkaBroker.start(data, 0, Durability.DURABLE);
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("events", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            // Then
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .extracting(record -> record.value())
                    .containsExactly("value");
        }
    }
}
