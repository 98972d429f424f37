package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import io.strait.trade.query.Fixture.Row;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A basket where figures are listed. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BasketObservationsTest {
    private static final String PATH = "/trade/v1/observations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");

    private static final String BY_FACTOR = "382000";
    private static final String WHOLE = "382100";
    private static final String UNKNOWN = "382200";
    private static final BigDecimal FACTOR = new BigDecimal("0.3");

    @Inject
    Fixture fixture;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static RequestSpecification question(String id) {
        return viewer().queryParam("reporter", "KOR")
                .queryParam("flow", "X")
                .queryParam("commodity", "basket:" + id)
                .queryParam("source", id)
                .queryParam("period", "2024-01..2024-06");
    }

    private static JsonPath exact(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath(
                JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static JsonPath answer(RequestSpecification question) {
        return exact(question.get(PATH));
    }

    private static List<String> texts(JsonPath json, String path) {
        return json.getList(path).stream().map(String::valueOf).toList();
    }

    private static void basket(String id, @Nullable String version, String... items) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"Basket\", \"items\": [%s]}".formatted(String.join(",", items)));
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        request.put("/trade/v1/baskets/" + id).then().statusCode(version == null ? 201 : 200);
    }

    private static String item(String code, @Nullable String share) {
        return "{\"classification\": \"H6\", \"code\": \"%s\", \"share\": %s, \"shareSource\": \"test\"}"
                .formatted(code, share);
    }

    private static String[] items() {
        return new String[] {item(BY_FACTOR, FACTOR.toPlainString()), item(WHOLE, "1"), item(UNKNOWN, null)};
    }

    private void figures(String source, int partner, String code, Row... rows) {
        fixture.source(source, false);
        fixture.revise(source, FIRST, fixture.series(source, Fixture.KOREA, partner, "X", code), List.of(rows));
    }

    /** January whole, February without a code, March zero, April missing, May suppressed, June an estimate. */
    private void load(String source) {
        figures(
                source,
                Fixture.JAPAN,
                BY_FACTOR,
                Row.reported("2024-01", "100.01"),
                Row.reported("2024-02", "10"),
                Row.reported("2024-03", "0"),
                new Row("2024-04", "MISSING", null),
                new Row("2024-05", "SUPPRESSED", null));
        figures(
                source,
                Fixture.JAPAN,
                WHOLE,
                Row.reported("2024-01", "50"),
                Row.reported("2024-03", "0"),
                new Row("2024-04", "MISSING", null),
                new Row("2024-05", "MISSING", null),
                new Row("2024-06", "ESTIMATED", "8"));
        figures(source, Fixture.JAPAN, UNKNOWN, Row.reported("2024-01", "33"), new Row("2024-04", "SUPPRESSED", null));
        figures(source, Fixture.CHINA, WHOLE, Row.reported("2024-01", "5"));
        figures(source, Fixture.WORLD, WHOLE, Row.reported("2024-01", "500"));
    }

    @Test
    void aFigureForEachPairAndPeriodSaysHowMuchIsByFactor() {
        load("BO_ONE");
        basket("BO_ONE", null, items());
        JsonPath all = answer(question("BO_ONE"));
        assertThat(all.getString("basket.id")).isEqualTo("BO_ONE");
        assertThat(all.getInt("basket.version")).isEqualTo(1);
        assertThat(texts(all, "items.collect { it.partner.alpha3 + ' ' + it.period }"))
                .containsExactly(
                        "CHN 2024-01",
                        "JPN 2024-01",
                        "JPN 2024-02",
                        "JPN 2024-03",
                        "JPN 2024-04",
                        "JPN 2024-05",
                        "JPN 2024-06");
        BigDecimal byFactor = FACTOR.multiply(new BigDecimal("100.01"));
        BigDecimal january = byFactor.add(new BigDecimal("50"));
        assertThat(texts(all, "items.primaryValue"))
                .containsExactly("5", january.toPlainString(), "3", "0", "null", "null", "8");
        assertThat(texts(all, "items.status"))
                .containsExactly(
                        "REPORTED", "ESTIMATED", "ESTIMATED", "REPORTED", "MISSING", "SUPPRESSED", "ESTIMATED");
        assertThat(texts(all, "items.incomplete")).containsOnly("true");
        assertThat(texts(all, "items.basket.byFactor"))
                .containsExactly("0", byFactor.toPlainString(), "3", "0", "0", "0", "0");
        assertThat(texts(all, "items.basket.estimatedShare"))
                .containsExactly(
                        "0",
                        byFactor.divide(january, 6, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString(),
                        "1",
                        "null",
                        "null",
                        "null",
                        "0");
        assertThat(texts(all, "items.basket.reportedAsEstimate")).containsExactly("0", "0", "0", "0", "0", "0", "8");
        assertThat(texts(all, "items.basket.shareUnknown"))
                .containsExactly("null", "33", "null", "null", "null", "null", "null");
        assertThat(texts(all, "items.basket.codes.counted")).containsExactly("1", "2", "1", "2", "0", "0", "1");
        assertThat(texts(all, "items.basket.codes.notReported")).containsExactly("2", "0", "2", "1", "0", "1", "2");
        assertThat(texts(all, "items.basket.codes.missing")).containsExactly("0", "0", "0", "0", "2", "1", "0");
        assertThat(texts(all, "items.basket.codes.suppressed")).containsExactly("0", "0", "0", "0", "1", "1", "0");
        assertThat(all.getString("items[0].seriesKey")).isEqualTo("BO_ONE.M.KOR.CHN.X.H6.basket:BO_ONE.USD");
        assertThat(all.getString("items[0].commodity")).isEqualTo("basket:BO_ONE");
        assertThat(all.<Object>get("items[0].commodityLevel")).isNull();
        assertThat(all.getString("items[0].vintage")).isEqualTo("2024-09-20T00:00:00Z");
        assertThat(all.getInt("total")).isEqualTo(7);
        assertThat(all.getString("summary.sums[0].primaryValue"))
                .isEqualTo(january.add(new BigDecimal(5 + 3 + 8)).toPlainString());
        assertThat(all.getInt("summary.missing")).isEqualTo(1);
        assertThat(all.getInt("summary.suppressed")).isEqualTo(1);
        assertThat(all.getInt("summary.estimated")).isEqualTo(3);
        assertThat(all.getList("warnings")).isEmpty();

        JsonPath figures = exact(viewer().queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("source", "BO_ONE")
                .queryParam("period", "2024-01..2024-06")
                .get("/trade/v1/baskets/BO_ONE/figures"));
        List<String> told = texts(figures, "series[0].items.value");
        assertThat(told).isEqualTo(texts(all, "items.primaryValue").subList(1, 7));
    }

    @Test
    void totalsOfTheFiguresAreTheirTotals() {
        load("BO_TOT");
        basket("BO_TOT", null, items());
        JsonPath all = answer(question("BO_TOT").queryParam("partner", "all"));
        assertThat(texts(all, "items.partnerIsTotal")).contains("true", "false");
        assertThat(all.getList("summary.refused.field")).contains("partner");
        JsonPath parts = answer(question("BO_TOT"));
        JsonPath total = exact(question("BO_TOT").get("/trade/v1/totals"));
        assertThat(total.getString("whole.measures.primaryValue.value"))
                .isEqualTo(parts.getString("summary.sums[0].primaryValue"));
        for (String count : List.of("series", "figures", "estimated", "missing", "suppressed")) {
            assertThat(total.getInt("whole." + count)).as(count).isEqualTo(parts.getInt("summary." + count));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "series", "period", "-period", "primaryValue", "-primaryValue"})
    void pagesHaveAllFiguresOnceInTheirOrder(String sort) {
        if (fixture.isNewSource("BO_PAGE")) {
            load("BO_PAGE");
            basket("BO_PAGE", null, items());
        }
        String query = PATH + "?reporter=KOR&flow=X&source=BO_PAGE&commodity=basket:BO_PAGE&period=2024-01..2024-06"
                + (sort.isEmpty() ? "" : "&sort=" + sort);
        JsonPath whole = exact(viewer().urlEncodingEnabled(false).get(query));
        List<Object> paged = new ArrayList<>();
        String next = query + "&limit=2";
        int pages = 0;
        while (next != null) {
            JsonPath page = exact(viewer().urlEncodingEnabled(false).get(next));
            paged.addAll(page.getList("items"));
            assertThat(page.<Object>get("summary")).isEqualTo(whole.get("summary"));
            assertThat(page.getInt("total")).isEqualTo(7);
            next = page.getString("next");
            pages++;
        }
        assertThat(pages).isEqualTo(4);
        assertThat(paged).isEqualTo(whole.getList("items"));
        List<String> values = texts(whole, "items.primaryValue");
        switch (sort) {
            case "primaryValue" -> assertThat(values).containsExactly("0", "3", "5", "8", "80.003", "null", "null");
            case "-primaryValue" -> assertThat(values).containsExactly("80.003", "8", "5", "3", "0", "null", "null");
            case "-period" ->
                assertThat(texts(whole, "items.period")).startsWith("2024-06").endsWith("2024-01");
            default -> assertThat(texts(whole, "items.period")).startsWith("2024-01");
        }
    }

    @Test
    void everyFormatSaysTheSame() {
        load("BO_FORM");
        basket("BO_FORM", null, items());
        JsonPath json = answer(question("BO_FORM"));
        JsonPath posted =
                exact(viewer().contentType("application/json").body("""
                        {"reporter": "KOR", "flow": "X", "commodity": ["basket:bo_form"], "source": "BO_FORM",
                         "period": "2024-01..2024-06"}""").post(PATH + "/query"));
        assertThat(posted.<Object>get()).isEqualTo(json.get());
        String[] lines = question("BO_FORM")
                .queryParam("format", "ndjson")
                .get(PATH)
                .asString()
                .split("\n");
        assertThat(lines).hasSize(7);
        for (int i = 0; i < lines.length; i++) {
            JsonPath line = new JsonPath(lines[i])
                    .using(JsonPathConfig.jsonPathConfig()
                            .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
            assertThat(line.<Object>get()).isEqualTo(json.get("items[" + i + "]"));
        }
        Response csv = question("BO_FORM").queryParam("format", "csv").get(PATH);
        assertThat(csv.header("X-Total-Count")).isEqualTo("7");
        assertThat(csv.header("X-Total-Value")).isEqualTo("USD 96.003");
        String[] rows = csv.asString().split("\r\n");
        List<String> header = List.of(rows[0].split(",", -1));
        List<String> columns = List.of(
                "primaryValue", "status", "incomplete", "byFactor", "estimatedShare", "shareUnknown", "codesMissing");
        List<String> told = new ArrayList<>();
        for (int i = 1; i < rows.length; i++) {
            List<String> fields = List.of(rows[i].split(",", -1));
            assertThat(fields).hasSameSizeAs(header);
            assertThat(fields.get(header.indexOf("commodityLevel"))).isEmpty();
            told.add(String.join(
                    " ",
                    columns.stream()
                            .map(column -> fields.get(header.indexOf(column)))
                            .toList()));
        }
        assertThat(told)
                .containsExactly(
                        "5 REPORTED true 0 0  0",
                        "80.003 ESTIMATED true 30.003 0.375023 33 0",
                        "3 ESTIMATED true 3 1  0",
                        "0 REPORTED true 0   0",
                        " MISSING true 0   2",
                        " SUPPRESSED true 0   1",
                        "8 ESTIMATED true 0 0  0");
    }

    @Test
    void monthsAreAddedUpToQuarters() {
        load("BO_QTR");
        basket("BO_QTR", null, items());
        JsonPath quarters = answer(viewer().queryParam("reporter", "KOR")
                .queryParam("partner", "JPN")
                .queryParam("commodity", "basket:BO_QTR")
                .queryParam("source", "BO_QTR")
                .queryParam("period", "2024-Q1,2024-Q2")
                .queryParam("seriesFrequency", "M"));
        assertThat(texts(quarters, "items.period")).containsExactly("2024-Q1", "2024-Q2");
        assertThat(texts(quarters, "items.primaryValue")).containsExactly("83.003", "8");
        assertThat(texts(quarters, "items.parts.values")).containsExactly("3", "1");
        assertThat(texts(quarters, "items.parts.missing")).containsExactly("0", "1");
        assertThat(texts(quarters, "items.parts.suppressed")).containsExactly("0", "1");
        assertThat(texts(quarters, "items.basket.byFactor")).containsExactly("33.003", "0");
        assertThat(texts(quarters, "items.basket.codes.of")).containsExactly("9", "9");
    }

    @Test
    void valuesComeInACurrencyAndPartsStayAsDelivered() {
        load("BO_FX");
        for (String code : List.of(BY_FACTOR, WHOLE, UNKNOWN)) {
            fixture.currency(fixture.series("BO_FX", Fixture.KOREA, Fixture.JAPAN, "X", code), "CLP");
        }
        basket("BO_FX", null, items());
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("source", "Bank")
                .body("from,to,period,rate\nCLP,USD,2024-01,0.5\nCLP,USD,2024-02,0.25\nCLP,USD,2024-03,0.25\n"
                        + "CLP,USD,2024-06,0.125\n")
                .post("/trade/v1/exchangeRates")
                .then()
                .statusCode(201);
        JsonPath usd = answer(question("BO_FX").queryParam("currency", "USD").queryParam("partner", "JPN"));
        assertThat(texts(usd, "items.primaryValue")).containsExactly("40.0015", "0.75", "0", "null", "null", "1");
        assertThat(texts(usd, "items.basket.byFactor").subList(0, 2)).containsExactly("30.003", "3");
        assertThat(texts(usd, "items.exchange.primaryValue").subList(0, 2)).containsExactly("80.003", "3");
        assertThat(usd.getString("summary.sums[0].primaryValue")).isEqualTo("41.7515");
        // The description of the API is made from these records, the answer without them.
        Set<Object> item = usd.getMap("items[0]").keySet();
        assertThat(item).containsSequence("estimated", "incomplete", "basket", "exchange", "revision", "vintage");
        assertThat(names(ObservationAnswer.Item.class)).containsAll(item);
        assertThat(usd.getMap("items[0].basket").keySet()).isEqualTo(names(BasketShare.class));
        assertThat(usd.getMap("items[0].basket.codes").keySet()).isEqualTo(names(BasketShare.Codes.class));
        Set<Object> exchange = names(ObservationAnswer.Original.class);
        exchange.removeAll(List.of("cifValue", "fobValue"));
        assertThat(usd.getMap("items[0].exchange").keySet()).isEqualTo(exchange);
        assertThat(usd.getMap("$").keySet()).isEqualTo(names(ObservationAnswer.class));

        JsonPath columns = answer(question("BO_FX")
                .queryParam("currency", "USD")
                .queryParam("partner", "JPN")
                .queryParam("layout", "series"));
        assertThat(columns.getMap("$").keySet()).isEqualTo(names(SeriesAnswer.class));
        assertThat(columns.<Object>get("exchange")).isEqualTo(usd.get("exchange"));
        assertThat(columns.getList("series.currency")).containsExactly("USD");
        for (String column : List.of("primaryValue", "status", "incomplete", "basket", "exchange")) {
            assertThat(columns.getList("series[0].figures." + column))
                    .as(column)
                    .isEqualTo(usd.getList("items." + column));
        }
    }

    @Test
    void theBasketOfAnAnswerIsThatOfItsInstantAndOfItsFirstPage() {
        load("BO_PAST");
        basket("BO_PAST", null, items());
        String then = viewer().get("/trade/v1/baskets/BO_PAST").path("editedAt");
        Response first = question("BO_PAST").queryParam("limit", 1).get(PATH);
        question("BO_PAST")
                .queryParam("limit", 1)
                .header("If-None-Match", first.header("ETag"))
                .get(PATH)
                .then()
                .statusCode(304);
        basket("BO_PAST", "v1", item(WHOLE, "1"));
        fixture.revise(
                "BO_PAST",
                Instant.now(),
                fixture.series("BO_PAST", Fixture.KOREA, Fixture.CHINA, "X", WHOLE),
                List.of(Row.reported("2024-01", "6")));
        viewer().urlEncodingEnabled(false)
                .get(exact(first).getString("next"))
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("the basket has changed since"));
        JsonPath now = answer(question("BO_PAST"));
        assertThat(now.getInt("basket.version")).isEqualTo(2);
        assertThat(texts(now, "items.primaryValue")).containsExactly("6", "50", "0", "null", "null", "8");
        JsonPath past = answer(question("BO_PAST").queryParam("asOf", then));
        assertThat(past.getInt("basket.version")).isEqualTo(1);
        assertThat(past.<Object>get("items"))
                .isEqualTo(answer(question("BO_PAST").queryParam("asOf", then)).get("items"));
        assertThat(texts(past, "items.primaryValue")).startsWith("5", "80.003");
        question("BO_PAST").queryParam("asOf", "2024-10-01").get(PATH).then().statusCode(422);
    }

    /** A figure that came after the first page is on no later one: all pages are of one revision. */
    @Test
    void pagesAreOfOneRevision() {
        load("BO_REV");
        basket("BO_REV", null, item(WHOLE, "1"));
        JsonPath first = answer(question("BO_REV").queryParam("limit", 2));
        fixture.revise(
                "BO_REV",
                Instant.now(),
                fixture.series("BO_REV", Fixture.KOREA, Fixture.JAPAN, "X", WHOLE),
                List.of(Row.reported("2024-02", "77"), Row.reported("2024-06", "88")));
        JsonPath second = exact(viewer().urlEncodingEnabled(false).get(first.getString("next")));
        assertThat(second.getLong("revision")).isEqualTo(first.getLong("revision"));
        assertThat(second.<Object>get("summary")).isEqualTo(first.get("summary"));
        assertThat(texts(second, "items.primaryValue")).containsExactly("0", "null");
    }

    @Test
    void nothingOfABasketIsToldAsSuch() {
        fixture.source("BO_NONE", false);
        basket("BO_NONE", null, items());
        question("BO_NONE")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("basket.id", equalTo("BO_NONE"))
                .body("warnings.code", hasItem("no-figures"));
        load("BO_NONE");
        question("BO_NONE")
                .queryParam("partner", "JPN,FRA")
                .get(PATH)
                .then()
                .body("warnings.parameter", hasItem("partner"))
                .body("warnings.value", hasItem("251"));
        viewer().queryParam("commodity", WHOLE)
                .queryParam("source", "BO_NONE")
                .queryParam("period", "2024-01")
                .get(PATH)
                .then()
                .body("basket", nullValue())
                .body("items[0]", not(hasKey("basket")))
                .body("items[0]", not(hasKey("incomplete")))
                .body("items[0].commodityLevel", equalTo(6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commodity=basket:A1,271012          | commodity | stands beside other lines
            commodity=basket:A1&level=6         | level     | levels of their own
            commodity=basket:A1&customs=all     | customs   | which is of totals
            commodity=basket:A1&measures=quantity | measures | has values only
            commodity=basket:1                  | commodity | is no id of a basket
            """)
    void whatABasketHasNotIsRefused(String query, String field, String message) {
        viewer().urlEncodingEnabled(false)
                .get(PATH + "?period=2024-01&" + query)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    private static Set<Object> names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
