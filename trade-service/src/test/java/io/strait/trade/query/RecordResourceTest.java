package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RecordResourceTest {
    private static final String PATH = "/trade/v1/records";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification question(String commodity, String window) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("commodity", commodity)
                .queryParam("flow", "X")
                .queryParam("window", window);
    }

    private static List<Row> months(int year, int count, String amount) {
        List<Row> rows = new ArrayList<>();
        for (int month = 1; month <= count; month++) {
            rows.add(Row.reported(String.format("%d-%02d", year, month), amount));
        }
        return rows;
    }

    private void load(String source, String commodity) {
        fixture.source(source, false);
        long series = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", commodity);
        List<Row> rows = new ArrayList<>(months(1992, 12, "150"));
        rows.addAll(months(2022, 12, "100"));
        rows.addAll(months(2023, 12, "120"));
        rows.addAll(months(2024, 7, "180"));
        rows.add(Row.reported("2024-08", "186.43"));
        rows.add(new Row("2024-09", "SUPPRESSED", null));
        fixture.revise(source, FIRST, series, rows);
    }

    /** January to August 2024 is the figure of Maeil Business Newspaper, 2024-10-27, in millions; the rest is made up. */
    @Test
    void theNewestYearToDateIsTheRecordSince1992() {
        load("REC_YTD", "271021");
        Response response = question("271021", "ytd").get(PATH);
        response.then()
                .statusCode(200)
                .body("window", equalTo("ytd"))
                .body("results", hasSize(1))
                .body("results[0].value", equalTo(1446.43f))
                .body("results[0].currency", equalTo("USD"))
                .body("results[0].window.window", equalTo("2024-01..2024-08"))
                .body("results[0].newestThrough", equalTo("2024-08"))
                .body("results[0].since", equalTo("1992-01..1992-08"))
                .body("results[0].rank.position", equalTo(1))
                .body("results[0].rank.of", equalTo(4))
                .body("results[0].rank.fromLowest", equalTo(4))
                .body("results[0].high.isRecord", equalTo(true))
                .body("results[0].high.previousBest.windows", contains("1992-01..1992-08"))
                .body("results[0].high.previousBest.difference", equalTo(246.43f))
                .body("results[0].high.previousBest.ratio", equalTo(0.205358f))
                .body("results[0].high.lastAsExtreme", nullValue())
                .body("results[0].low.isRecord", equalTo(false))
                .body("results[0].low.lastAsExtreme", equalTo("2023-01..2023-08"))
                .body("results[0].complete", equalTo(4))
                .body("results[0].incomplete", hasSize(29))
                .body("results[0].windows", nullValue())
                .body("results[0].vintage", equalTo("2024-09-20T00:00:00Z"));
        question("271021", "ytd")
                .header("If-None-Match", response.getHeader("ETag"))
                .get(PATH)
                .then()
                .statusCode(304);
    }

    @Test
    void monthsQuartersYearsAndRollingWindowsRankAmongTheirOwnKind() {
        load("REC_KINDS", "271022");
        question("271022", "month")
                .get(PATH)
                .then()
                .body("results[0].window.window", equalTo("2024-08"))
                .body("results[0].rank.of", equalTo(44))
                .body("results[0].high.previousBest.windows", hasSize(7))
                .body("results[0].high.previousBest.difference", equalTo(6.43f));
        question("271022", "month")
                .queryParam("through", "2023-05")
                .get(PATH)
                .then()
                .body("results[0].rank.position", equalTo(13))
                .body("results[0].rank.tiedWith", hasSize(4))
                .body("results[0].rankOfAll.of", equalTo(44))
                .body("results[0].high.lastAsExtreme", equalTo("2023-04"));
        question("271022", "quarter")
                .queryParam("through", "2024-Q3")
                .queryParam("windows", true)
                .get(PATH)
                .then()
                .body("results[0].value", nullValue())
                .body("results[0].rank", nullValue())
                .body("results[0].window.sumOfPresent", equalTo(366.43f))
                .body("results[0].window.missing[0].period", equalTo("2024-09"))
                .body("results[0].window.missing[0].reason", equalTo("SUPPRESSED"))
                .body("results[0].high.previousBest.reason", equalTo("INCOMPLETE"))
                .body("results[0].windows", hasSize(131));
        question("271022", "year")
                .get(PATH)
                .then()
                .body("results[0].window.window", equalTo("2023"))
                .body("results[0].rank.position", equalTo(2))
                .body("results[0].rank.of", equalTo(3));
        question("271022", "rolling")
                .queryParam("months", 3)
                .get(PATH)
                .then()
                .body("months", equalTo(3))
                .body("results[0].window.window", equalTo("2024-06..2024-08"))
                .body("results[0].value", equalTo(546.43f))
                .body("results[0].rank.of", equalTo(40))
                .body("results[0].high.isRecord", equalTo(true));
    }

    @Test
    void anAnnualSeriesAnswersForYearsBesideTheMonthlyOne() {
        load("REC_ANNUAL", "271023");
        long series = fixture.series("REC_ANNUAL", "A", Fixture.KOREA, Fixture.JAPAN, "X", "H6", "271023", "0");
        fixture.revise(
                "REC_ANNUAL", FIRST, series, List.of(Row.reported("2022", "1201"), Row.reported("2023", "1100")));
        question("271023", "year")
                .queryParam("source", "REC_ANNUAL")
                .queryParam("through", "2023")
                .get(PATH)
                .then()
                .body("results.frequency", contains("M", "A"))
                .body("results[1].low.isRecord", equalTo(true))
                .body("results[1].low.previousBest.difference", equalTo(-101));
        question("271023", "month").get(PATH).then().body("results.frequency", contains("M"));
    }

    @Test
    void anEarlierVintageHasItsOwnRank() {
        fixture.source("REC_ASOF", false);
        long series = fixture.series("REC_ASOF", Fixture.KOREA, Fixture.JAPAN, "X", "271024");
        fixture.revise("REC_ASOF", FIRST, series, List.of(Row.reported("2024-01", "5"), Row.reported("2024-02", "4")));
        fixture.revise("REC_ASOF", SECOND, series, List.of(Row.reported("2024-02", "6")));
        question("271024", "month").get(PATH).then().body("results[0].high.isRecord", equalTo(true));
        question("271024", "month")
                .queryParam("asOf", "2024-10-01")
                .get(PATH)
                .then()
                .body("results[0].value", equalTo(4))
                .body("results[0].high.isRecord", equalTo(false))
                .body("results[0].low.isRecord", equalTo(true));
    }

    @Test
    void csvHasALineASeries() {
        load("REC_CSV", "271025");
        String csv =
                question("271025", "ytd").queryParam("format", "csv").get(PATH).asString();
        String[] lines = csv.split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("seriesKey,source,");
        assertThat(lines[1])
                .contains("2024-01..2024-08,2024-01,2024-08,1446.43,8,0,,1,4,4,")
                .endsWith(",29,2024-09-20T00:00:00Z");
        assertThat(lines[1].split(",", -1)).hasSameSizeAs(lines[0].split(",", -1));
    }

    @Test
    void whatIsWrongIsToldAtOnceAndNoFigureIsSaid() {
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("window", "quarter")
                .queryParam("months", "3")
                .queryParam("through", "2024-08")
                .queryParam("reporter", "KOR")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("months", "through", "partner", "commodity", "flow"));
        question("271012", "rolling").get(PATH).then().statusCode(400).body("violations.field", contains("months"));
        question("271012", "rolling")
                .queryParam("months", "121")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("is out of range"));
        question("999998", "year")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("results", hasSize(0))
                .body("warnings[0].code", equalTo("no-figures"));
    }
}
