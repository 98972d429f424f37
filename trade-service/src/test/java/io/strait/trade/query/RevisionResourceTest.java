package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each case has a source or a partner of its own. Instants are tested with real ingests, see VintageKindTest. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RevisionResourceTest {
    private static final String PATH = "/trade/v1/revisions";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");
    private static final int BHUTAN = 64;

    @Inject
    Fixture fixture;

    private static RequestSpecification of(String source) {
        return given().auth().oauth2(Tokens.viewer()).queryParam("source", source);
    }

    private long series(String source, String commodity) {
        fixture.source(source, false);
        return fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", commodity);
    }

    /** Each item as its period, kind of change and values. */
    private static List<String> told(JsonPath page) {
        List<Map<String, ?>> items = page.getList("items");
        return items.stream()
                .map(item -> item.get("period") + " " + item.get("change") + " " + value(item.get("before")) + " "
                        + value(item.get("after")))
                .toList();
    }

    private static String value(@Nullable Object figure) {
        return figure instanceof Map<?, ?> members ? String.valueOf(members.get("primaryValue")) : "null";
    }

    @Test
    void aRevisionTellsWhatChangedFromWhatToWhat() {
        // Given
        long series = series("REV_WHOLE", "271012");
        long added = fixture.revise(
                "REV_WHOLE",
                FIRST,
                series,
                List.of(
                        Row.reported("2024-07", "100"),
                        Row.reported("2024-08", "100.50"),
                        Row.reported("2024-09", "7")));
        long revised = fixture.revise(
                "REV_WHOLE",
                SECOND,
                series,
                List.of(Row.reported("2024-08", "120"), new Row("2024-09", "SUPPRESSED", null)));
        // When
        Response response = of("REV_WHOLE").queryParam("since", revised).get(PATH);
        // Then
        response.then()
                .statusCode(200)
                .contentType("application/json")
                .header("ETag", startsWith("\"r"))
                .body("firstRevision", equalTo((int) revised))
                .body("count", equalTo(2))
                .body("items[0].seriesKey", containsString("REV_WHOLE"))
                .body("items[0].reporter.alpha3", equalTo("KOR"))
                .body("items[0].currency", equalTo("USD"))
                .body("items[0].change", equalTo("REVISED"))
                .body("items[0].revision", equalTo((int) revised))
                .body("items[0].vintage", equalTo("2024-10-15T00:00:00Z"))
                .body("items[0].vintageKind", nullValue())
                .body("items[0].ingest.href", startsWith("/trade/v1/ingests/"))
                .body("items[0].period", equalTo("2024-09"))
                .body("items[0].before.status", equalTo("REPORTED"))
                .body("items[0].after.status", equalTo("SUPPRESSED"))
                .body(
                        "items[0].changed",
                        equalTo(List.of("status", "primaryValue", "netWeight", "quantity", "quantityUnit")))
                .body("items[1].changed", equalTo(List.of("primaryValue")))
                .body("next", nullValue());
        assertThat(told(response.jsonPath())).containsExactly("2024-09 REVISED 7 null", "2024-08 REVISED 100.5 120");
        assertThat(told(of("REV_WHOLE")
                        .queryParam("until", added)
                        .queryParam("order", "oldest")
                        .get(PATH)
                        .jsonPath()))
                .containsExactly("2024-07 ADDED null 100", "2024-08 ADDED null 100.5", "2024-09 ADDED null 7");
        of("REV_WHOLE")
                .queryParam("change", "added")
                .get(PATH)
                .then()
                .body("items", hasSize(3))
                .body("items[0].before", nullValue())
                .body("items[0].changed", hasSize(0));
    }

    /** The last page's cursor of every size of page leads to the same list. */
    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest"})
    void pagesOfAnySizeAreTheWholeList(String order) {
        // Given
        String source = "REV_PAGES_" + order.toUpperCase(java.util.Locale.ROOT);
        long one = series(source, "271012");
        long other = series(source, "271019");
        for (int round = 1; round <= 3; round++) {
            String amount = String.valueOf(round);
            fixture.revise(source, FIRST.plusSeconds(round), one, months(round + 3, amount));
            fixture.revise(source, SECOND.plusSeconds(round), other, months(round + 1, amount));
        }
        List<String> whole =
                told(of(source).queryParam("order", order).get(PATH).jsonPath());
        assertThat(whole).hasSize(4 + 5 + 6 + 2 + 3 + 4);
        for (int limit : List.of(1, 2, 5, 23, 24)) {
            // When
            List<String> paged = new ArrayList<>();
            String next = PATH + "?source=" + source + "&order=" + order + "&limit=" + limit;
            while (next != null) {
                JsonPath page = given().auth()
                        .oauth2(Tokens.viewer())
                        .urlEncodingEnabled(false)
                        .get(next)
                        .jsonPath();
                assertThat(page.getList("items").size()).isLessThanOrEqualTo(limit);
                paged.addAll(told(page));
                next = page.getString("next");
            }
            // Then
            assertThat(paged).as("limit " + limit).isEqualTo(whole);
        }
    }

    private static List<Row> months(int count, String amount) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(month -> Row.reported("2024-%02d".formatted(month), amount))
                .toList();
    }

    /** Without source, reporter and commodity the revisions are walked along. */
    @Test
    void aWalkAlongTheRevisionsFindsTheSame() {
        // Given
        fixture.source("REV_WALK", false);
        long series = fixture.series("REV_WALK", Fixture.KOREA, BHUTAN, "X", "271012");
        fixture.revise("REV_WALK", FIRST, series, List.of(Row.reported("2024-01", "1"), Row.reported("2024-03", "3")));
        long last = fixture.revise("REV_WALK", SECOND, series, List.of(Row.reported("2024-03", "4")));
        RequestSpecification walk = given().auth().oauth2(Tokens.viewer()).queryParam("partner", "BTN");
        // When
        JsonPath page = walk.queryParam("period", "2024-02..2024-05").get(PATH).jsonPath();
        // Then
        assertThat(told(page)).containsExactly("2024-03 REVISED 3 4", "2024-03 ADDED null 3");
        // And: later revisions than the first page's are not part of the list
        JsonPath first = walk.queryParam("limit", "1").get(PATH).jsonPath();
        fixture.revise("REV_WALK", SECOND, series, List.of(Row.reported("2024-03", "5")));
        JsonPath second = given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(first.getString("next"))
                .jsonPath();
        assertThat(first.getLong("revision")).isEqualTo(last);
        assertThat(told(second)).containsExactly("2024-03 ADDED null 3");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        long series = series("REV_ETAG", "271012");
        long revision = fixture.revise("REV_ETAG", FIRST, series, List.of(Row.reported("2024-01", "1")));
        String tag = of("REV_ETAG").get(PATH).header("ETag");
        of("REV_ETAG")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(304)
                .body(emptyString());
        String closed = of("REV_ETAG").queryParam("until", revision).get(PATH).header("ETag");
        fixture.revise("REV_ETAG", SECOND, series, List.of(Row.reported("2024-01", "2")));
        of("REV_ETAG").header("If-None-Match", tag).get(PATH).then().statusCode(200);
        of("REV_ETAG")
                .queryParam("until", revision)
                .header("If-None-Match", closed)
                .get(PATH)
                .then()
                .statusCode(304);
        of("REV_ETAG")
                .queryParam("since", 900_000_000)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("warnings.code", hasItem("no-figures"));
    }

    @Test
    void csvAndNdjsonSayTheSame() {
        long series = series("REV_FORMATS", "271012");
        fixture.revise("REV_FORMATS", FIRST, series, List.of(Row.reported("2024-01", "1")));
        fixture.revise("REV_FORMATS", SECOND, series, List.of(Row.reported("2024-01", "2")));
        String csv = of("REV_FORMATS")
                .accept("text/csv")
                .queryParam("limit", "1")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .asString();
        assertThat(csv.split("\r\n")).hasSize(2).satisfies(lines -> {
            assertThat(lines[0])
                    .startsWith("seriesKey,source,")
                    .contains(",period,change,changed,beforeStatus,beforePrimaryValue,")
                    .endsWith(",revision,vintage,vintageKind,publishedAt,ingest");
            assertThat(lines[1]).contains(",2024-01,REVISED,primaryValue,REPORTED,1,");
        });
        String lines =
                of("REV_FORMATS").queryParam("format", "ndjson").get(PATH).asString();
        assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"seriesKey\":\"REV_FORMATS."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sinse=1                          | sinse     | no such parameter",
                "since=yesterday                  | since     | is no revision, no instant and no date",
                "until=2999-01-01                 | until     | is in the future",
                "since=0001-01-01                 | since     | is too early",
                "since=9&until=8                  | until     | comes before since",
                "since=2024-02-01&until=2024-01-01| until     | comes before since",
                "change=deleted                   | change    | is no kind of change",
                "order=random                     | order     | is no order",
                "cursor=abc                       | cursor    | cannot be read",
                "period=2024-08..2024-01          | period    | ends before it starts",
                "limit=10001                      | limit     | is out of range",
                "reporter=KRO                     | reporter  | no such area",
                "asOf=2024-01-01                  | asOf      | no such parameter"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(PATH + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message))
                .body("violations[0].expected", not(emptyString()));
    }

    @Test
    void badInputIsHelpedAlong() {
        of("COMTRADE")
                .queryParam("sinse", "1")
                .queryParam(
                        "commodity",
                        String.join(
                                ",",
                                IntStream.range(1000, 1101)
                                        .mapToObj(String::valueOf)
                                        .toList()))
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.find { it.field == 'sinse' }.expected", containsString("did you mean since"))
                .body("violations.find { it.field == 'commodity' }.message", equalTo("too many values"));
    }
}
