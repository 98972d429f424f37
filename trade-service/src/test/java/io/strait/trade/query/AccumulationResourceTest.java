package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
class AccumulationResourceTest {
    private static final String PATH = "/trade/v1/accumulations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification question(String commodity, String through) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("commodity", commodity)
                .queryParam("flow", "X")
                .queryParam("through", through);
    }

    private static List<Row> months(int year, int count, String amount) {
        List<Row> rows = new ArrayList<>();
        for (int month = 1; month <= count; month++) {
            rows.add(Row.reported(String.format("%d-%02d", year, month), amount));
        }
        return rows;
    }

    /** January to August 2024 at the figure of Maeil Business Newspaper, 2024-10-27; the rest is made up. */
    @Test
    void theSeedsQuestionIsAnsweredOneResultASourceRealOnesFirst() {
        fixture.source("ACC_DEMO", true);
        fixture.source("ACC_REAL", false);
        long demo = fixture.series("ACC_DEMO", Fixture.KOREA, Fixture.JAPAN, "X", "271013");
        List<Row> rows = new ArrayList<>(months(1992, 12, "1000000"));
        rows.addAll(months(1993, 8, "150000000.25"));
        rows.addAll(months(2023, 8, "100000000"));
        rows.addAll(months(2024, 7, "180000000"));
        rows.add(Row.reported("2024-08", "186430000"));
        rows.add(Row.reported("2024-09", "999999999"));
        rows.add(Row.reported("2022-01", "5"));
        long revision = fixture.revise("ACC_DEMO", FIRST, demo, rows);
        long real = fixture.series("ACC_REAL", Fixture.KOREA, Fixture.JAPAN, "X", "271013");
        fixture.revise("ACC_REAL", FIRST, real, months(2024, 8, "1"));

        Response response = question("271013", "2024-08").get(PATH);

        response.then()
                .statusCode(200)
                .body("demonstration", equalTo(true))
                .body("window.from", equalTo("2024-01"))
                .body("window.months", equalTo(8))
                .body("results.source.code", equalTo(List.of("ACC_REAL", "ACC_DEMO")))
                .body("results[0].source.demonstration", equalTo(false))
                .body("results[0].isRecord", equalTo(false))
                .body("results[0].rank.of", equalTo(1))
                .body("results[0].yearOnYear.reason", equalTo("PREVIOUS_YEAR_INCOMPLETE"))
                .body("results[1].value", equalTo(1446430000))
                .body("results[1].currency", equalTo("USD"))
                .body("results[1].since", equalTo(1992))
                .body("results[1].rank.position", equalTo(1))
                .body("results[1].rank.of", equalTo(4))
                .body("results[1].isRecord", equalTo(true))
                .body("results[1].previousBest.years", equalTo(List.of(1993)))
                .body("results[1].previousBest.difference", equalTo(246429998))
                .body("results[1].yearOnYear.ratio", equalTo(0.808038f))
                .body("results[1].years", hasSize(33))
                .body("results[1].incompleteYears", hasSize(29))
                .body("results[1].years.find { it.year == 2022 }.value", nullValue())
                .body("results[1].years.find { it.year == 2022 }.missingMonths", hasSize(7))
                .body("results[1].vintage", equalTo("2024-09-20T00:00:00Z"));
        assertThat(revision).isPositive();
        assertThat(response.asString()).contains("\"value\":1446430000,");
        question("271013", "2024-08")
                .header("If-None-Match", response.getHeader("ETag"))
                .get(PATH)
                .then()
                .statusCode(304);
    }

    @Test
    void anEarlierVintageHasItsOwnRank() {
        fixture.source("ACC_ASOF", false);
        long series = fixture.series("ACC_ASOF", Fixture.KOREA, Fixture.JAPAN, "X", "271014");
        List<Row> rows = new ArrayList<>(months(2023, 2, "10"));
        rows.addAll(months(2024, 2, "9"));
        fixture.revise("ACC_ASOF", FIRST, series, rows);
        fixture.revise("ACC_ASOF", SECOND, series, months(2024, 2, "11"));
        question("271014", "2024-02")
                .get(PATH)
                .then()
                .body("results[0].value", equalTo(22))
                .body("results[0].isRecord", equalTo(true));
        question("271014", "2024-02")
                .queryParam("asOf", "2024-10-01")
                .get(PATH)
                .then()
                .body("results[0].value", equalTo(18))
                .body("results[0].isRecord", equalTo(false))
                .body("results[0].rank.position", equalTo(2));
    }

    @Test
    void noFigureAtAllIsSaidAndNotGuessed() {
        question("999999", "2024-08")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("results", hasSize(0))
                .body("warnings[0].code", equalTo("no-figures"));
    }

    @Test
    void whatIsMissingIsToldAtOnce() {
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("through", "2024")
                .queryParam("reporter", "KOR,JPN")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("through", "reporter", "partner", "commodity", "flow"));
    }
}
