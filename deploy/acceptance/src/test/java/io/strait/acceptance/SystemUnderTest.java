package io.strait.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.local.LocalStack;
import io.strait.local.Part;
import io.strait.local.Progress;
import io.strait.local.sample.SampleData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged system on free ports, started once for all tests and stopped when the last has run. Tests keep apart by
 * using a trade source or node ids of their own.
 */
public final class SystemUnderTest implements AutoCloseable {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"?next\"?");
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger UNIQUE = new AtomicInteger();

    private final LocalStack stack;
    private boolean sampleDataLoaded;

    private SystemUnderTest(LocalStack stack) {
        this.stack = stack;
    }

    /** A change event as it lies on Kafka. */
    record KafkaEvent(String id, String type, String subject, JsonNode data) {}

    /** What a test does while a part is dead. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /** Gives the one system to tests that name it as a parameter. */
    public static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SystemUnderTest.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SystemUnderTest.class))
                    .computeIfAbsent(SystemUnderTest.class, key -> start(), SystemUnderTest.class);
        }
    }

    private static SystemUnderTest start() {
        try {
            Path home = Files.createTempDirectory("strait-acceptance");
            LocalStack stack = LocalStack.builder(home)
                    // Crash tests wait for leases to run out: seconds here, so that they need not wait for minutes.
                    .environment(Part.TRADE, "STRAIT_INGEST_LEASE", "PT3S")
                    .environment(Part.TRADE, "STRAIT_INGEST_POLL", "PT1S")
                    // So that tests need not wait.
                    .environment(Part.SUPPLYCHAIN, "STRAIT_EXPOSURE_CHECK", "PT1S")
                    // As in production; the others log as deploy/local has them, for people.
                    .environment(Part.SUPPLYCHAIN, "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
                    .build();
            return new SystemUnderTest(stack.start().awaitReady());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    public LocalStack stack() {
        return stack;
    }

    /** Loads the sample data as {@code deploy/local/up} does; once, however many tests ask for it. */
    synchronized void loadSampleData() {
        if (sampleDataLoaded) {
            return;
        }
        try {
            new SampleData(
                            stack.baseUri(Part.GATEWAY),
                            stack.token("contributor"),
                            Files.createTempDirectory("strait-sample-notes"),
                            repository(),
                            Progress.SILENT)
                    .load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sampleDataLoaded = true;
    }

    URI uri(String path) {
        return stack.baseUri(Part.GATEWAY).resolve(path);
    }

    RequestSpecification as(String role) {
        return anonymous().header("Authorization", "Bearer " + stack.token(role));
    }

    RequestSpecification viewer() {
        return as("viewer");
    }

    RequestSpecification contributor() {
        return as("contributor");
    }

    RequestSpecification anonymous() {
        return given().spec(new RequestSpecBuilder()
                .setBaseUri(stack.baseUri(Part.GATEWAY))
                .setConfig(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .build());
    }

    ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }

    String uniqueId(String stem) {
        return stem + "-" + UNIQUE.incrementAndGet();
    }

    /** A new source of made-up figures, so that no test reads another's. */
    String declareSource() {
        String code = "TEST_" + UNIQUE.incrementAndGet();
        contributor()
                .contentType("application/json")
                .body(Map.of("name", "Figures made up by a test", "demonstration", true))
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
        return code;
    }

    Response post(String source, String file) {
        return post(source, file.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    Response post(String source, byte[] file, String contentType) {
        return contributor().contentType(contentType).body(file).post("/trade/v1/ingests?source=" + source);
    }

    /** Posts a file and waits for its job's end. */
    JsonPath ingest(String source, String file) {
        return ingest(source, file.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    JsonPath ingest(String source, byte[] file, String contentType) {
        Response accepted = post(source, file, contentType);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        assertThat(accepted.header("Location"))
                .endsWith("/trade/v1/ingests/" + accepted.jsonPath().getString("id"));
        return awaitJob(accepted.jsonPath().getString("id"));
    }

    /** The same past the gateway, for when that is dead. */
    JsonPath ingestDirectly(String source, String file) {
        URI trade = stack.baseUri(Part.TRADE);
        Response accepted = contributor()
                .baseUri(trade.toString())
                .contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/trade/v1/ingests?source=" + source);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return awaitJob(trade, accepted.jsonPath().getString("id"));
    }

    /** Streams a body of unknown length; answers the status. */
    int upload(String source, InputStream body) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri("/trade/v1/ingests?source=" + source))
                                    .header("Authorization", "Bearer " + stack.token("contributor"))
                                    .header("Content-Type", "text/csv")
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonPath awaitJob(String id) {
        return awaitJob(stack.baseUri(Part.GATEWAY), id);
    }

    private JsonPath awaitJob(URI base, String id) {
        return await().until(
                        () -> viewer().baseUri(base.toString())
                                .get("/trade/v1/ingests/" + id)
                                .jsonPath(),
                        job -> List.of("COMPLETED", "FAILED").contains(job.getString("state")));
    }

    void createNode(String id, String kind) {
        contributor()
                .contentType("application/json")
                .body(Map.of("id", id, "kind", kind, "name", "Test node " + id, "source", "DEMO"))
                .post("/supplychain/v1/nodes")
                .then()
                .statusCode(201);
    }

    /** Observations held of {@code source}, counted in the database. */
    long count(String source) {
        try (var connection = stack.dataSource("trade").getConnection();
                var statement = connection.prepareStatement(
                        "select count(*) from observation join series using (series_id) where source = ?")) {
            statement.setString(1, source);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills a part without warning, runs {@code meanwhile}, starts it again and waits until it is ready. */
    void killAndRestart(Part part, Meanwhile meanwhile) {
        stack.kill9(part);
        try {
            meanwhile.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stack.restart(part);
            stack.awaitReady();
        }
    }

    @Nullable
    String nextLink(Response response) {
        String link = response.header("Link");
        if (link == null) {
            return null;
        }
        Matcher next = NEXT.matcher(link);
        return next.find() ? next.group(1) : null;
    }

    /** The checkout this test belongs to. */
    static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside a checkout");
    }

    /** A real file beside the checkout; it may not be there. */
    static Path sharedFile(String name) {
        return repository().resolveSibling("shared").resolve(name);
    }

    /** Every event on {@code topic}, copies included, in the order of each partition. */
    List<KafkaEvent> kafkaEvents(String topic) {
        List<KafkaEvent> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                    events.add(new KafkaEvent(
                            header(record, "ce_id"),
                            header(record, "ce_type"),
                            header(record, "ce_subject"),
                            JSON.readTree(record.value())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    List<KafkaEvent> eventsOfIngest(String id) {
        return kafkaEvents("strait.trade.v1").stream()
                .filter(event -> event.data().path("ingestId").asText().equals(id))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
