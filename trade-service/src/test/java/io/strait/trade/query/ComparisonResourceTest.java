package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
class ComparisonResourceTest {
    private static final String PATH = "/trade/v1/comparisons";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification question(String source, String commodity) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("commodity", commodity)
                .queryParam("source", source);
    }

    /** All of 2023 at one value, the months of 2024 at another. */
    private static List<Row> rows(String in2023, int monthsOf2024, String in2024) {
        List<Row> rows = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            rows.add(Row.reported("2023-%02d".formatted(month), in2023));
        }
        for (int month = 1; month <= monthsOf2024; month++) {
            rows.add(Row.reported("2024-%02d".formatted(month), in2024));
        }
        return rows;
    }

    private long load(String source, int reporter, int partner, String flow, String commodity, List<Row> rows) {
        fixture.source(source, false);
        long series = fixture.series(source, reporter, partner, flow, commodity);
        fixture.revise(source, FIRST, series, rows);
        return series;
    }

    @Test
    void theLatestCommonMonthStandsBesideTheYearBeforeForEachSideAndLine() {
        // Given: Korea is two months ahead of Japan
        long exports = load("CMP_ONE", Fixture.KOREA, Fixture.JAPAN, "X", "271031", rows("100", 8, "110"));
        load("CMP_ONE", Fixture.KOREA, Fixture.JAPAN, "X", "271032", rows("50", 8, "80.5"));
        long imports = load("CMP_ONE", Fixture.JAPAN, Fixture.KOREA, "M", "271031", rows("118", 6, "120"));
        load("CMP_ONE", Fixture.JAPAN, Fixture.KOREA, "M", "271032", rows("50", 7, "80"));
        fixture.basis(exports, "FOB");
        fixture.basis(imports, "CIF");
        // When
        Response response =
                question("CMP_ONE", "271032,271031").queryParam("flow", "X").get(PATH);
        // Then
        response.then()
                .statusCode(200)
                .body("commodities", contains("271031", "271032"))
                .body("warnings", hasSize(0))
                .body("pairs", hasSize(1))
                .body("pairs[0].exporter.alpha3", equalTo("KOR"))
                .body("pairs[0].commonMonth", equalTo("2024-06"))
                .body("pairs[0].exporterView.newest", equalTo("2024-08"))
                .body("pairs[0].importerView.newest", equalTo("2024-06"))
                .body("pairs[0].exporterView.flow", equalTo("X"))
                .body("pairs[0].importerView.flow", equalTo("M"))
                .body("pairs[0].exporterView.basis", nullValue())
                .body("pairs[0].exporterView.lines.basis", contains("FOB", null))
                .body("pairs[0].importerView.lines.basis", contains("CIF", null))
                .body("pairs[0].exporterView.month.value", equalTo(190.5f))
                .body("pairs[0].exporterView.month.beforeWindow", equalTo("2023-06"))
                .body("pairs[0].exporterView.month.difference", equalTo(40.5f))
                .body("pairs[0].exporterView.month.ratio", equalTo(0.27f))
                .body("pairs[0].exporterView.yearToDate.window", equalTo("2024-01..2024-06"))
                .body("pairs[0].exporterView.yearToDate.value", equalTo(1143))
                .body("pairs[0].exporterView.yearToDate.before", equalTo(900))
                .body("pairs[0].exporterView.fullYear.window", equalTo("2023"))
                .body("pairs[0].exporterView.fullYear.value", equalTo(1800))
                .body("pairs[0].exporterView.fullYear.reason", equalTo("BEFORE_INCOMPLETE"))
                .body("pairs[0].exporterView.lines.month.difference", contains(10, 30.5f))
                .body("pairs[0].exporterView.lines.month.share", contains(0.246914f, 0.753086f))
                .body("pairs[0].month.difference", equalTo(9.5f))
                .body("pairs[0].month.ratio", equalTo(0.024328f))
                .body("pairs[0].yearToDate.difference", equalTo(57));
        question("CMP_ONE", "271032,271031")
                .queryParam("flow", "X")
                .header("If-None-Match", response.getHeader("ETag"))
                .get(PATH)
                .then()
                .statusCode(304);
        String csv = question("CMP_ONE", "271031")
                .queryParam("flow", "X")
                .queryParam("format", "csv")
                .get(PATH)
                .asString();
        assertThat(csv.split("\r\n")).hasSize(11);
        assertThat(csv)
                .contains("KOR,JPN,2024-06,exporter,CMP_ONE,Source CMP_ONE,false,H6,USD,FOB,ALL,month,2024-06,110,")
                .contains(",importer,CMP_ONE,Source CMP_ONE,false,H6,USD,CIF,271031,yearToDate,2024-01..2024-06,720,");
    }

    @Test
    void twoCurrenciesAreNotCompared() {
        load("CMP_JPY", Fixture.KOREA, Fixture.JAPAN, "X", "271033", rows("100", 3, "110"));
        long yen = load("CMP_JPY", Fixture.JAPAN, Fixture.KOREA, "M", "271033", rows("15000", 3, "16000"));
        fixture.currency(yen, "JPY");
        question("CMP_JPY", "271033")
                .queryParam("flow", "X")
                .get(PATH)
                .then()
                .body("pairs[0].commonMonth", equalTo("2024-03"))
                .body("pairs[0].exporterView.currency", equalTo("USD"))
                .body("pairs[0].importerView.currency", equalTo("JPY"))
                .body("pairs[0].importerView.month.ratio", equalTo(0.066667f))
                .body("pairs[0].month.difference", nullValue())
                .body("pairs[0].month.ratio", nullValue())
                .body("pairs[0].month.reason", equalTo("CURRENCIES_DIFFER"));
    }

    @Test
    void bothDirectionsComeUnaskedAndASideThatIsNotHeldIsSaid() {
        load("CMP_WAYS", Fixture.KOREA, Fixture.JAPAN, "X", "271034", rows("1", 2, "2"));
        load("CMP_WAYS", Fixture.KOREA, Fixture.JAPAN, "M", "271034", rows("3", 2, "4"));
        load("CMP_WAYS", Fixture.JAPAN, Fixture.KOREA, "X", "271034", rows("3", 1, "5"));
        question("CMP_WAYS", "271034")
                .get(PATH)
                .then()
                .body("pairs.exporter.alpha3", contains("KOR", "JPN"))
                .body("pairs[0].importerView", nullValue())
                .body("pairs[0].commonMonth", nullValue())
                .body("pairs[0].through", equalTo("2024-02"))
                .body("pairs[0].month.reason", equalTo("NO_COUNTERPART"))
                .body("pairs[1].commonMonth", equalTo("2024-01"))
                .body("pairs[1].month.difference", equalTo(-1))
                .body("warnings.code", hasItem("no-counterpart"));
    }

    @Test
    void aMonthWithoutAValueIsNamedAndALineThatOneSideLacksIsNotCompared() {
        List<Row> rows = new ArrayList<>(rows("10", 1, "12"));
        rows.add(new Row("2024-02", "SUPPRESSED", null));
        rows.add(Row.reported("2024-03", "14"));
        load("CMP_GAPS", Fixture.KOREA, Fixture.JAPAN, "X", "271035", rows);
        load("CMP_GAPS", Fixture.JAPAN, Fixture.KOREA, "M", "271035", rows("10", 3, "12"));
        load("CMP_GAPS", Fixture.JAPAN, Fixture.KOREA, "M", "271036", rows("10", 3, "12"));
        question("CMP_GAPS", "271035,271036")
                .queryParam("flow", "X")
                .get(PATH)
                .then()
                .body("pairs[0].commonMonth", equalTo("2024-03"))
                .body("pairs[0].exporterView.notHeld", contains("271036"))
                .body("pairs[0].exporterView.month.value", equalTo(14))
                .body("pairs[0].exporterView.yearToDate.value", nullValue())
                .body("pairs[0].exporterView.yearToDate.sumOfPresent", equalTo(26))
                .body("pairs[0].exporterView.yearToDate.reason", equalTo("INCOMPLETE"))
                .body("pairs[0].exporterView.yearToDate.missing[0].reason", equalTo("SUPPRESSED"))
                .body("pairs[0].month.reason", equalTo("COMMODITIES_DIFFER"));
        question("CMP_GAPS", "271035")
                .queryParam("flow", "X")
                .queryParam("through", "2024-02")
                .get(PATH)
                .then()
                .body("pairs[0].commonMonth", equalTo("2024-03"))
                .body("pairs[0].through", equalTo("2024-02"))
                .body("pairs[0].month.reason", equalTo("INCOMPLETE"));
    }

    @Test
    void anEarlierVintageHasItsOwnCommonMonth() {
        load("CMP_ASOF", Fixture.KOREA, Fixture.JAPAN, "X", "271037", rows("1", 4, "2"));
        long imports = load("CMP_ASOF", Fixture.JAPAN, Fixture.KOREA, "M", "271037", rows("1", 2, "2"));
        fixture.revise("CMP_ASOF", SECOND, imports, List.of(Row.reported("2024-03", "3")));
        question("CMP_ASOF", "271037").get(PATH).then().body("pairs[0].commonMonth", equalTo("2024-03"));
        question("CMP_ASOF", "271037")
                .queryParam("asOf", "2024-10-01")
                .get(PATH)
                .then()
                .body("pairs[0].commonMonth", equalTo("2024-02"));
    }

    @Test
    void realAndMadeUpFiguresAreNeverAPair() {
        fixture.source("CMP_DEMO", true);
        long made = fixture.series("CMP_DEMO", Fixture.JAPAN, Fixture.KOREA, "M", "271038");
        fixture.revise("CMP_DEMO", FIRST, made, rows("1", 2, "2"));
        load("CMP_REAL", Fixture.KOREA, Fixture.JAPAN, "X", "271038", rows("1", 2, "2"));
        load("CMP_OTHER", Fixture.JAPAN, Fixture.KOREA, "M", "271038", rows("1", 2, "3"));
        question("CMP_DEMO,CMP_REAL,CMP_OTHER", "271038")
                .queryParam("flow", "X")
                .get(PATH)
                .then()
                .body("pairs", hasSize(2))
                .body("pairs[0].exporterView.source.code", equalTo("CMP_REAL"))
                .body("pairs[0].importerView.source.code", equalTo("CMP_OTHER"))
                .body("pairs[1].exporterView", nullValue())
                .body("pairs[1].importerView.source.demonstration", equalTo(true))
                .body("demonstration", equalTo(true))
                .body("warnings.code", containsInAnyOrder("sources-differ", "no-counterpart"));
    }

    @Test
    void whatIsWrongIsToldAtOnce() {
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "W00")
                .queryParam("commodity", "2710,271012")
                .queryParam("flow", "RX")
                .queryParam("through", "2024")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("partner", "commodity", "flow", "through"));
        given().auth()
                .oauth2(Tokens.viewer())
                .queryParam("reporter", "KOR")
                .queryParam("partner", "410")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("partner", "commodity"));
    }
}
