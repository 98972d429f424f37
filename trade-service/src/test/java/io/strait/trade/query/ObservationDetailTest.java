package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which figures, in which order and form. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ObservationDetailTest {
    private static final String PATH = "/trade/v1/observations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-10-15T00:00:00Z");

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

    private void commodities(String source, String... codes) {
        fixture.source(source, false);
        for (String code : codes) {
            figure(source, fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", code), "2024-01", "1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commodity=2710*            | 2710 271012 27101234",
                "commodity=27%3F%3F         | 2710",
                "commodity=27*&level=6      | 271012",
                "level=6                    | 271012 854231",
                "level=6,8                  | 271012 27101234 854231",
                "level=0                    | TOTAL",
                "commodity=8542*,TOTAL      | 854231 TOTAL",
                "commodity=*&level=2        | 27",
                "commodity=9*               | ''"
            })
    void aWildcardOrALevelSelectsCodes(String query, String codes) {
        if (fixture.isNewSource("DET_WILD")) {
            commodities("DET_WILD", "27", "2710", "271012", "27101234", "854231", "TOTAL");
        }
        ok("source=DET_WILD&period=2024-01&" + query.trim())
                .body(
                        "items.commodity",
                        codes.isEmpty()
                                ? hasSize(0)
                                : containsInAnyOrder(codes.trim().split(" ")));
    }

    @Test
    void aPatternWithoutFiguresWarns() {
        commodities("DET_WARN", "2710");
        ok("source=DET_WARN&period=2024-01&commodity=2710,99*")
                .body("warnings.findAll { it.code == 'no-figures' }.value", equalTo(List.of("99*")));
    }

    @Test
    void totalsPartsOrAllAreChosen() {
        String source = "DET_TOTALS";
        fixture.source(source, false);
        figure(source, fixture.series(source, Fixture.KOREA, Fixture.WORLD, "X", "2710"), "2024-01", "30");
        figure(source, fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710"), "2024-01", "10");
        for (String mode : List.of("2100", "1000")) {
            figure(
                    source,
                    fixture.series(source, "M", Fixture.KOREA, Fixture.JAPAN, "X", "H6", "2710", mode),
                    "2024-01",
                    mode);
        }
        String base = "commodity=2710&period=2024-01&source=" + source;
        ok(base).body("items.primaryValue", equalTo(List.of(10)));
        ok(base + "&partner=parts").body("items.primaryValue", equalTo(List.of(10)));
        ok(base + "&partner=totals").body("items.primaryValue", equalTo(List.of(30)));
        ok(base + "&partner=all")
                .body("items.primaryValue", containsInAnyOrder(10, 30))
                .body("warnings.code", hasItem("totals-and-parts"));
        ok(base + "&transport=parts").body("items.primaryValue", containsInAnyOrder(1000, 2100));
        ok(base + "&transport=totals").body("items.primaryValue", equalTo(List.of(10)));
        ok(base + "&transport=all").body("items.primaryValue", containsInAnyOrder(10, 1000, 2100));
        ok(base + "&reporter=totals").body("items", hasSize(0));
        get(base + "&partner=parts,JPN")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("partner"))
                .body("violations[0].value", equalTo("parts"));
    }

    @Test
    void onlyTheMeasuresAskedForAreGiven() {
        commodities("DET_MEASURES", "2710");
        String base = "source=DET_MEASURES&period=2024-01&commodity=2710&measures=netWeight,quantity";
        Response json = get(base);
        Map<String, Object> item = json.jsonPath().getMap("items[0]");
        assertThat(item)
                .containsKeys("netWeight", "quantity", "quantityUnit", "currency", "estimated")
                .doesNotContainKeys("primaryValue", "cifValue", "altQuantity");
        String csv = get(base + "&format=csv").asString();
        assertThat(csv.lines().findFirst().orElseThrow())
                .endsWith(",period,status,currency,netWeight,quantity,quantityUnit,estimated,revision,vintage");
        assertThat(csv).contains(",2024-01,REPORTED,USD,1200000.5,12,kg,netWeight,");
        get(base + ",netweight")
                .then()
                .statusCode(400)
                .body("violations[0].expected", containsString("primaryValue, cifValue"));
    }

    @Test
    void labelsNameFlowsAndUnits() {
        commodities("DET_LABELS", "2710");
        String base = "source=DET_LABELS&period=2024-01&commodity=2710&labels=true";
        ok(base).body("items[0].flowName", equalTo("Export"))
                .body("items[0].quantityUnit.name", equalTo("Weight in kilograms"))
                .body("items[0].partner2.name", equalTo("World"));
        String csv = get(base + "&format=csv").asString();
        assertThat(csv.lines().findFirst().orElseThrow()).contains(",partner2Name,flowName,", ",quantityUnitName,");
        assertThat(csv).contains(",World,Export,2024-01,", ",kg,Weight in kilograms,");
        get(base.replace("true", "yes")).then().statusCode(400).body("violations[0].field", equalTo("labels"));
    }

    /**
     * The description of the API is made from the record, the answer without it. Of a basket, and in one currency:
     * BasketObservationsTest.
     */
    @Test
    void anItemHasTheMembersOfItsDescription() {
        commodities("DET_SCHEMA", "2710");
        Response response = get("source=DET_SCHEMA&period=2024&seriesFrequency=M&commodity=2710&labels=true");
        assertThat(response.jsonPath().getMap("items[0]").keySet())
                .containsExactly(names(ObservationAnswer.Item.class, "basket", "exchange"));
        assertThat(response.jsonPath().getMap("items[0].parts").keySet())
                .containsExactly(names(ObservationAnswer.Parts.class));
        assertThat(response.jsonPath().getMap("items[0].quantityUnit").keySet())
                .containsExactly(names(ObservationAnswer.NamedUnit.class));
        assertThat(response.jsonPath().getMap("$").keySet())
                .containsExactly(names(ObservationAnswer.class, "basket", "exchange"));
    }

    private static Object[] names(Class<?> record, String... absent) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !List.of(absent).contains(name))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "series        | 2024-01:5 2024-02:9 2024-03:null 2024-01:5 2024-02:7 2024-03:5",
                "period        | 2024-01:5 2024-01:5 2024-02:9 2024-02:7 2024-03:null 2024-03:5",
                "-period       | 2024-03:null 2024-03:5 2024-02:9 2024-02:7 2024-01:5 2024-01:5",
                "-primaryValue | 2024-02:9 2024-02:7 2024-01:5 2024-01:5 2024-03:5 2024-03:null",
                "primaryValue  | 2024-01:5 2024-01:5 2024-03:5 2024-02:7 2024-02:9 2024-03:null"
            })
    void pagesOfAnyOrderHoldEveryFigureOnce(String sort, String expected) {
        String source = "DET_SORT";
        if (fixture.isNewSource(source)) {
            fixture.source(source, false);
            fixture.revise(
                    source,
                    FIRST,
                    fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710"),
                    List.of(
                            Row.reported("2024-01", "5"),
                            Row.reported("2024-02", "9"),
                            new Row("2024-03", "MISSING", null)));
            fixture.revise(
                    source,
                    FIRST,
                    fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2711"),
                    List.of(Row.reported("2024-01", "5"), Row.reported("2024-02", "7"), Row.reported("2024-03", "5")));
        }
        for (int limit : List.of(1, 2, 4, 10)) {
            List<String> seen = new ArrayList<>();
            String next = PATH + "?source=" + source + "&commodity=2710,2711&frequency=M&limit=" + limit + "&sort="
                    + sort.trim();
            while (next != null) {
                Response page = viewer().urlEncodingEnabled(false).get(next);
                page.then()
                        .statusCode(200)
                        .body("total", equalTo(6))
                        .body("summary.figures", equalTo(6))
                        .body("summary.missing", equalTo(1))
                        .body("summary.sums[0].primaryValue", equalTo(31))
                        .body("summary.sums[0].figures", equalTo(5));
                page.jsonPath()
                        .getList("items", Map.class)
                        .forEach(item -> seen.add(item.get("period") + ":" + item.get("primaryValue")));
                next = page.jsonPath().getString("next");
            }
            assertThat(seen)
                    .as("limit %s", limit)
                    .containsExactly(expected.trim().split(" "));
        }
    }

    @Test
    void anOrderNeedsItsOwnCursor() {
        String source = "DET_CURSOR";
        commodities(source, "2710", "2711");
        String base = "source=" + source + "&commodity=2710,2711&period=2024-01";
        String next = get(base + "&limit=1").jsonPath().getString("next");
        String cursor = next.replaceFirst(".*cursor=", "");
        get(base + "&sort=-period&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("belongs to another selection"));
        get(base + "&sort=value").then().statusCode(400).body("violations[0].expected", startsWith("series, period"));
    }

    @Test
    void aSumThatWouldCountTwiceIsNotTold() {
        String source = "DET_SUM";
        fixture.source(source, false);
        figure(source, fixture.series(source, Fixture.KOREA, Fixture.WORLD, "X", "2710"), "2024-01", "30");
        figure(source, fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710"), "2024-01", "10");
        String base = "commodity=2710&period=2024-01&source=" + source;
        ok(base + "&partner=W00,JPN")
                .body("total", equalTo(2))
                .body("summary.sums", nullValue())
                .body("summary.of", nullValue())
                .body("summary.refused[0].field", equalTo("partner"))
                .body("summary.refused[0].expected", startsWith("partner=parts, or one of the totals: 0"));
        // The pages of a result say the same as the whole on one page.
        ok(base + "&partner=W00,JPN&limit=1")
                .body("total", equalTo(2))
                .body("summary.refused[0].field", equalTo("partner"));
        ok(base + "&partner=W00")
                .body("summary.sums[0].primaryValue", equalTo(30))
                .body("summary.of.partner", equalTo(List.of("totals")))
                .body("summary.of.commodityLevel", equalTo(List.of(4)))
                .body("summary.of.transport", equalTo(List.of("totals")));
        get(base + "&partner=W00&format=csv").then().header("X-Total-Value", "USD 30");
        get(base + "&partner=W00,JPN&format=csv").then().header("X-Total-Value", nullValue());
    }

    @Test
    void yearsAreAddedUpFromMonthsAndTellWhatIsMissing() {
        String source = "DET_YEARS";
        fixture.source(source, false);
        long series = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, "X", "2710");
        List<Row> rows = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            rows.add(Row.reported("2022-%02d".formatted(month), "1.5"));
        }
        for (int month = 1; month <= 8; month++) {
            rows.add(new Row("2023-%02d".formatted(month), month == 3 ? "ESTIMATED" : "REPORTED", "2"));
        }
        rows.add(new Row("2023-09", "MISSING", null));
        rows.add(new Row("2023-10", "SUPPRESSED", null));
        rows.add(new Row("2024-01", "SUPPRESSED", null));
        rows.add(new Row("2024-02", "MISSING", null));
        fixture.revise(source, FIRST, series, rows);
        fixture.revise(source, SECOND, series, List.of(Row.reported("2022-12", "3.5")));
        String base = "source=" + source + "&commodity=2710&seriesFrequency=M";
        ok(base + "&period=2022..2025")
                .body("total", equalTo(3))
                .body("items.period", equalTo(List.of("2022", "2023", "2024")))
                .body("items.frequency", equalTo(List.of("A", "A", "A")))
                .body("items[0].primaryValue", equalTo(20))
                .body("items[0].status", equalTo("REPORTED"))
                .body("items[0].incomplete", equalTo(false))
                .body("items[0].netWeight", equalTo(14400006))
                .body("items[0].vintage", equalTo("2024-10-15T00:00:00Z"))
                .body("items[1].primaryValue", equalTo(16))
                .body("items[1].status", equalTo("ESTIMATED"))
                .body("items[1].incomplete", equalTo(true))
                .body("items[1].parts.frequency", equalTo("M"))
                .body("items[1].parts.of", equalTo(12))
                .body("items[1].parts.values", equalTo(8))
                .body("items[1].parts.estimated", equalTo(1))
                .body("items[1].parts.missing", equalTo(1))
                .body("items[1].parts.suppressed", equalTo(1))
                .body("items[1].parts.notReported", equalTo(2))
                .body("items[2].primaryValue", nullValue())
                .body("items[2].status", equalTo("SUPPRESSED"))
                .body("summary.figures", equalTo(24))
                .body("summary.sums[0].primaryValue", equalTo(36))
                .body("summary.sums[0].figures", equalTo(20))
                .body("warnings.value", hasItem("2025"));
        // By pages, as it was before the revision, and as quarters.
        ok(base + "&period=2022..2025&limit=2")
                .body("total", equalTo(3))
                .body("count", equalTo(2))
                .body("summary.figures", equalTo(24))
                .body("summary.sums[0].primaryValue", equalTo(36));
        ok(base + "&period=2022&asOf=2024-09-20").body("items[0].primaryValue", equalTo(18));
        ok(base + "&period=2023-Q1..2023-Q4")
                .body("items.period", equalTo(List.of("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4")))
                .body("items.primaryValue", equalTo(Arrays.asList(6, 6, 4, null)))
                .body("items.incomplete", equalTo(List.of(false, false, true, true)));
        String csv = get(base + "&period=2022..2023&format=csv&measures=primaryValue")
                .asString();
        assertThat(csv.lines().findFirst().orElseThrow()).contains("incomplete,partsFrequency,partsOf,partsValues");
        assertThat(csv).contains(",2022,REPORTED,20,USD,netWeight,false,M,12,12,0,0,0,0,", ",true,M,12,8,1,1,1,2,");
        ok(base + "&frequency=A&sort=-primaryValue").body("items.period", equalTo(List.of("2022", "2023", "2024")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seriesFrequency=A&period=2024-01       | seriesFrequency | is longer than frequency M",
                "seriesFrequency=M&frequency=X          | frequency       | cannot be read",
                "seriesFrequency=W&period=2024          | seriesFrequency | cannot be read",
                "period=2024&level=13                   | level           | is out of range",
                "period=2024&level=six                  | level           | cannot be read",
                "period=2024&commodity=27%25            | commodity       | is no commodity code",
                "period=2024&sort=size                  | sort            | no such order",
                "period=2024&measures=value             | measures        | no such measure",
                "period=2024&frequncy=A                 | frequncy        | no such parameter"
            })
    void aBadParameterNamesWhatIsExpected(String query, String field, String message) {
        get(query.trim() + (query.contains("commodity") ? "" : "&commodity=271012"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations.message", hasItem(message))
                .body("violations.expected", not(hasItem("")));
    }

    @Test
    void aCommodityOrALevelIsNeeded() {
        get("period=2024")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("commodity"))
                .body("violations[0].expected", containsString("or level"));
    }
}
