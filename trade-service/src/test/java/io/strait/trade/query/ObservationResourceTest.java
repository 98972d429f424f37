package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ObservationResourceTest {
    private static final String PATH = "/trade/v1/observations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static RequestSpecification gasoline(String source) {
        return viewer().queryParam("reporter", "KOR")
                .queryParam("partner", "JP")
                .queryParam("commodity", "271012")
                .queryParam("flow", "X")
                .queryParam("source", source);
    }

    private long gasolineSeries(String source) {
        fixture.source(source, false);
        return fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "271012");
    }

    @Test
    void aFigureSaysWhatItRestsOn() {
        long series = gasolineSeries("OBS_WHOLE");
        long revision = fixture.revise(
                "OBS_WHOLE",
                FIRST,
                series,
                List.of(Row.reported("2024-01", "1446430000.00"), Row.reported("2024-08", "0.10")));
        Response response =
                gasoline("OBS_WHOLE").queryParam("period", "2024-01..2024-08").get(PATH);
        response.then()
                .statusCode(200)
                .contentType("application/json")
                .header("ETag", startsWith("\"r" + revision + "-"))
                .header("Vary", containsString("Accept"))
                .body("revision", equalTo((int) revision))
                .body("vintage", equalTo("2024-09-20T00:00:00Z"))
                .body("asOf", nullValue())
                .body("total", equalTo(2))
                .body("count", equalTo(2))
                .body("demonstration", equalTo(false))
                .body("units.netWeight", equalTo("kg"))
                .body("items[0].source.code", equalTo("OBS_WHOLE"))
                .body("items[0].reporter.alpha2", equalTo("KR"))
                .body("items[0].reporter.code", equalTo(410))
                .body("items[0].partner.alpha3", equalTo("JPN"))
                .body("items[0].partnerIsTotal", equalTo(false))
                .body("items[0].commodityLevel", equalTo(6))
                .body("items[0].period", equalTo("2024-01"))
                .body("items[0].status", equalTo("REPORTED"))
                .body("items[0].currency", equalTo("USD"))
                .body("items[0].quantityUnit.abbreviation", equalTo("kg"))
                .body("items[0].estimated.netWeight", equalTo(true))
                .body("items[0].estimated.quantity", equalTo(false))
                .body("items[0].revision", equalTo((int) revision))
                .body("warnings.code", hasItem("no-figures"))
                .body("warnings.value", hasItem("2024-02,2024-03,2024-04,2024-05,2024-06,2024-07"))
                .body("next", nullValue());
        assertThat(response.asString()).contains("\"primaryValue\":1446430000,", "\"primaryValue\":0.1,");
    }

    @Test
    void zeroMissingAndSuppressedStayApart() {
        long series = gasolineSeries("OBS_STATUS");
        fixture.revise(
                "OBS_STATUS",
                FIRST,
                series,
                List.of(
                        Row.reported("2024-01", "0"),
                        new Row("2024-02", "MISSING", null),
                        new Row("2024-03", "SUPPRESSED", null),
                        new Row("2024-04", "ESTIMATED", "7")));
        gasoline("OBS_STATUS")
                .queryParam("period", "2024-01..2024-05")
                .get(PATH)
                .then()
                .body("items.status", equalTo(List.of("REPORTED", "MISSING", "SUPPRESSED", "ESTIMATED")))
                .body("items[0].primaryValue", equalTo(0))
                .body("items[1].primaryValue", nullValue())
                .body("items[2].primaryValue", nullValue());
        String csv = gasoline("OBS_STATUS")
                .queryParam("period", "2024-01..2024-05")
                .accept("text/csv")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("X-Total-Count", "4")
                .header("X-Warning", containsString("2024-05"))
                .extract()
                .asString();
        assertThat(csv.split("\r\n")).hasSize(5).satisfies(lines -> {
            assertThat(lines[0]).startsWith("seriesKey,source,sourceName,demonstration,");
            assertThat(lines[1]).contains(",2024-01,REPORTED,0,USD,");
            assertThat(lines[2]).contains(",2024-02,MISSING,,USD,");
            assertThat(lines[3]).contains(",2024-03,SUPPRESSED,,USD,");
            assertThat(lines[4]).contains(",2024-04,ESTIMATED,7,USD,");
        });
        String lines = gasoline("OBS_STATUS")
                .queryParam("period", "2024-01..2024-05")
                .queryParam("format", "ndjson")
                .get(PATH)
                .asString();
        assertThat(lines.split("\n")).hasSize(4).allMatch(line -> line.startsWith("{\"seriesKey\":"));
    }

    @Test
    void aRevisedMonthKeepsItsFirstVintage() {
        long series = gasolineSeries("OBS_ASOF");
        long first = fixture.revise("OBS_ASOF", FIRST, series, List.of(Row.reported("2024-08", "100")));
        long second = fixture.revise("OBS_ASOF", SECOND, series, List.of(Row.reported("2024-08", "111")));
        RequestSpecification august = gasoline("OBS_ASOF").queryParam("period", "2024-08");
        august.get(PATH).then().body("items[0].primaryValue", equalTo(111)).body("items[0].revision", equalTo((int)
                second));
        for (String asOf : List.of("2024-09-20", "2024-10-14T23:59:59.999Z", "2024-10-15T08:59:59+09:00")) {
            gasoline("OBS_ASOF")
                    .queryParam("period", "2024-08")
                    .queryParam("asOf", asOf)
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].primaryValue", equalTo(100))
                    .body("items[0].revision", equalTo((int) first));
        }
        gasoline("OBS_ASOF")
                .queryParam("period", "2024-08")
                .queryParam("asOf", "2024-10-15")
                .get(PATH)
                .then()
                .body("items[0].primaryValue", equalTo(111));
        gasoline("OBS_ASOF")
                .queryParam("period", "2024-08")
                .queryParam("asOf", "1999-01-01")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("revision", equalTo(0))
                .body("warnings.code", hasItem("no-figures"));
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        long series = gasolineSeries("OBS_ETAG");
        fixture.revise("OBS_ETAG", FIRST, series, List.of(Row.reported("2024-08", "100")));
        RequestSpecification request = gasoline("OBS_ETAG").queryParam("period", "2024-08");
        String tag = request.get(PATH).getHeader("ETag");
        Response again = gasoline("OBS_ETAG")
                .queryParam("period", "2024-08")
                .header("If-None-Match", tag)
                .get(PATH);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.getHeader("ETag")).isEqualTo(tag);
        assertThat(again.asString()).isEmpty();
        String csvTag = gasoline("OBS_ETAG")
                .queryParam("period", "2024-08")
                .accept("text/csv")
                .get(PATH)
                .getHeader("ETag");
        assertThat(csvTag).isNotEqualTo(tag);
        fixture.revise("OBS_ETAG", SECOND, series, List.of(Row.reported("2024-08", "111")));
        gasoline("OBS_ETAG")
                .queryParam("period", "2024-08")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items[0].primaryValue", equalTo(111));
    }

    @Test
    void pagesStayOfOneRevisionWhileAnotherLands() {
        long series = gasolineSeries("OBS_PAGES");
        List<Row> rows = new ArrayList<>();
        for (int month = 1; month <= 5; month++) {
            rows.add(Row.reported("2024-0" + month, "100"));
        }
        long first = fixture.revise("OBS_PAGES", FIRST, series, rows);
        Response page = gasoline("OBS_PAGES")
                .queryParam("period", "2024-01..2024-12")
                .queryParam("limit", 2)
                .get(PATH);
        page.then().body("total", equalTo(5)).body("count", equalTo(2));
        assertThat(page.getHeader("Link")).endsWith(">; rel=\"next\"");
        fixture.revise(
                "OBS_PAGES",
                SECOND,
                series,
                List.of(Row.reported("2024-03", "999"), Row.reported("2024-05", "999"), Row.reported("2024-06", "1")));
        List<Integer> values = new ArrayList<>(page.jsonPath().getList("items.primaryValue"));
        List<String> periods = new ArrayList<>(page.jsonPath().getList("items.period"));
        String next = page.jsonPath().getString("next");
        while (next != null) {
            page = viewer().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).body("revision", equalTo((int) first)).body("total", equalTo(5));
            values.addAll(page.jsonPath().getList("items.primaryValue"));
            periods.addAll(page.jsonPath().getList("items.period"));
            next = page.jsonPath().getString("next");
        }
        assertThat(values).containsExactly(100, 100, 100, 100, 100);
        assertThat(periods).containsExactly("2024-01", "2024-02", "2024-03", "2024-04", "2024-05");
    }

    @Test
    void aCursorServesOnlyItsOwnSelection() {
        long series = gasolineSeries("OBS_CURSOR");
        fixture.revise(
                "OBS_CURSOR",
                FIRST,
                series,
                List.of(Row.reported("2024-01", "1"), Row.reported("2024-02", "1"), Row.reported("2024-03", "1")));
        String next = gasoline("OBS_CURSOR")
                .queryParam("period", "2024-01..2024-03")
                .queryParam("limit", 1)
                .get(PATH)
                .jsonPath()
                .getString("next");
        String cursor = URI.create(next).getQuery().replaceFirst(".*cursor=", "");
        gasoline("OBS_CURSOR")
                .queryParam("period", "2024-01..2024-02")
                .queryParam("cursor", cursor)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("belongs to another selection"));
        for (String bad : List.of("zzz", cursor.substring(2), "A" + cursor.substring(1), "***")) {
            gasoline("OBS_CURSOR")
                    .queryParam("period", "2024-01..2024-03")
                    .queryParam("cursor", bad)
                    .get(PATH)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("cursor"));
        }
    }

    @Test
    void totalsAreLeftOutUnlessNamed() {
        fixture.source("OBS_TOTALS", false);
        String source = "OBS_TOTALS";
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, Fixture.KOREA, Fixture.WORLD, "X", "271012"),
                List.of(Row.reported("2024-01", "30")));
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "271012"),
                List.of(Row.reported("2024-01", "10")));
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, Fixture.KOREA, Fixture.CHINA, "X", "271012"),
                List.of(Row.reported("2024-01", "20")));
        fixture.revise(
                source,
                FIRST,
                fixture.series(source, "M", Fixture.KOREA, Fixture.CHINA, "X", "H6", "271012", "2100"),
                List.of(Row.reported("2024-01", "20")));
        RequestSpecification base = viewer().queryParam("commodity", "271012")
                .queryParam("period", "2024-01")
                .queryParam("source", source);
        base.get(PATH)
                .then()
                .body("items.primaryValue", equalTo(List.of(20, 10)))
                .body("items.partnerIsTotal", equalTo(List.of(false, false)));
        viewer().queryParam("commodity", "271012")
                .queryParam("period", "2024-01")
                .queryParam("source", source)
                .queryParam("partner", "W00,CHN")
                .queryParam("transport", "all")
                .get(PATH)
                .then()
                .body("items.primaryValue.sum()", equalTo(70))
                .body("items.partnerIsTotal", hasItems(true, false))
                .body("items.breakdownIsTotal", hasItems(true, false))
                .body("warnings.code", hasItem("totals-and-parts"));
    }

    @Test
    void anAliasIsExplained() {
        viewer().queryParam("commodity", "8542")
                .queryParam("period", "2024")
                .queryParam("reporter", "TWN")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("warnings.code", hasItem("area-note"))
                .body("warnings.message", hasItem(containsString("Other Asia, nes")));
    }

    @Test
    void everyBadParameterIsToldAtOnce() {
        viewer().queryParam("reporter", "KRO")
                .queryParam("partner", "Jpan")
                .queryParam("comodity", "271012")
                .queryParam("flow", "Q")
                .queryParam("period", "2024-08..2024-01")
                .queryParam("limit", "0")
                .queryParam("source", "COMTRAD")
                .queryParam("asOf", "2999-01-01")
                .queryParam("classification", "HS1")
                .queryParam("format", "xml")
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameter"))
                .body(
                        "violations.field",
                        hasItems(
                                "reporter",
                                "partner",
                                "comodity",
                                "commodity",
                                "flow",
                                "period",
                                "limit",
                                "source",
                                "asOf",
                                "classification",
                                "format"))
                .body("violations", hasSize(11))
                .body("violations.find { it.field == 'reporter' }.expected", containsString("KOR (South Korea)"))
                .body("violations.find { it.field == 'partner' }.expected", containsString("JPN (Japan)"))
                .body("violations.find { it.field == 'comodity' }.expected", containsString("did you mean commodity"))
                .body("violations.find { it.field == 'source' }.expected", containsString("did you mean COMTRADE"))
                .body("violations.find { it.field == 'flow' }.expected", containsString("one of DX, FM, M,"))
                .body("violations.find { it.field == 'period' }.expected", equalTo("2024-01..2024-08"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=202413                                 | period    | is no period",
                "period=2024,2024-01                           | period    | mixes periods of different lengths",
                "period=2024..2024-08                          | period    | mixes periods of different lengths",
                "period=1900-01..2100-12                       | period    | too many",
                "period=2024&frequency=M                       | frequency | is not the length of the periods",
                "frequency=W                                   | frequency | cannot be read",
                "period=                                       | period    | is empty",
                "period=2024&limit=10001                       | limit     | is out of range",
                "period=2024&limit=ten                         | limit     | cannot be read",
                "period=2024&limit=1&limit=2                   | limit     | is given more than once",
                "period=2024&commodity=27%2E10                 | commodity | is no commodity code",
                "period=2024&asOf=yesterday                    | asOf      | is no instant and no date",
                "period=2024&reporter=%FF%FE                   | reporter  | no such area",
                "x=1                                           | x         | no such parameter"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        viewer().urlEncodingEnabled(false)
                .get(PATH + "?" + query.trim() + (query.contains("commodity") ? "" : "&commodity=271012"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message))
                .body("violations[0].expected", org.hamcrest.Matchers.not(org.hamcrest.Matchers.emptyString()));
    }

    /** Names come from files and from people; a spreadsheet must not run them. */
    @Test
    void csvHoldsNoFormula() {
        fixture.source("OBS_CSV", "=HYPERLINK(\"x\",\"y\")", false);
        long series = fixture.series("OBS_CSV", Fixture.KOREA, Fixture.JAPAN, "X", "271012");
        fixture.revise("OBS_CSV", FIRST, series, List.of(Row.reported("2024-01", "1")));
        String csv = gasoline("OBS_CSV")
                .queryParam("period", "2024-01")
                .queryParam("format", "csv")
                .get(PATH)
                .asString();
        assertThat(csv).contains(",OBS_CSV,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",false,");
    }

    @Test
    void aSourceIsKnownAsSoonAsItIsDeclared() {
        gasoline("COMTRADE").queryParam("period", "2024-01").get(PATH).then().statusCode(200);
        fixture.source("OBS_FRESH", false);
        gasoline("OBS_FRESH").queryParam("period", "2024-01").get(PATH).then().statusCode(200);
    }

    @Test
    void anAreaIsKnownAsSoonAsAnIngestAddedIt() {
        gasoline("COMTRADE").queryParam("period", "2024-01").get(PATH).then().statusCode(200);
        fixture.area(9555, "Nowhere");
        viewer().queryParam("commodity", "271012")
                .queryParam("period", "2024-01")
                .queryParam("reporter", "9555")
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void aPreconditionThatDoesNotHoldIsAProblem() {
        gasoline("COMTRADE")
                .queryParam("period", "2024-01")
                .header("If-Match", "\"r0-0\"")
                .get(PATH)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/precondition-failed"));
    }

    /** The check sum of a cursor is no secret: what is in it must do no harm. */
    @ParameterizedTest
    @CsvSource({"A\0B,2024-01-01", "A.B,+999999999-01-01", "A.B,1024-01-01"})
    void aForgedCursorIsDamaged(String seriesKey, String start) {
        assertThatThrownBy(() ->
                        Cursor.parse(new Cursor(1, "s", 1, new Position(seriesKey, LocalDate.parse(start))).text()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnofferedFormatIsNotAcceptable() {
        viewer().accept("application/xml")
                .queryParam("commodity", "271012")
                .queryParam("period", "2024")
                .get(PATH)
                .then()
                .statusCode(406)
                .body("type", equalTo("/problems/not-acceptable"))
                .body("detail", containsString("text/csv"));
    }
}
