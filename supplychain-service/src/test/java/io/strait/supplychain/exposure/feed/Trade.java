package io.strait.supplychain.exposure.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.strait.events.ChangeEventJson;
import io.strait.events.CloudEventHeaders;
import io.strait.events.EventEnvelope;
import io.strait.events.TradeEvent;
import io.strait.supplychain.catalogue.resource.Http;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Trade-service as tests play it: what it tells on Kafka, and what it answers over HTTP. */
public final class Trade implements AutoCloseable {
    private static final AtomicInteger UNIQUE = new AtomicInteger();

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", config("kafka.bootstrap.servers"), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    /** Six digits that no other test has. */
    public static String code() {
        return String.valueOf(510_000 + UNIQUE.incrementAndGet());
    }

    /** A heading that no other test has. */
    public static String heading() {
        return String.valueOf(6100 + UNIQUE.incrementAndGet());
    }

    /** A material with a code, and somebody in Korea and in Japan; answers the material's id. */
    public static String input(String scheme, String code) {
        String id = "traded-" + UNIQUE.incrementAndGet();
        for (String area : List.of("KOR", "JPN")) {
            Http.contributor()
                    .contentType("application/json")
                    .body(Map.of(
                            "id", id + "-" + area.toLowerCase(java.util.Locale.ROOT),
                            "kind", "organisation",
                            "name", "Somebody",
                            "area", area,
                            "source", "DEMO"))
                    .post("/supplychain/v1/nodes")
                    .then()
                    .statusCode(201);
        }
        Http.contributor()
                .contentType("application/json")
                .body(Map.of(
                        "id",
                        id,
                        "kind",
                        "material",
                        "name",
                        "An input",
                        "source",
                        "DEMO",
                        "externalIds",
                        List.of(Map.of("scheme", scheme, "code", code))))
                .post("/supplychain/v1/nodes")
                .then()
                .statusCode(201);
        return id;
    }

    public static void supply(String supplier, String input, double low, double high) {
        Http.contributor()
                .contentType("application/json")
                .body(Map.of(
                        "supplier",
                        supplier,
                        "input",
                        input,
                        "share",
                        Map.of("low", low, "high", high),
                        "source",
                        "DEMO"))
                .post("/supplychain/v1/supplies")
                .then()
                .statusCode(201);
    }

    public static JsonPath exposure(String node, String more) {
        return Http.viewer()
                .get("/supplychain/v1/nodes/" + node + "/exposure?reporter=KOR" + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static String key(String commodity, String partner) {
        return key(commodity, partner, "M");
    }

    public static String key(String commodity, String partner, String flow) {
        return "COMTRADE.M.KOR." + partner + "." + flow + ".H6." + commodity;
    }

    static TradeEvent.@Nullable Figure reported(@Nullable Number value) {
        return value == null
                ? null
                : new TradeEvent.Figure("REPORTED", new BigDecimal(String.valueOf(value)), null, null);
    }

    /** An event about one month. */
    public static TradeEvent.SeriesChanged event(
            String key, String period, @Nullable Number before, @Nullable Number after, String vintage) {
        String[] parts = key.split("\\.");
        return new TradeEvent.SeriesChanged(
                key,
                new TradeEvent.Series(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]),
                "USD",
                List.of(new TradeEvent.PeriodChange(period, reported(before), reported(after))),
                1,
                1,
                "ingest-1",
                Instant.parse(vintage),
                1);
    }

    public static EventEnvelope envelope(String id, String type, String subject) {
        return new EventEnvelope(
                id, "/trade-service", type, subject, Instant.parse("2024-10-01T00:00:00Z"), null, null);
    }

    /** Tells it, with an id of its own; answers the id. */
    public String tell(TradeEvent.SeriesChanged event) {
        return tell(UUID.randomUUID().toString(), event);
    }

    public String tell(String id, TradeEvent.SeriesChanged event) {
        try {
            send(
                    event.subject(),
                    CloudEventHeaders.write(envelope(id, event.type(), event.subject())),
                    ChangeEventJson.write(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    public void send(String key, Headers headers, byte @Nullable [] data) {
        try {
            producer.send(new ProducerRecord<>(TradeEvent.TOPIC, null, key, data, headers))
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The offset after the last record of each partition. */
    public Map<Integer, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config("kafka.bootstrap.servers")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TradeEvent.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<Integer, Long> ends = new TreeMap<>();
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                // A partition that nothing was sent to has no position.
                if (end > 0) {
                    ends.put(partition.partition(), end);
                }
            });
            return ends;
        }
    }

    /** What it answers with, once it is asked. */
    public static void holds(String key, String period, @Nullable Number value, String vintage) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("seriesKey", key);
        figure.put("period", period);
        figure.put("status", value == null ? "MISSING" : "REPORTED");
        figure.put("primaryValue", value);
        figure.put("currency", "USD");
        figure.put("vintage", vintage);
        assertThat(RestAssured.given()
                        .baseUri(config("strait.trade.url"))
                        .contentType("application/json")
                        .body(figure)
                        .post("/stub/figures")
                        .statusCode())
                .isEqualTo(200);
    }

    public static void behaves(String mode) {
        assertThat(RestAssured.given()
                        .baseUri(config("strait.trade.url"))
                        .contentType("text/plain")
                        .body(mode)
                        .put("/stub/mode")
                        .statusCode())
                .isEqualTo(200);
    }

    @Override
    public void close() {
        producer.close();
    }
}
