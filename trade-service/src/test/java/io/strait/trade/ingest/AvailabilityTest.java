package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static io.strait.trade.ingest.Trade.ingestAs;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held, as ingests leave it. Each case has a source of its own. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class AvailabilityTest {
    private static final String PATH = "/trade/v1/availability";
    private static final String PLAIN = "reporter,partner,flow,classification,commodity,period,primaryValue\n";

    @Inject
    DataSource database;

    private static JsonPath send(String source, String rows) {
        return ingestAs("?source=" + source, "text/csv", (PLAIN + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static void source(String code) {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"" + code + "\", \"demonstration\": false}")
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
    }

    @Test
    void eachReporterHasItsOwnNewestPeriodAndGaps() {
        // Given: Korea has filed August, Japan only May
        source("AVAIL_A");
        send("AVAIL_A", """
                410,392,X,H6,271012,2024-01,1
                410,392,X,H6,271012,2024-02,1
                410,156,X,H6,271012,2024-02,1
                410,0,X,H6,TOTAL,2024-03,1
                392,410,M,H6,271012,2024-03,1
                392,410,M,H6,271012,2024-05,
                """);
        JsonPath last = send("AVAIL_A", """
                410,392,X,H6,271012,2024-02,2
                410,392,X,H6,271012,2024-08,2
                """);
        // When
        JsonPath page = read(PATH + "?source=AVAIL_A").jsonPath();
        // Then
        assertThat(page.getInt("count")).isEqualTo(2);
        assertThat(page.getList("items.reporter.alpha3")).containsExactly("JPN", "KOR");
        assertThat(page.getList("items.newestPeriod")).containsExactly("2024-05", "2024-08");
        assertThat(page.getList("items.firstPeriod")).containsExactly("2024-03", "2024-01");
        assertThat(page.getList("items.missingPeriods"))
                .containsExactly(List.of("2024-04"), List.of("2024-04..2024-07"));
        assertThat(page.getList("items.series")).containsExactly(1, 3);
        assertThat(page.getList("items.observations")).containsExactly(2, 5);
        assertThat(page.getLong("items[1].refreshed.revision")).isEqualTo(last.getLong("revision.revision"));
        assertThat(page.getString("items[1].refreshed.vintage")).isEqualTo(last.getString("revision.vintage"));
        assertThat(page.getLong("items[0].refreshed.revision")).isEqualTo(last.getLong("revision.revision") - 1);
        assertThat(page.getList("items[1].slices.commodityLevel")).containsExactly(0, 6);
        assertThat(page.getList("items[1].slices.periods")).containsExactly(1, 3);
        assertThat(page.getString("items[1].slices[1].missingPeriods[0]")).isEqualTo("2024-03..2024-07");
        // And: only what is asked for is counted
        JsonPath levels = read(PATH + "?source=AVAIL_A&commodityLevel=6&flow=X").jsonPath();
        assertThat(levels.getList("items.observations")).containsExactly(4);
        assertThat(read(PATH + "?source=AVAIL_A&reporter=JP&frequency=M&classification=H6")
                        .jsonPath()
                        .getList("items.observations"))
                .containsExactly(2);
    }

    @Test
    void pagesCsvAndNdjsonSayTheSame() {
        source("AVAIL_B");
        send("AVAIL_B", """
                36,392,X,H6,271012,2024-01,1
                36,392,X,H6,271012,2024,1
                156,392,X,H6,271012,2024-01,1
                156,392,M,H6,27,2024-01,1
                410,392,X,H6,271012,2024-01,1
                """);
        List<String> told = new ArrayList<>();
        String next = PATH + "?source=AVAIL_B&limit=1";
        while (next != null) {
            JsonPath page = read(next).jsonPath();
            assertThat(page.getInt("count")).isEqualTo(1);
            told.add(page.getString("items[0].frequency") + page.getString("items[0].reporter.code"));
            next = page.getString("next");
        }
        assertThat(told).containsExactly("A36", "M36", "M156", "M410");
        Response csv = read(PATH + "?source=AVAIL_B&format=csv");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString().split("\r\n")).hasSize(6).satisfies(lines -> {
            assertThat(lines[0]).startsWith("source,").contains(",series,observations,firstPeriod,newestPeriod,");
            assertThat(lines[3]).contains(",156,CHN,China,M,H6,2,1,1,2024-01,2024-01,1,,");
        });
        assertThat(read(PATH + "?source=AVAIL_B&format=ndjson").asString().lines())
                .hasSize(4);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        source("AVAIL_C");
        send("AVAIL_C", "410,392,X,H6,271012,2024-01,1\n");
        String tag = read(PATH + "?source=AVAIL_C").header("ETag");
        assertThat(statusOf(tag)).isEqualTo(304);
        send("AVAIL_C", "410,392,X,H6,271012,2024-01,2\n");
        assertThat(statusOf(tag)).isEqualTo(200);
    }

    private static int statusOf(String tag) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .header("If-None-Match", tag)
                .get(PATH + "?source=AVAIL_C")
                .statusCode();
    }

    /** The migration filled the tables for the figures that were there; each apply keeps them up. */
    @Test
    void theCountsAreThoseOfARecount() throws IOException {
        // Given: files that overlap, revise, repeat and contradict themselves
        source("AVAIL_D");
        Random random = new Random(20241125);
        for (int file = 0; file < 6; file++) {
            StringBuilder rows = new StringBuilder();
            for (int row = 0; row < 120; row++) {
                rows.append(List.of(410, 392, 156).get(random.nextInt(3)))
                        .append(random.nextBoolean() ? ",36,X,H6," : ",842,M,H5,")
                        .append(List.of("TOTAL", "27", "271012", "271019").get(random.nextInt(4)))
                        .append(random.nextInt(4) == 0 ? ",2024" : ",2024-%02d".formatted(1 + random.nextInt(12)))
                        .append(',')
                        .append(random.nextInt(3))
                        .append('\n');
            }
            assertThat(send("AVAIL_D", rows.toString()).getLong("rows.accepted"))
                    .isPositive();
        }
        // When
        String slices = "select source, frequency, reporter, flow, classification, commodity_level, series, revision"
                + " from (%s) h where source = 'AVAIL_D' order by 1, 2, 3, 4, 5, 6";
        String periods = "select s.frequency, s.reporter, s.flow, s.classification, s.commodity_level, h.period_start,"
                + " h.observations from (%s) h join held_slice s using (slice_id) where s.source = 'AVAIL_D'"
                + " order by 1, 2, 3, 4, 5, 6";
        List<String> keptSlices = query(database, slices.formatted("select * from held_slice"));
        List<String> keptPeriods = query(database, periods.formatted("select * from held_period"));
        // Then
        assertThat(keptSlices)
                .hasSizeGreaterThan(20)
                .isEqualTo(query(database, slices.formatted(filled("held_slice"))));
        assertThat(keptPeriods)
                .hasSizeGreaterThan(100)
                .isEqualTo(query(database, periods.formatted(filled("held_period"))));
    }

    /** What the migration fills a table with. */
    private static String filled(String table) throws IOException {
        try (InputStream migration =
                AvailabilityTest.class.getResourceAsStream("/db/migration/V004__count_what_is_held.sql")) {
            String sql = new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
            String insert = sql.substring(sql.indexOf("insert into " + table));
            return insert.substring(insert.indexOf("select "), insert.indexOf(';'));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repoter=KOR          | repoter        | no such parameter",
                "reporter=KRO         | reporter       | no such area",
                "commodityLevel=13    | commodityLevel | is no level",
                "commodityLevel=two   | commodityLevel | cannot be read",
                "frequency=W          | frequency      | cannot be read",
                "classification=HS1   | classification | no such classification",
                "limit=201            | limit          | is out of range",
                "cursor=abc           | cursor         | cannot be read",
                "period=2024          | period         | no such parameter"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        given().auth()
                .oauth2(Tokens.viewer())
                .get(PATH + "?" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message))
                .body("violations[0].expected", not(emptyString()));
    }

    @Test
    void badInputIsHelpedAlong() {
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("repoter", "KOR")
                .queryParam("source", "AVAIL_NONE")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.find { it.field == 'repoter' }.expected", containsString("did you mean reporter"))
                .body("violations.field", hasItem("source"));
    }
}
