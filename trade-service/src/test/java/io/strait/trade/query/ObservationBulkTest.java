package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions too long for a URL, and answers too long for a page. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ObservationBulkTest {
    private static final String PATH = "/trade/v1/observations";
    private static final String QUERY = PATH + "/query";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    @Inject
    Streams streams;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static Response post(String body) {
        return viewer().contentType("application/json").body(body).post(QUERY);
    }

    /** More figures than a page has: twelve years of months of eight series. */
    private void many(String source) {
        if (!fixture.isNewSource(source)) {
            return;
        }
        fixture.source(source, false);
        for (int commodity = 2701; commodity <= 2708; commodity++) {
            List<Row> rows = new ArrayList<>();
            for (int month = 0; month < 144; month++) {
                rows.add(
                        month % 50 == 7
                                ? new Row(period(month), "SUPPRESSED", null)
                                : Row.reported(period(month), commodity + "." + month));
            }
            fixture.revise(
                    source,
                    FIRST,
                    fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", String.valueOf(commodity)),
                    rows);
        }
    }

    private static String period(int month) {
        return "%d-%02d".formatted(2010 + month / 12, month % 12 + 1);
    }

    @Test
    void aBodyAsksWhatAUrlWouldAsk() {
        String source = "BULK_BODY";
        fixture.source(source, false);
        for (String code : List.of("270001", "270500", "275000")) {
            fixture.revise(
                    source,
                    FIRST,
                    fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", code),
                    List.of(Row.reported("2024-01", "1")));
        }
        String codes = IntStream.range(270_000, 275_000)
                .mapToObj(code -> "\"" + code + "\"")
                .collect(Collectors.joining(","));
        String body = "{\"source\": \"%s\", \"commodity\": [%s], \"period\": \"2024-01\", \"limit\": 1}"
                .formatted(source, codes);
        Response first = post(body);
        first.then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.commodity", equalTo(List.of("270001")))
                .body("summary.sums[0].primaryValue", equalTo(2))
                .body("next", startsWith(QUERY + "?cursor="))
                .body("warnings.find { it.parameter == 'commodity' }.message", containsString("these 4998"));
        viewer().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body)
                .post(first.jsonPath().getString("next"))
                .then()
                .statusCode(200)
                .body("items.commodity", equalTo(List.of("270500")))
                .body("next", nullValue());
    }

    @Test
    void moreValuesThanAreReadAreRefusedWithTheBound() {
        String codes = IntStream.range(100_000, 110_000)
                .mapToObj(code -> "\"" + code + "\"")
                .collect(Collectors.joining(","));
        post("{\"commodity\": [" + codes + "], \"period\": 2024}")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("commodity"))
                .body("violations[0].value", equalTo("10000 values"))
                .body("violations[0].expected", equalTo("at most 6000"));
        post("{\"commodity\": [" + codes + "," + codes + "," + codes + "], \"period\": 2024}")
                .then()
                .statusCode(413)
                .body("detail", containsString("262144"));
        viewer().queryParam(
                        "commodity",
                        IntStream.range(1000, 1101).mapToObj(String::valueOf).toArray())
                .queryParam("period", "2024")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].expected", equalTo("at most 100"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                          | malformed-body    | not a JSON object",
                "                                            | malformed-body    | not a JSON object",
                "{\"period\": 2024                           | malformed-body    | line 1, column",
                "{\"period\": 2024} {}                       | malformed-body    | Something follows",
                "{\"period\": 2024, \"period\": 2023}        | malformed-body    | Duplicate",
                "{\"period\": {\"from\": 2024}}              | invalid-parameter | is not what a member may be",
                "{\"period\": null}                          | invalid-parameter | is not what a member may be",
                "{\"period\": [[2024]]}                      | invalid-parameter | is not what a member may be",
                "{\"period\": []}                            | invalid-parameter | is empty",
                "{\"period\": 2024, \"comodity\": \"27\"}    | invalid-parameter | see violations"
            })
    void aBadBodyIsAProblem(String body, String type, String detail) {
        post(body == null ? "" : body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("detail", containsString(detail));
    }

    @Test
    void aMemberIsNotAlsoAParameter() {
        viewer().contentType("application/json")
                .body("{\"period\": 2024, \"commodity\": \"27\"}")
                .post(QUERY + "?period=2023")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("period"));
    }

    @Test
    void aWholeResultIsStreamedInOrder() {
        String source = "BULK_STREAM";
        many(source);
        String base = PATH + "?source=" + source + "&level=4&frequency=M";
        Response csv = viewer().get(base + "&format=csv&sort=series");
        csv.then().statusCode(200).header("Link", nullValue()).header("ETag", startsWith("\"r"));
        List<String> lines = csv.asString().lines().toList();
        assertThat(lines).hasSize(1 + 8 * 144);
        assertThat(lines.get(0)).startsWith("seriesKey,source,");
        assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .isSorted();
        assertThat(lines.get(1)).contains(",2701,", ",2010-01,REPORTED,2701,USD,");
        assertThat(lines).anyMatch(line -> line.contains(",2708,") && line.contains(",2010-08,SUPPRESSED,,USD,"));
        List<String> items = viewer().get(base + "&format=ndjson&sort=-primaryValue")
                .asString()
                .lines()
                .toList();
        assertThat(items).hasSize(8 * 144);
        assertThat(JsonPath.from(items.get(0)).getString("primaryValue")).isEqualTo("2708.99");
        assertThat(items.stream()
                        .map(item -> JsonPath.from(item).getString("seriesKey"))
                        .distinct())
                .hasSize(8);
        // Without an order it is the same, series by series.
        List<String> stored =
                viewer().get(base + "&format=csv").asString().lines().toList();
        assertThat(stored).containsExactlyInAnyOrderElementsOf(lines);
        for (int series = 0; series < 8; series++) {
            assertThat(stored.subList(1 + series * 144, 1 + (series + 1) * 144)).isSorted();
        }
        assertThat(viewer().get(base).jsonPath().getInt("total")).isEqualTo(8 * 144);
        viewer().get(base + "&format=csv&limit=1000")
                .then()
                .header("X-Total-Count", String.valueOf(8 * 144))
                .header("Link", containsString("rel=\"next\""));
    }

    @Test
    void aStreamStaysOfTheRevisionThatIsAsked() {
        String source = "BULK_ASOF";
        many(source);
        long series = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2701");
        fixture.revise(source, SECOND, series, List.of(Row.reported("2010-01", "999999")));
        String base = PATH + "?source=" + source + "&level=4&frequency=M&format=csv";
        assertThat(viewer().get(base).asString()).contains(",2010-01,REPORTED,999999,USD,");
        assertThat(viewer().get(base + "&asOf=2024-09-20").asString().lines().toList())
                .hasSize(1 + 8 * 144)
                .noneMatch(line -> line.contains(",999999,"))
                .anyMatch(line -> line.contains(",2701,") && line.contains(",2010-01,REPORTED,2701,USD,"));
    }

    @Test
    void anUnchangedStreamIsNotSentAgain() {
        String source = "BULK_STREAM";
        many(source);
        String url = PATH + "?source=" + source + "&level=4&frequency=M&format=ndjson";
        String tag = viewer().get(url).getHeader("ETag");
        viewer().header("If-None-Match", tag).get(url).then().statusCode(304);
        viewer().header("If-None-Match", "\"r0-0\"").get(url).then().statusCode(200);
        assertThat(viewer().head(url).getHeader("ETag")).isNotEmpty();
    }

    @Test
    void aStreamMayBeCompressed() {
        String source = "BULK_STREAM";
        many(source);
        Response response = viewer().header("Accept-Encoding", "gzip")
                .get(PATH + "?source=" + source + "&level=4&frequency=M&format=csv");
        response.then().header("Content-Encoding", "gzip");
        assertThat(response.asString().lines()).hasSize(1 + 8 * 144);
    }

    @Test
    void aPostedQuestionIsStreamedToo() {
        String source = "BULK_STREAM";
        many(source);
        Response csv = viewer().contentType("application/json")
                .accept("text/csv")
                .body("{\"source\": \"%s\", \"level\": 4, \"frequency\": \"M\"}".formatted(source))
                .post(QUERY);
        csv.then().statusCode(200).contentType(startsWith("text/csv"));
        assertThat(csv.asString().lines()).hasSize(1 + 8 * 144);
    }

    @Test
    void pagesAndTheStreamHoldTheSameFigures() {
        String source = "BULK_STREAM";
        many(source);
        String url = PATH + "?source=" + source + "&level=4&frequency=M";
        TreeSet<String> paged = new TreeSet<>();
        String next = url + "&limit=100";
        while (next != null) {
            Response page = viewer().urlEncodingEnabled(false).get(next);
            page.then()
                    .body("summary.suppressed", equalTo(8 * 3))
                    .body("summary.series", equalTo(8))
                    .body("summary.refused", hasSize(0));
            List<String> keys = page.jsonPath().getList("items.seriesKey");
            List<String> periods = page.jsonPath().getList("items.period");
            for (int i = 0; i < keys.size(); i++) {
                paged.add(keys.get(i) + "," + periods.get(i));
            }
            next = page.jsonPath().getString("next");
        }
        TreeSet<String> streamed = viewer().get(url + "&format=ndjson")
                .asString()
                .lines()
                .map(JsonPath::from)
                .map(item -> item.getString("seriesKey") + "," + item.getString("period"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(streamed).isEqualTo(paged).hasSize(8 * 144);
    }

    /** Each stream holds a connection: one too many is told to come again, in the shape of every problem. */
    @Test
    void moreStreamsThanAreAllowedAreToldToComeAgain() throws IOException {
        String source = "BULK_STREAM";
        many(source);
        String url = PATH + "?source=" + source + "&level=4&frequency=M&format=csv";
        streams.send(() -> streams.send(() -> streams.send(() -> {
            viewer().get(url).then().statusCode(200);
            streams.send(() -> viewer().get(url)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("detail", containsString("use limit")));
        })));
        viewer().get(url).then().statusCode(200);
    }
}
