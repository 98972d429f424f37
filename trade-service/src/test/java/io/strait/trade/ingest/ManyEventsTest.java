package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.events.ChangeEventJson;
import io.strait.events.EventCatalogue;
import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.SeriesChanged;
import io.strait.events.outbox.Outbox;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However much an ingest changes: its events are many or long, never large, and each series is in one of them. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ManyEventsTest {
    private static final int SERIES = 20_000;
    /** 1900 to 2100. */
    private static final int MONTHS = 201 * 12;
    /** The longest numbers that a reader takes. */
    private static final int INTEGER_DIGITS = 24;

    private static final int DECIMALS = 20;
    private static final String HEADER = "reporter,partner,flow,classification,commodity,period,primaryValue\n";

    @Inject
    DataSource database;

    @BeforeEach
    void source() {
        Trade.execute(database, "insert into source (code, name) values ('MANY', 'Many') on conflict do nothing");
    }

    @Test
    void manyChangedSeriesAreAsManySmallEventsAndTheRecordsAmongThemAreBounded() throws IOException {
        // Given
        Trade.ingestAs("?source=MANY", "text/csv", years(2020, 2022));
        // When: every series breaks the record of its years
        JsonPath job = Trade.ingestAs("?source=MANY", "text/csv", years(2023, 2023));
        // Then
        assertThat(job.getLong("rows.accepted")).as(job.prettify()).isEqualTo(SERIES);
        assertThat(job.getList("notes", String.class))
                .contains(
                        "records were looked for in 2000 of 20000 series that had figures before, those of the coarsest"
                                + " commodities",
                        "1000 broken records are told as events, 1000 more are not: GET /trade/v1/records gives each");
        Set<String> told = new HashSet<>();
        int records = 0;
        for (ConsumerRecord<String, byte[]> event : ofIngest(job.getString("id"), SERIES + 1000)) {
            assertThat(event.value().length).isLessThan(2_000);
            if (Events.header(event, "ce_type").equals("strait.trade.series.changed")) {
                assertThat(told.add(event.key())).isTrue();
            } else {
                records++;
            }
        }
        assertThat(told).hasSize(SERIES);
        assertThat(records).isEqualTo(1000);
    }

    /** Every month that there may be, each with the longest numbers that are taken, all of them revised. */
    @Test
    void theLongestSeriesThatThereCanBeIsToldInPartsOfABoundedSize() throws IOException {
        Trade.ingestAs("?source=MANY", "text/csv", longest("8"));
        JsonPath job = Trade.ingestAs("?source=MANY", "text/csv", longest("9"));
        assertThat(job.getLong("rows.revised")).as(job.prettify()).isEqualTo(MONTHS);
        Map<String, Integer> periods = new HashMap<>();
        List<ConsumerRecord<String, byte[]>> events = ofIngest(job.getString("id"), 5).stream()
                .filter(event -> Events.header(event, "ce_type").equals("strait.trade.series.changed"))
                .toList();
        assertThat(events).hasSize(5);
        for (ConsumerRecord<String, byte[]> event : events) {
            assertThat(event.value().length).isLessThan(Outbox.MAX_DATA_BYTES / 3);
            SeriesChanged part = (SeriesChanged) ChangeEventJson.read(
                    EventCatalogue.type("strait.trade.series.changed").orElseThrow(), event.value());
            assertThat(part.parts()).isEqualTo(5);
            part.periods().forEach(period -> periods.merge(period.period(), 1, Integer::sum));
        }
        assertThat(periods).hasSize(MONTHS);
        assertThat(periods.values()).containsOnly(1);
    }

    private static byte[] longest(String digit) {
        StringBuilder file = new StringBuilder(HEADER.trim()).append(",netWeight,quantity,quantityUnit\n");
        String number = digit.repeat(INTEGER_DIGITS) + "." + digit.repeat(DECIMALS);
        for (int month = 0; month < MONTHS; month++) {
            file.append("410,392,X,H6,030111,%d-%02d,%s,%s,%s,8\n"
                    .formatted(1900 + month / 12, month % 12 + 1, number, number, number));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] years(int from, int to) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int series = 0; series < SERIES; series++) {
            for (int year = from; year <= to; year++) {
                file.append("410,591,X,S4,%d,%d,%d\n".formatted(10_000 + series, year, 1000 + year % 2020 * 7));
            }
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The events on Kafka that name the ingest, of series and of records. */
    static List<ConsumerRecord<String, byte[]>> ofIngest(String id, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TradeEvent.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    if (!event.key().equals(id)
                            && new String(event.value(), StandardCharsets.UTF_8).contains('"' + id + '"')) {
                        found.add(event);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }
}
