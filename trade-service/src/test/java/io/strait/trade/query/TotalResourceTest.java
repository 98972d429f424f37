package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class TotalResourceTest {
    private static final String PATH = "/trade/v1/totals";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");
    private static final JsonPathConfig EXACT =
            JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL);
    private static final int GERMANY = 276;
    private static final int UNITED_KINGDOM = 826;

    @Inject
    Fixture fixture;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static Response get(String query) {
        return viewer().urlEncodingEnabled(false).get(PATH + "?" + query);
    }

    private static ValidatableResponse ok(String query) {
        return get(query).then().statusCode(200);
    }

    private void figure(String source, long series, String period, String value) {
        fixture.revise(source, FIRST, series, List.of(Row.reported(period, value)));
    }

    private void partners(String source, Map<Integer, String> values) {
        fixture.source(source, false);
        values.forEach((partner, value) -> figure(
                source, fixture.series(source, "A", Fixture.KOREA, partner, "X", "H6", "TOTAL", "0"), "2023", value));
    }

    @Test
    void theTopOfAYearTellsRanksTiesSharesAndTheRest() {
        String source = "TOT_TOP";
        partners(
                source,
                Map.of(
                        Fixture.JAPAN,
                        "40",
                        Fixture.CHINA,
                        "30",
                        GERMANY,
                        "10",
                        UNITED_KINGDOM,
                        "10",
                        842,
                        "10",
                        Fixture.WORLD,
                        "100"));
        ok("source=" + source + "&reporter=KOR&flow=X&commodity=TOTAL&period=2023&groupBy=partner&top=3")
                .body("groups", equalTo(5))
                .body("count", equalTo(3))
                .body("items.keys.partner.alpha3", equalTo(List.of("JPN", "CHN", "DEU")))
                .body("items.rank", equalTo(List.of(1, 2, 3)))
                .body("items.tied", equalTo(List.of(1, 1, 3)))
                .body("items.share", equalTo(List.of(0.4f, 0.3f, 0.1f)))
                .body("items[0].amounts.measures.primaryValue.value", equalTo(40))
                .body("items[0].amounts.currency", equalTo("USD"))
                .body("rest.groups", equalTo(2))
                .body("rest.tied", equalTo(2))
                .body("rest.share", equalTo(0.2f))
                .body("rest.amounts.measures.primaryValue.value", equalTo(20))
                .body("whole.measures.primaryValue.value", equalTo(100))
                .body("whole.series", equalTo(5))
                .body("of.partner", equalTo(List.of("parts")))
                .body("of.commodityLevel", equalTo(List.of(0)))
                .body("refused", hasSize(0))
                .body("sources.code", equalTo(List.of(source)))
                .body("next", nullValue());
    }

    @Test
    void allPairsOfAYearAreRankedInOneQuestion() {
        String source = "TOT_PAIRS";
        fixture.source(source, false);
        int[] areas = {Fixture.KOREA, Fixture.JAPAN, Fixture.CHINA, GERMANY};
        int value = 0;
        for (int reporter : areas) {
            for (int partner : areas) {
                value++;
                if (reporter != partner) {
                    figure(
                            source,
                            fixture.series(source, "A", reporter, partner, "X", "H6", "TOTAL", "0"),
                            "2023",
                            String.valueOf(value));
                }
            }
        }
        ok("source=" + source + "&flow=X&commodity=TOTAL&period=2023&groupBy=reporter,partner&top=2")
                .body("groups", equalTo(12))
                .body("items.keys.reporter.alpha3", equalTo(List.of("DEU", "DEU")))
                .body("items.keys.partner.alpha3", equalTo(List.of("CHN", "JPN")))
                .body("items.amounts.measures.primaryValue.value", equalTo(List.of(15, 14)));
    }

    /** What a figure is counted twice by: each case has the plain series, and another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partner=all                          | partner        | partner=parts, or one of the totals: 0",
                "partner=W00,JPN                      | partner        | partner=parts, or one of the totals: 0",
                "commodity=27*                        | commodity      | level=2 or level=4",
                "flow=X,RX                            | flow           | flow=RX or X",
                "flow=X,M                             | flow           | flow=M or X",
                "classification=H5,H6                 | classification | classification=H5 or H6",
                "transport=all                        | transport      | transport=parts, or nothing for the total 0",
                "source=TOT_GUARD,TOT_GUARD2          | source         | source=TOT_GUARD or TOT_GUARD2",
            })
    void aSumThatWouldCountTwiceIsRefused(String query, String field, String choose) {
        guarded();
        Map<String, String> parameters = new HashMap<>(Map.of(
                "source", "TOT_GUARD", "partner", "JPN", "commodity", "2710", "flow", "X", "classification", "H6"));
        String[] parameter = query.trim().split("=", 2);
        parameters.put(parameter[0], parameter[1]);
        StringBuilder whole = new StringBuilder("period=2023");
        parameters.forEach(
                (name, value) -> whole.append('&').append(name).append('=').append(value));
        get(whole.toString())
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unprocessable"))
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo(field))
                .body("violations[0].expected", startsWith(choose));
        // Added apart it is no sum, and the groups are not added to one another.
        ok(whole + "&groupBy=" + field)
                .body("items", hasSize(2))
                .body("whole.measures", nullValue())
                .body("whole.figures", equalTo(2))
                .body("items.share", equalTo(Arrays.asList(null, null)))
                .body("refused.field", equalTo(List.of(field)));
    }

    private void guarded() {
        String source = "TOT_GUARD";
        if (!fixture.isNewSource(source)) {
            return;
        }
        fixture.source(source, false);
        fixture.source("TOT_GUARD2", false);
        int korea = Fixture.KOREA;
        int japan = Fixture.JAPAN;
        for (long series : List.of(
                fixture.series(source, "A", korea, japan, "X", "H6", "2710", "0"),
                fixture.series(source, "A", korea, Fixture.WORLD, "X", "H6", "2710", "0"),
                fixture.series(source, "A", korea, japan, "X", "H6", "27", "0"),
                fixture.series(source, "A", korea, japan, "RX", "H6", "2710", "0"),
                fixture.series(source, "A", korea, japan, "M", "H6", "2710", "0"),
                fixture.series(source, "A", korea, japan, "X", "H5", "2710", "0"),
                fixture.series(source, "A", korea, japan, "X", "H6", "2710", "2100"),
                fixture.series("TOT_GUARD2", "A", korea, japan, "X", "H6", "2710", "0"))) {
            figure(source, series, "2023", "1");
        }
    }

    @Test
    void yearsAreNotAddedToMonths() {
        String source = "TOT_LENGTH";
        fixture.source(source, false);
        figure(source, fixture.series(source, "A", Fixture.KOREA, Fixture.JAPAN, "X", "H6", "2710", "0"), "2023", "12");
        figure(
                source,
                fixture.series(source, "M", Fixture.KOREA, Fixture.JAPAN, "X", "H6", "2710", "0"),
                "2023-01",
                "1");
        // A question is of one length: either names it.
        ok("source=" + source + "&commodity=2710&period=2023")
                .body("whole.measures.primaryValue.value", equalTo(12))
                .body("of.frequency", equalTo(List.of("A")));
        ok("source=" + source + "&commodity=2710&frequency=M").body("whole.measures.primaryValue.value", equalTo(1));
    }

    @Test
    void whatIsNotThereIsTold() {
        String source = "TOT_COVER";
        fixture.source(source, false);
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710"),
                List.of(
                        Row.reported("2023-01", "1"),
                        new Row("2023-02", "ESTIMATED", "2"),
                        new Row("2023-03", "MISSING", null),
                        new Row("2023-04", "SUPPRESSED", null)));
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, Fixture.KOREA, Fixture.CHINA, "X", "2710"),
                List.of(Row.reported("2023-01", "0")));
        String base = "source=" + source + "&commodity=2710";
        ok(base + "&period=2023-01..2023-06&groupBy=partner&measures=primaryValue,netWeight")
                .body("whole.series", equalTo(2))
                .body("whole.figures", equalTo(5))
                .body("whole.notReported", equalTo(7))
                .body("whole.incomplete", equalTo(true))
                .body("items[1].keys.partner.alpha3", equalTo("JPN"))
                .body("items[1].amounts.figures", equalTo(4))
                .body("items[1].amounts.estimated", equalTo(1))
                .body("items[1].amounts.missing", equalTo(1))
                .body("items[1].amounts.suppressed", equalTo(1))
                .body("items[1].amounts.notReported", equalTo(2))
                .body("items[1].amounts.measures.primaryValue.value", equalTo(3))
                .body("items[1].amounts.measures.primaryValue.figures", equalTo(2))
                .body("items[1].amounts.measures.netWeight.value", equalTo(2400001))
                .body("items[0].amounts.measures.primaryValue.value", equalTo(0));
        // Years from months: a year with eight of twelve months does not pass for a whole one.
        ok(base + "&period=2023&seriesFrequency=M&groupBy=partner,period")
                .body("items.keys.period", equalTo(List.of("2023", "2023")))
                .body("items.amounts.notReported", equalTo(List.of(11, 8)))
                .body("items.amounts.incomplete", equalTo(List.of(true, true)));
        ok(base + "&frequency=M&groupBy=period")
                .body("items.keys.period", equalTo(List.of("2023-01", "2023-02", "2023-03", "2023-04")))
                .body("items.amounts.measures.primaryValue.value", equalTo(Arrays.asList(1, 2, null, null)))
                .body("items.amounts.series", equalTo(List.of(2, 1, 1, 1)))
                .body("items.amounts.notReported", equalTo(Arrays.asList(null, null, null, null)))
                .body("whole.series", equalTo(2));
    }

    @Test
    void withoutFiguresThereIsNoSum() {
        fixture.source("TOT_EMPTY", false);
        ok("source=TOT_EMPTY&commodity=2710&period=2023&groupBy=partner")
                .body("groups", equalTo(0))
                .body("items", hasSize(0))
                .body("whole.measures.primaryValue.value", nullValue())
                .body("warnings.code", hasItem("no-figures"));
        ok("source=TOT_EMPTY&commodity=2710&period=2023").body("items", hasSize(0));
    }

    @Test
    void anEarlierTotalCanBeAsked() {
        String source = "TOT_ASOF";
        fixture.source(source, false);
        long series = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710");
        fixture.revise(source, FIRST, series, List.of(Row.reported("2023-01", "5"), Row.reported("2023-02", "5")));
        Response before = get("source=" + source + "&commodity=2710&frequency=M");
        fixture.revise(source, SECOND, series, List.of(Row.reported("2023-01", "50")));
        ok("source=" + source + "&commodity=2710&frequency=M").body("whole.measures.primaryValue.value", equalTo(55));
        ok("source=" + source + "&commodity=2710&frequency=M&asOf=2024-09-20")
                .body("whole.measures.primaryValue.value", equalTo(10));
        String url = PATH + "?source=" + source + "&commodity=2710&frequency=M";
        assertThat(viewer().header("If-None-Match", before.getHeader("ETag"))
                        .get(url)
                        .statusCode())
                .isEqualTo(200);
        String tag = viewer().get(url).getHeader("ETag");
        assertThat(viewer().header("If-None-Match", tag).get(url).statusCode()).isEqualTo(304);
    }

    /** Figures at random, added by the service and by this test from what the service gives of each. */
    @Test
    void groupsAddUpToWhatTheFiguresSay() {
        String source = "TOT_RANDOM";
        fixture.source(source, false);
        Random random = new Random(20_241_120);
        for (int partner : List.of(Fixture.JAPAN, Fixture.CHINA, GERMANY, UNITED_KINGDOM)) {
            for (String commodity : List.of("2710", "2711", "8542")) {
                List<Row> rows = new ArrayList<>();
                for (int month = 1; month <= 12; month++) {
                    int kind = random.nextInt(10);
                    if (kind < 8) {
                        rows.add(new Row(
                                "2023-%02d".formatted(month),
                                kind == 0 ? "ESTIMATED" : "REPORTED",
                                random.nextInt(100_000) + "." + random.nextInt(1000)));
                    } else if (kind == 8) {
                        rows.add(new Row("2023-%02d".formatted(month), "MISSING", null));
                    }
                }
                fixture.revise(source, FIRST, fixture.series(source, Fixture.KOREA, partner, "X", commodity), rows);
            }
        }
        String selection = "source=" + source + "&level=4&frequency=M";
        List<Map<String, Object>> figures = viewer().get("/trade/v1/observations?" + selection)
                .jsonPath()
                .using(EXACT)
                .getList("items");
        for (List<String> groupBy : List.of(
                List.of("partner"),
                List.of("commodity", "period"),
                List.of("period"),
                List.of("partner", "commodity"))) {
            Map<List<String>, BigDecimal> expected = new HashMap<>();
            for (Map<String, Object> figure : figures) {
                if (figure.get("primaryValue") != null) {
                    expected.merge(
                            groupBy.stream().map(name -> key(figure.get(name))).toList(),
                            new BigDecimal(figure.get("primaryValue").toString()),
                            BigDecimal::add);
                }
            }
            Map<List<String>, BigDecimal> told = new HashMap<>();
            String next = PATH + "?" + selection + "&limit=5&groupBy=" + String.join(",", groupBy);
            while (next != null) {
                var page =
                        viewer().urlEncodingEnabled(false).get(next).jsonPath().using(EXACT);
                List<Map<String, Object>> keys = page.getList("items.keys");
                List<Object> values = page.getList("items.amounts.measures.primaryValue.value");
                for (int i = 0; i < keys.size(); i++) {
                    if (values.get(i) != null) {
                        Map<String, Object> of = keys.get(i);
                        assertThat(told.put(
                                        groupBy.stream()
                                                .map(name -> key(of.get(name)))
                                                .toList(),
                                        new BigDecimal(values.get(i).toString())))
                                .isNull();
                    }
                }
                next = page.getString("next");
            }
            assertThat(told.keySet()).isEqualTo(expected.keySet());
            told.forEach((key, value) -> assertThat(value).as("%s", key).isEqualByComparingTo(expected.get(key)));
        }
    }

    private static String key(@Nullable Object value) {
        return value instanceof Map<?, ?> area ? String.valueOf(area.get("code")) : String.valueOf(value);
    }

    @Test
    void groupsAreGivenAsCsvAndByABody() {
        String source = "TOT_CSV";
        partners(source, Map.of(Fixture.JAPAN, "40", Fixture.CHINA, "30"));
        String csv = get("source=" + source + "&commodity=TOTAL&period=2023&groupBy=partner,flow&top=1&labels=true"
                        + "&format=csv")
                .asString();
        assertThat(csv.lines())
                .containsExactly(
                        "partner,partnerAlpha3,partnerName,flow,flowName,rank,tied,share,currency,series,figures,"
                                + "estimated,missing,suppressed,notReported,incomplete,primaryValue,primaryValueFigures",
                        "392,JPN,Japan,X,Export,1,1,0.5714285714285714,USD,1,1,0,0,0,0,false,40,1");
        viewer().contentType("application/json")
                .body("{\"source\": \"%s\", \"commodity\": [\"TOTAL\"], \"period\": 2023, \"groupBy\": [\"partner\"],"
                                .formatted(source)
                        + " \"top\": 1}")
                .post(PATH + "/query")
                .then()
                .statusCode(200)
                .body("items.keys.partner.alpha3", equalTo(List.of("JPN")))
                .body("rest.groups", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groupBy=partnr                    | groupBy  | no such dimension",
                "top=0&groupBy=partner             | top      | is out of range",
                "top=10                            | groupBy  | is needed",
                "top=10&groupBy=partner&sort=value | top      | comes in the order of rank, on one page",
                "measures=quantity                 | measures | no such measure",
                "sort=size                         | sort     | no such order",
                "cursor=zzz                        | cursor   | cannot be read",
                "group=partner                     | group    | no such parameter"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        get("commodity=2710&period=2023&" + query.trim())
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message));
    }
}
