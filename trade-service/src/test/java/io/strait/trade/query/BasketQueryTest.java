package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A basket where a commodity may stand. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BasketQueryTest {
    private static final String ACCUMULATIONS = "/trade/v1/accumulations";
    private static final String RECORDS = "/trade/v1/records";
    private static final String COMPARISONS = "/trade/v1/comparisons";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");

    private static final String BY_FACTOR = "380110";
    private static final String WHOLE = "380120";
    private static final String UNKNOWN = "380130";

    @Inject
    Fixture fixture;

    private static RequestSpecification question(String basket, String source) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("flow", "X")
                .queryParam("commodity", "basket:" + basket)
                .queryParam("source", source);
    }

    private static String item(String code, @Nullable String share) {
        return "{\"classification\": \"H6\", \"code\": \"%s\", \"share\": %s, \"shareSource\": \"test\"}"
                .formatted(code, share);
    }

    private static ValidatableResponse put(String id, @Nullable String version, String... items) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"Basket %s\", \"items\": [%s]}".formatted(id, String.join(",", items)));
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return request.put("/trade/v1/baskets/" + id).then();
    }

    private static void basket(String id) {
        put(id, null, item(BY_FACTOR, "0.25"), item(WHOLE, "1"), item(UNKNOWN, null))
                .statusCode(201);
    }

    private static List<Row> months(String before, String now) {
        List<Row> rows = new ArrayList<>();
        for (String month : List.of("01", "02", "03")) {
            rows.add(Row.reported("2023-" + month, before));
            rows.add(Row.reported("2024-" + month, now));
        }
        return rows;
    }

    /** Of each month 75 in 2023 and 110 in 2024, of which 25 and 50 are by factor. */
    private long load(String source, int reporter, int partner, String flow) {
        fixture.source(source, false);
        fixture.revise(source, FIRST, fixture.series(source, reporter, partner, flow, UNKNOWN), months("10", "20"));
        fixture.revise(source, FIRST, fixture.series(source, reporter, partner, flow, BY_FACTOR), months("100", "200"));
        long whole = fixture.series(source, reporter, partner, flow, WHOLE);
        fixture.revise(source, FIRST, whole, months("50", "60"));
        return whole;
    }

    @Test
    void accumulationsSayHowMuchIsByFactorAndWhatIsLeftOut() {
        load("BQ_ACC", Fixture.KOREA, Fixture.JAPAN, "X");
        basket("BQ_ACC");
        question("bq_acc", "BQ_ACC")
                .queryParam("through", "2024-03")
                .get(ACCUMULATIONS)
                .then()
                .statusCode(200)
                .body("commodity", equalTo("basket:BQ_ACC"))
                .body("basket.id", equalTo("BQ_ACC"))
                .body("basket.name", equalTo("Basket BQ_ACC"))
                .body("basket.version", equalTo(1))
                .body("basket.versions.BQ_ACC", equalTo(1))
                .body("results", hasSize(1))
                .body("results[0].seriesKey", equalTo("BQ_ACC.M.KOR.JPN.X.H6.basket:BQ_ACC.USD"))
                .body("results[0].classification", equalTo("H6"))
                .body("results[0].value", equalTo(330))
                .body("results[0].isRecord", equalTo(true))
                .body("results[0].previousBest.difference", equalTo(105))
                .body("results[0].window.monthsEstimated", equalTo(3))
                .body("results[0].parts.byFactor", equalTo(150))
                .body("results[0].parts.estimatedShare", equalTo(0.454545f))
                .body("results[0].parts.leftOut.code", contains(UNKNOWN))
                .body("results[0].parts.leftOut.value", contains(60))
                .body("results[0].parts.noFigure", hasSize(0))
                .body("results[0].vintage", equalTo("2024-09-20T00:00:00Z"));
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("flow", "X")
                .queryParam("commodity", WHOLE)
                .queryParam("source", "BQ_ACC")
                .queryParam("through", "2024-03")
                .get(ACCUMULATIONS)
                .then()
                .body("basket", nullValue())
                .body("results[0].parts", nullValue());
    }

    @Test
    void sourcesAndCurrenciesAreNeverMixed() {
        long whole = load("BQ_MIX_A", Fixture.KOREA, Fixture.JAPAN, "X");
        load("BQ_MIX_B", Fixture.KOREA, Fixture.JAPAN, "X");
        fixture.currency(whole, "KRW");
        put("BQ_MIX", null, item(BY_FACTOR, "0.25"), item(WHOLE, "1")).statusCode(201);
        question("BQ_MIX", "BQ_MIX_A,BQ_MIX_B")
                .queryParam("through", "2024-03")
                .get(ACCUMULATIONS)
                .then()
                .body("results.source.code", contains("BQ_MIX_A", "BQ_MIX_A", "BQ_MIX_B"))
                .body("results.findAll { it.source.code == 'BQ_MIX_A' }.value", contains(nullValue(), nullValue()))
                .body("results[2].value", equalTo(330));
    }

    @Test
    void aMonthWithoutOneOfItsCodesIsMissing() {
        fixture.source("BQ_GAP", false);
        fixture.revise(
                "BQ_GAP",
                FIRST,
                fixture.series("BQ_GAP", Fixture.KOREA, Fixture.JAPAN, "X", BY_FACTOR),
                List.of(
                        Row.reported("2024-01", "100"),
                        Row.reported("2024-02", "100"),
                        new Row("2024-03", "SUPPRESSED", null)));
        fixture.revise(
                "BQ_GAP",
                FIRST,
                fixture.series("BQ_GAP", Fixture.KOREA, Fixture.JAPAN, "X", WHOLE),
                List.of(Row.reported("2024-01", "50"), Row.reported("2024-03", "50")));
        basket("BQ_GAP");
        question("BQ_GAP", "BQ_GAP")
                .queryParam("through", "2024-03")
                .get(ACCUMULATIONS)
                .then()
                .body("results[0].value", nullValue())
                .body("results[0].rank", nullValue())
                .body("results[0].window.sumOfPresent", equalTo(75))
                .body("results[0].window.missingMonths.month", contains("2024-02", "2024-03"))
                .body("results[0].window.missingMonths.reason", contains("NOT_REPORTED", "SUPPRESSED"))
                .body("results[0].parts.byFactor", equalTo(25))
                .body("results[0].parts.noFigure.code", contains(BY_FACTOR, WHOLE))
                .body("results[0].parts.noFigure.reason", contains("SUPPRESSED", "NOT_REPORTED"))
                .body("results[0].parts.leftOut.code", contains(UNKNOWN))
                .body("results[0].parts.leftOut.value", contains(nullValue()));
    }

    @Test
    void recordsRankABasketLikeACommodity() {
        load("BQ_REC", Fixture.KOREA, Fixture.JAPAN, "X");
        basket("BQ_REC");
        question("BQ_REC", "BQ_REC")
                .queryParam("window", "ytd")
                .get(RECORDS)
                .then()
                .statusCode(200)
                .body("basket.version", equalTo(1))
                .body("results[0].value", equalTo(330))
                .body("results[0].high.isRecord", equalTo(true))
                .body("results[0].high.previousBest.difference", equalTo(105))
                .body("results[0].parts.estimatedShare", equalTo(0.454545f));
        String csv = question("BQ_REC", "BQ_REC")
                .queryParam("window", "month")
                .queryParam("format", "csv")
                .get(RECORDS)
                .asString();
        String[] lines = csv.split("\r\n");
        assertThat(lines[0]).endsWith(",vintage,estimatedShare,byFactor,reportedAsEstimate,leftOut,noFigure");
        assertThat(lines[1]).endsWith(",2024-09-20T00:00:00Z,0.454545,50,0," + UNKNOWN + ",");
        put("BQ_REC_NONE", null, item(UNKNOWN, null)).statusCode(201);
        question("BQ_REC_NONE", "BQ_REC")
                .queryParam("window", "month")
                .get(RECORDS)
                .then()
                .body("results", hasSize(0))
                .body("warnings[0].code", equalTo("no-complete-window"));
    }

    @Test
    void bothSidesOfABasketAreCompared() {
        load("BQ_CMP", Fixture.KOREA, Fixture.JAPAN, "X");
        load("BQ_CMP", Fixture.JAPAN, Fixture.KOREA, "M");
        long whole = fixture.series("BQ_CMP", Fixture.JAPAN, Fixture.KOREA, "M", WHOLE);
        fixture.revise("BQ_CMP", FIRST, whole, List.of(Row.reported("2024-03", "71")));
        basket("BQ_CMP");
        question("BQ_CMP", "BQ_CMP")
                .get(COMPARISONS)
                .then()
                .statusCode(200)
                .body("basket.id", equalTo("BQ_CMP"))
                .body("commodities", contains("basket:BQ_CMP"))
                .body("pairs", hasSize(1))
                .body("pairs[0].commonMonth", equalTo("2024-03"))
                .body("pairs[0].month.difference", equalTo(11))
                .body("pairs[0].exporterView.month.value", equalTo(110))
                .body("pairs[0].exporterView.month.before", equalTo(75))
                .body("pairs[0].exporterView.notHeld", hasSize(0))
                .body("pairs[0].exporterView.lines[0].monthParts.byFactor", equalTo(50))
                .body("pairs[0].importerView.lines[0].yearToDateParts.estimatedShare", equalTo(0.439883f))
                .body("pairs[0].importerView.lines[0].yearToDateParts.leftOut.value", contains(60));
        String[] lines = question("BQ_CMP", "BQ_CMP")
                .queryParam("format", "csv")
                .get(COMPARISONS)
                .asString()
                .split("\r\n");
        assertThat(lines[0]).endsWith(",estimatedShare,byFactor,reportedAsEstimate,leftOut,noFigure");
        assertThat(lines).hasSizeGreaterThan(4).allSatisfy(line -> assertThat(line.split(",", -1))
                .hasSameSizeAs(lines[0].split(",", -1)));
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("commodity", "basket:BQ_CMP,271012")
                .get(COMPARISONS)
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("stands beside other lines"));
    }

    @Test
    void thePastHasItsOwnBasketAndFigures() {
        long whole = load("BQ_ASOF", Fixture.KOREA, Fixture.JAPAN, "X");
        basket("BQ_ASOF");
        String then = given().auth()
                .oauth2(Tokens.viewer())
                .get("/trade/v1/baskets/BQ_ASOF")
                .path("editedAt");
        Response before =
                question("BQ_ASOF", "BQ_ASOF").queryParam("window", "ytd").get(RECORDS);
        String tag = before.header("ETag");
        question("BQ_ASOF", "BQ_ASOF")
                .queryParam("window", "ytd")
                .header("If-None-Match", tag)
                .get(RECORDS)
                .then()
                .statusCode(304);
        put("BQ_ASOF", "v1", item(WHOLE, "1")).statusCode(200);
        question("BQ_ASOF", "BQ_ASOF")
                .queryParam("window", "ytd")
                .header("If-None-Match", tag)
                .get(RECORDS)
                .then()
                .statusCode(200)
                .header("ETag", not(endsWith(tag)))
                .body("basket.version", equalTo(2))
                .body("results[0].value", equalTo(180))
                .body("results[0].parts.estimatedShare", equalTo(0));
        fixture.revise("BQ_ASOF", Instant.now(), whole, List.of(Row.reported("2024-03", "1060")));
        question("BQ_ASOF", "BQ_ASOF")
                .queryParam("window", "ytd")
                .get(RECORDS)
                .then()
                .body("results[0].value", equalTo(1180));
        question("BQ_ASOF", "BQ_ASOF")
                .queryParam("window", "ytd")
                .queryParam("asOf", then)
                .get(RECORDS)
                .then()
                .body("basket.version", equalTo(1))
                .body("results[0].value", equalTo(330));
        question("BQ_ASOF", "BQ_ASOF")
                .queryParam("window", "ytd")
                .queryParam("asOf", "2024-10-01")
                .get(RECORDS)
                .then()
                .statusCode(422);
    }

    @Test
    void anUnknownBasketIsToldWithTheNearest() {
        put("BQ_NEAREST", null, item(WHOLE, "1")).statusCode(201);
        for (String path : List.of(ACCUMULATIONS, RECORDS, COMPARISONS)) {
            RequestSpecification question = question("BQ_NEARST", "DEMO");
            if (!path.equals(COMPARISONS)) {
                question.queryParam(
                        path.equals(RECORDS) ? "window" : "through", path.equals(RECORDS) ? "ytd" : "2024-03");
            }
            question.get(path)
                    .then()
                    .statusCode(422)
                    .body("violations[0].field", equalTo("commodity"))
                    .body("violations[0].value", equalTo("basket:BQ_NEARST"))
                    .body("violations[0].expected", containsString("did you mean basket:BQ_NEAREST"));
        }
        question("?", "DEMO")
                .queryParam("window", "ytd")
                .get(RECORDS)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("is no id of a basket"));
    }
}
