package io.strait.trade.ingest;

import static io.strait.trade.ingest.Events.header;
import static io.strait.trade.ingest.Trade.finished;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static io.strait.trade.ingest.Trade.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.events.ChangeEventJson;
import io.strait.events.EventCatalogue;
import io.strait.events.EventType;
import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.events.TradeEvent.Figure;
import io.strait.events.TradeEvent.PeriodChange;
import io.strait.events.TradeEvent.Series;
import io.strait.events.TradeEvent.SeriesChanged;
import io.strait.trade.TradeTestResource;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.SeriesKey;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of an ingest, as it arrives on Kafka. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class IngestEventsTest {
    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aRevisedSeriesIsToldWithOldAndNewFigures() throws IOException {
        // Given
        String key = "COMTRADE.M.KOR.JPN.X.H6.020110";
        ingestCsv(new ComtradeFile()
                .with("020110", "202401", "1446430000", "netWgt", "0")
                .with("020110", "202402", "")
                .with("020110", "202403", "7"));
        // When
        JsonPath job = ingestCsv(new ComtradeFile()
                .with("020110", "202401", "1446430000.125", "qty", "3")
                .with("020110", "202402", "999999999999999999999")
                .with("020110", "202403", "7")
                .with("020110", "202404", "0"));
        // Then
        try (Events events = new Events()) {
            List<ConsumerRecord<String, byte[]>> told = events.of(key, 2);
            assertThat(told).hasSize(2);
            ConsumerRecord<String, byte[]> second = told.get(1);
            assertThat(header(second, "ce_type")).isEqualTo("strait.trade.series.changed");
            assertThat(header(second, "ce_source")).isEqualTo("/trade-service");
            assertThat(header(second, "ce_subject")).isEqualTo(key);
            assertThat(header(second, "ce_traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
            assertThat(read(second))
                    .isEqualTo(new SeriesChanged(
                            key,
                            new Series("COMTRADE", "M", "KOR", "JPN", "X", "H6", "020110"),
                            "USD",
                            List.of(
                                    new PeriodChange(
                                            "2024-01",
                                            figure("REPORTED", "1446430000", "0", null),
                                            figure("REPORTED", "1446430000.125", null, "3")),
                                    new PeriodChange(
                                            "2024-02",
                                            figure("MISSING", null, null, null),
                                            figure("REPORTED", "999999999999999999999", null, null)),
                                    new PeriodChange("2024-04", null, figure("REPORTED", "0", null, null))),
                            1,
                            1,
                            job.getString("id"),
                            Instant.parse(job.getString("revision.vintage")),
                            job.getLong("revision.revision")));
        }
    }

    @Test
    void aLongSeriesIsToldInParts() throws IOException {
        // Given
        ComtradeFile file = new ComtradeFile();
        for (int month = 0; month < 1001; month++) {
            file.with("020120", "%d%02d".formatted(1940 + month / 12, month % 12 + 1), "" + month);
        }
        // When
        ingestCsv(file);
        // Then
        try (Events events = new Events()) {
            List<ConsumerRecord<String, byte[]>> told = events.of("COMTRADE.M.KOR.JPN.X.H6.020120", 3);
            assertThat(told).hasSize(3);
            for (int i = 0; i < 3; i++) {
                SeriesChanged part = (SeriesChanged) read(told.get(i));
                assertThat(part.part()).isEqualTo(i + 1);
                assertThat(part.parts()).isEqualTo(3);
                assertThat(part.periods()).hasSize(i < 2 ? 500 : 1);
            }
        }
    }

    @Test
    void aJobIsToldFromStagingToItsEnd() throws IOException {
        // Given
        ComtradeFile file = new ComtradeFile().with("020130", "202401", "1").with("020130", "202499", "1");
        // When
        JsonPath job = ingestCsv(file);
        // Then
        try (Events events = new Events()) {
            List<ConsumerRecord<String, byte[]>> told = events.of(job.getString("id"), 3);
            assertThat(told).hasSize(3);
            Counts staged = new Counts(2, 0, 0, 0, 1);
            String id = job.getString("id");
            assertThat(read(told.get(0))).isEqualTo(new TradeEvent.IngestProgressed(id, "COMTRADE", "STAGED", staged));
            assertThat(read(told.get(1)))
                    .isEqualTo(new TradeEvent.IngestProgressed(id, "COMTRADE", "APPLYING", staged));
            assertThat(read(told.get(2)))
                    .isEqualTo(new TradeEvent.IngestCompleted(
                            id,
                            "COMTRADE",
                            new Counts(2, 1, 0, 0, 1),
                            1,
                            Instant.parse(job.getString("revision.vintage")),
                            job.getLong("revision.revision")));
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldAsFailed() throws IOException {
        // When
        JsonPath problem = post("?source=COMTRADE", "application/json", "{\"data\":[".getBytes(StandardCharsets.UTF_8))
                .jsonPath();
        // Then
        String id = problem.getString("instance").replaceAll(".*/", "");
        assertThat(finished(id).getString("state")).isEqualTo("FAILED");
        try (Events events = new Events()) {
            assertThat(read(events.of(id, 1).get(0)))
                    .isEqualTo(new TradeEvent.IngestFailed(
                            id, "COMTRADE", "malformed-body", problem.getString("detail"), new Counts(0, 0, 0, 0, 0)));
        }
    }

    @Test
    void seriesKeysInSqlAreThoseOfTheValueType() throws SQLException {
        // Given
        ingestCsv(new ComtradeFile()
                .with("020210", "2024", "1")
                .with("020210", "2024", "1", "partner2Code", "156")
                .with("020210", "2024", "1", "customsCode", "C06")
                .with("020210", "2024", "1", "motCode", "2100", "mosCode", "3")
                .with("020210", "202401", "1", "partnerCode", "0", "flowCode", "RX", "classificationCode", "H5"));
        // When
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select s.*, r.key as r, p.key as p, q.key as q from series s join area r on r.code = reporter
                        join area p on p.code = partner join area q on q.code = partner2 where commodity = '020210'
                        """)) {
            int count = 0;
            while (row.next()) {
                SeriesKey key = new SeriesKey(
                        row.getString("source"),
                        Frequency.ofCode(row.getString("frequency")),
                        row.getString("r"),
                        row.getString("p"),
                        row.getString("flow"),
                        row.getString("classification"),
                        row.getString("commodity"),
                        row.getString("q"),
                        row.getString("customs"),
                        row.getString("transport"),
                        row.getString("supply"));
                // Then
                assertThat(row.getString("series_key")).isEqualTo(key.toString());
                assertThat(SeriesKey.parse(row.getString("series_key"))).isEqualTo(key);
                count++;
            }
            assertThat(count).isEqualTo(5);
        }
    }

    @Test
    void theOutboxAndTheRowsAreMeasured() {
        // When
        ingestCsv(new ComtradeFile().with("020220", "2024", "1"));
        // Then
        assertThat(metrics.get("strait.outbox.lag.seconds").gauge().value()).isNotNegative();
        assertThat(metrics.get("strait.outbox.pending").gauge().value()).isNotNegative();
        assertThat(metrics.get("strait.ingest.rows")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isPositive();
    }

    /** Against its schema, into its type, and back to the same JSON. */
    private TradeEvent read(ConsumerRecord<String, byte[]> event) throws IOException {
        EventType type = EventCatalogue.type(header(event, "ce_type")).orElseThrow();
        JsonNode data = json.readTree(event.value());
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(new ByteArrayInputStream(EventCatalogue.schema(type)));
        assertThat(schema.validate(data)).isEmpty();
        TradeEvent read = (TradeEvent) ChangeEventJson.read(type, event.value());
        assertThat(json.readTree(ChangeEventJson.write(read))).isEqualTo(data);
        assertThat(read.subject()).isEqualTo(event.key());
        return read;
    }

    private static Figure figure(
            String status, @Nullable String value, @Nullable String netWeight, @Nullable String quantity) {
        return new Figure(status, decimal(value), decimal(netWeight), decimal(quantity));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
