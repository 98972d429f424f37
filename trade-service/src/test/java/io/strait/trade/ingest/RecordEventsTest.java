package io.strait.trade.ingest;

import static io.strait.trade.ingest.Events.header;
import static io.strait.trade.ingest.Trade.ingestCsv;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.events.ChangeEventJson;
import io.strait.events.EventCatalogue;
import io.strait.events.EventType;
import io.strait.events.TradeEvent.RecordBroken;
import io.strait.events.TradeEvent.Series;
import io.strait.trade.TradeTestResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that an ingest breaks, as they arrive on Kafka. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RecordEventsTest {
    private static final String TYPE = "strait.trade.record.broken";

    private final ObjectMapper json = new ObjectMapper();

    private static ComtradeFile year(String commodity, int year, int months, String value) {
        ComtradeFile file = new ComtradeFile();
        for (int month = 1; month <= months; month++) {
            file.with(commodity, "%d%02d".formatted(year, month), value);
        }
        return file;
    }

    private static ComtradeFile years(String commodity) {
        ComtradeFile file = year(commodity, 2022, 12, "100");
        file.rows().addAll(year(commodity, 2023, 12, "90.5").rows());
        file.rows().addAll(year(commodity, 2024, 7, "95").rows());
        return file;
    }

    private static String key(String commodity) {
        return "COMTRADE.M.KOR.JPN.X.H6." + commodity;
    }

    @Test
    void aNewMonthThatBreaksRecordsIsToldWithTheLastBest() throws IOException {
        // Given: whatever the first file holds is no news
        ingestCsv(years("020310"));
        // When
        JsonPath job = ingestCsv(new ComtradeFile().with("020310", "202408", "400.25"));
        // Then
        Series series = new Series("COMTRADE", "M", "KOR", "JPN", "X", "H6", "020310");
        String id = job.getString("id");
        Instant vintage = Instant.parse(job.getString("revision.vintage"));
        long revision = job.getLong("revision.revision");
        assertThat(records("020310", 4))
                .containsExactly(
                        new RecordBroken(
                                key("020310"),
                                series,
                                "MONTH",
                                "HIGH",
                                "2024-08",
                                new BigDecimal("400.25"),
                                "USD",
                                new BigDecimal("100"),
                                "2022-01",
                                new BigDecimal("300.25"),
                                0,
                                "2022-01",
                                32,
                                id,
                                vintage,
                                revision),
                        new RecordBroken(
                                key("020310"),
                                series,
                                "YEAR_TO_DATE",
                                "HIGH",
                                "2024-08",
                                new BigDecimal("1065.25"),
                                "USD",
                                new BigDecimal("800"),
                                "2022-08",
                                new BigDecimal("265.25"),
                                0,
                                "2022-01",
                                3,
                                id,
                                vintage,
                                revision));
        assertThat(job.getList("notes", String.class)).noneMatch(note -> note.contains("record"));
    }

    @Test
    void aRevisionThatMovesNoRecordTellsNone() throws IOException {
        ingestCsv(years("020320"));
        ingestCsv(new ComtradeFile().with("020320", "202408", "400"));
        // When: the holder is revised, another month stays below, one has no value
        ingestCsv(new ComtradeFile()
                .with("020320", "202408", "401")
                .with("020320", "202301", "99")
                .with("020320", "202302", ""));
        // Then: a low that comes later is the next that is told
        ingestCsv(new ComtradeFile().with("020320", "202409", "0"));
        assertThat(records("020320", 6))
                .extracting(RecordBroken::window, RecordBroken::extreme, RecordBroken::period, RecordBroken::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("MONTH", "HIGH", "2024-08", new BigDecimal("400")),
                        org.assertj.core.groups.Tuple.tuple("YEAR_TO_DATE", "HIGH", "2024-08", new BigDecimal("1065")),
                        org.assertj.core.groups.Tuple.tuple("MONTH", "LOW", "2024-09", new BigDecimal("0")));
    }

    @Test
    void aSeriesOfABreakdownTellsNone() {
        String[] sea = {"motCode", "2100"};
        ComtradeFile first = new ComtradeFile();
        for (int year = 2020; year < 2024; year++) {
            first.with("020330", String.valueOf(year), "10", sea).with("020330", String.valueOf(year), "10");
        }
        ingestCsv(first);
        ingestCsv(new ComtradeFile().with("020330", "2024", "11", sea).with("020330", "2024", "12"));
        try (Events events = new Events()) {
            assertThat(events.of("COMTRADE.A.KOR.JPN.X.H6.020330", 3))
                    .extracting(event -> header(event, "ce_type"))
                    .containsExactly("strait.trade.series.changed", "strait.trade.series.changed", TYPE);
            assertThat(events.of("COMTRADE.A.KOR.JPN.X.H6.020330.W00.C00.2100.0", 2))
                    .extracting(event -> header(event, "ce_type"))
                    .containsOnly("strait.trade.series.changed");
        }
    }

    /** Those among the series' first so many events; each fits its schema and its type. */
    private List<RecordBroken> records(String commodity, int events) throws IOException {
        EventType type = EventCatalogue.type(TYPE).orElseThrow();
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(new ByteArrayInputStream(EventCatalogue.schema(type)));
        List<RecordBroken> records = new ArrayList<>();
        try (Events topic = new Events()) {
            for (ConsumerRecord<String, byte[]> event : topic.of(key(commodity), events)) {
                if (header(event, "ce_type").equals(TYPE)) {
                    JsonNode data = json.readTree(event.value());
                    assertThat(schema.validate(data)).isEmpty();
                    records.add((RecordBroken) ChangeEventJson.read(type, event.value()));
                }
            }
        }
        return records;
    }
}
