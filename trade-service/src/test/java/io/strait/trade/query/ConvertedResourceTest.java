package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ConvertedResourceTest {
    private static final String PATH = "/trade/v1/concordances/H6/H3/figures";
    private static final String SOURCE = "CONVERTED";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");
    private static final String TABLE = "sourceCode,targetCode,weight\n"
            + "381111,381110,0.6\n381111,381190,0.4\n381119,381190,1\n381121,,1\n381129,381120,1\n";

    @Inject
    Fixture fixture;

    private static RequestSpecification question() {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("flow", "X")
                .queryParam("period", "2024-01")
                .queryParam("source", SOURCE);
    }

    private void figure(Instant vintage, String commodity, String status, @Nullable String amount) {
        long series = fixture.series(SOURCE, Fixture.KOREA, Fixture.JAPAN, "X", commodity);
        fixture.revise(SOURCE, vintage, series, List.of(new Row("2024-01", status, amount)));
    }

    @BeforeEach
    void load() {
        if (!fixture.isNewSource(SOURCE)) {
            return;
        }
        fixture.source(SOURCE, false);
        figure(FIRST, "381111", "REPORTED", "90");
        figure(FIRST, "381119", "REPORTED", "50");
        figure(FIRST, "381121", "REPORTED", "7");
        figure(FIRST, "381129", "SUPPRESSED", null);
        figure(FIRST, "381190", "REPORTED", "3");
        figure(FIRST, "3811111234", "REPORTED", "10");
        figure(SECOND, "381111", "REPORTED", "100.05");
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("table", "Own table")
                .body(TABLE)
                .put("/trade/v1/concordances/H6/H3")
                .then()
                .statusCode(201);
    }

    @Test
    void figuresAreConvertedAndTheRestIsTold() {
        String tag = question()
                .queryParam("commodity", "3811*")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("table.table", equalTo("Own table"))
                .body("table.version", equalTo(1))
                .body("level", equalTo(6))
                .body("results", hasSize(1))
                .body("results[0].classification", equalTo("H3"))
                .body("results[0].convertedFrom", equalTo("H6"))
                .body("results[0].currency", equalTo("USD"))
                .body("results[0].vintage", equalTo("2024-10-15T00:00:00Z"))
                .body("results[0].periods[0].total", equalTo(160.05f))
                .body("results[0].periods[0].converted", equalTo(150.05f))
                .body("results[0].periods[0].notConverted", equalTo(10))
                .body("results[0].periods[0].notConvertedShare", equalTo(0.06248f))
                .body("results[0].periods[0].byWeight", equalTo(100.05f))
                .body("results[0].periods[0].notInTable", contains("381190"))
                .body("results[0].periods[0].withoutValue[0].status", equalTo("SUPPRESSED"))
                .body("results[0].periods[0].items.commodity", contains("381110", "381120", "381190"))
                .body("results[0].periods[0].items.value", contains(60.03f, null, 90.02f))
                .body(
                        "results[0].periods[0].items.status",
                        contains("ESTIMATED_BY_CONVERSION", "SUPPRESSED", "ESTIMATED_BY_CONVERSION"))
                .body("results[0].periods[0].items[2].components.weight", contains(0.4f, 1))
                .extract()
                .header("ETag");
        question()
                .queryParam("commodity", "3811*")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(304);
        question()
                .queryParam("commodity", "3811*")
                .queryParam("asOf", "2024-10-01")
                .get(PATH)
                .then()
                .body("results[0].periods[0].total", equalTo(150));
    }

    @Test
    void aTargetIsMadeOfAllCodesThatGiveToIt() {
        question()
                .queryParam("target", "381190")
                .get(PATH)
                .then()
                .body("results[0].periods[0].items", hasSize(1))
                .body("results[0].periods[0].items[0].value", equalTo(90.02f))
                .body("results[0].periods[0].items[0].complete", equalTo(true))
                .body("results[0].periods[0].otherTargets", equalTo(60.03f))
                .body("results[0].periods[0].total", equalTo(150.05f));
        question()
                .queryParam("commodity", "381119")
                .get(PATH)
                .then()
                .body("results[0].periods[0].items[0].status", equalTo("CONVERTED"))
                .body("results[0].periods[0].items[0].complete", equalTo(false))
                .body("results[0].periods[0].items[0].notAsked", contains("381111"));
    }

    @Test
    void nationalLinesHaveTheWeightsOfTheirSixDigits() {
        question()
                .queryParam("target", "381190")
                .queryParam("level", "10")
                .get(PATH)
                .then()
                .body("results[0].periods[0].total", equalTo(10))
                .body("results[0].periods[0].items[0].value", equalTo(4))
                .body("results[0].periods[0].items[0].components[0].code", equalTo("3811111234"))
                .body("results[0].periods[0].items[0].components[0].tableCode", equalTo("381111"))
                .body("results[0].periods[0].items[0].noFigure", contains("381119"));
    }

    @Test
    void whatCannotBeAnsweredIsSaid() {
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("commodity", "381119")
                .queryParam("target", "381190")
                .queryParam("level", "13")
                .get("/trade/v1/concordances/H6/H6/figures")
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        containsInAnyOrder("to", "target", "level", "reporter", "partner", "flow", "period"));
        question()
                .get("/trade/v1/concordances/S1/S2/figures")
                .then()
                .statusCode(404)
                .body("detail", containsString("No concordance from S1 to S2"));
        question().queryParam("version", "9").get(PATH).then().statusCode(404);
        question()
                .queryParam("target", "000000")
                .get(PATH)
                .then()
                .statusCode(422)
                .body("detail", containsString("gives nothing to 000000"));
        question()
                .queryParam("commodity", "999997")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("results", hasSize(0))
                .body("asOf", nullValue())
                .body("warnings[0].code", equalTo("no-figures"));
    }
}
