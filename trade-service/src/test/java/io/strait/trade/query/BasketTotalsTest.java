package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A basket where figures are added up. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BasketTotalsTest {
    private static final String PATH = "/trade/v1/totals";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");

    private static final String BY_FACTOR = "381010";
    private static final String WHOLE = "381090";
    private static final String UNKNOWN = "381111";
    private static final List<String> MONTHS = List.of("2024-01", "2024-02", "2024-03");

    @Inject
    Fixture fixture;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static RequestSpecification question(String id) {
        return viewer().queryParam("reporter", "KOR")
                .queryParam("flow", "X")
                .queryParam("commodity", "basket:" + id.toLowerCase(Locale.ROOT))
                .queryParam("source", id)
                .queryParam("period", "2024-01..2024-03");
    }

    private static JsonPath answer(RequestSpecification question) {
        return exact(question.get(PATH));
    }

    private static JsonPath exact(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath(
                JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
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
        return new String[] {item(BY_FACTOR, "0.25"), item(WHOLE, "1"), item(UNKNOWN, null)};
    }

    private void figures(String source, int partner, String code, @Nullable String... amounts) {
        fixture.source(source, false);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            String amount = amounts[i];
            if (amount != null) {
                rows.add(
                        Character.isLetter(amount.charAt(0))
                                ? new Row(MONTHS.get(i), amount, null)
                                : Row.reported(MONTHS.get(i), amount));
            }
        }
        fixture.revise(source, FIRST, fixture.series(source, Fixture.KOREA, partner, "X", code), rows);
    }

    /** Japan 3 * (100 / 4 + 50), China 1000 / 4 + 7; the world has more than both. */
    private void load(String source) {
        figures(source, Fixture.JAPAN, BY_FACTOR, "100", "100", "100");
        figures(source, Fixture.JAPAN, WHOLE, "50", "50", "50");
        figures(source, Fixture.JAPAN, UNKNOWN, "11", "12", "13");
        figures(source, Fixture.CHINA, BY_FACTOR, "1000");
        figures(source, Fixture.CHINA, WHOLE, "7");
        figures(source, Fixture.WORLD, BY_FACTOR, "9000", "9000", "9000");
    }

    @Test
    void aSumSaysHowMuchIsByFactorAndWhatIsNotInIt() {
        load("BT_SUM");
        basket("BT_SUM", null, items());
        BigDecimal byFactor = new BigDecimal("0.25").multiply(new BigDecimal(3 * 100 + 1000));
        BigDecimal value = byFactor.add(new BigDecimal(3 * 50 + 7));
        JsonPath sum = answer(question("BT_SUM"));
        assertThat(sum.getString("basket.id")).isEqualTo("BT_SUM");
        assertThat(sum.getInt("basket.version")).isEqualTo(1);
        assertThat(texts(sum, "of.commodityLevel")).isEmpty();
        assertThat(texts(sum, "of.partner")).containsExactly("parts");
        String whole = "whole.";
        assertThat(sum.getString(whole + "measures.primaryValue.value"))
                .isEqualTo(value.stripTrailingZeros().toPlainString());
        assertThat(sum.getInt(whole + "series")).isEqualTo(2);
        assertThat(sum.getInt(whole + "figures")).isEqualTo(4);
        assertThat(sum.getInt(whole + "estimated")).isEqualTo(4);
        assertThat(sum.getInt(whole + "notReported")).isEqualTo(2);
        assertThat(sum.getBoolean(whole + "incomplete")).isTrue();
        assertThat(sum.getString(whole + "basket.byFactor")).isEqualTo("325");
        assertThat(sum.getString(whole + "basket.estimatedShare"))
                .isEqualTo(byFactor.divide(value, 6, RoundingMode.HALF_EVEN).toPlainString());
        assertThat(sum.getString(whole + "basket.reportedAsEstimate")).isEqualTo("0");
        assertThat(sum.getInt(whole + "basket.shareUnknown")).isEqualTo(11 + 12 + 13);
        assertThat(sum.getInt(whole + "basket.codes.of")).isEqualTo(12);
        assertThat(sum.getInt(whole + "basket.codes.counted")).isEqualTo(8);
        assertThat(sum.getInt(whole + "basket.codes.shareUnknown")).isEqualTo(3);
        assertThat(sum.getInt(whole + "basket.codes.notReported")).isEqualTo(1);

        JsonPath world = answer(question("BT_SUM").queryParam("partner", "totals"));
        assertThat(world.getInt("whole.measures.primaryValue.value")).isEqualTo(3 * 9000 / 4);
        assertThat(world.getInt("whole.basket.codes.notReported")).isEqualTo(6);
    }

    @Test
    void theTopHasItsSharesAndItsRest() {
        load("BT_TOP");
        basket("BT_TOP", null, items());
        JsonPath top =
                answer(question("BT_TOP").queryParam("groupBy", "partner").queryParam("top", 1));
        assertThat(texts(top, "items.keys.partner.alpha3")).containsExactly("CHN");
        assertThat(texts(top, "items.amounts.measures.primaryValue.value")).containsExactly("257");
        assertThat(texts(top, "items.rank")).containsExactly("1");
        assertThat(texts(top, "items.amounts.basket.byFactor")).containsExactly("250");
        assertThat(top.getString("rest.amounts.measures.primaryValue.value")).isEqualTo("225");
        assertThat(top.getString("rest.amounts.basket.byFactor")).isEqualTo("75");
        assertThat(top.getString("rest.amounts.basket.estimatedShare")).isEqualTo("0.333333");
        assertThat(top.getInt("rest.amounts.basket.codes.of")).isEqualTo(9);
        assertThat(top.getString("rest.share")).startsWith("0.46680");
    }

    @Test
    void zeroMissingAndSuppressedStayApart() {
        figures("BT_STATE", Fixture.JAPAN, BY_FACTOR, "0", "MISSING", "SUPPRESSED");
        figures("BT_STATE", Fixture.JAPAN, WHOLE, "0", "MISSING", "MISSING");
        figures("BT_STATE", Fixture.CHINA, WHOLE, "5", "SUPPRESSED", null);
        basket("BT_STATE", null, items());
        JsonPath byMonth = answer(
                question("BT_STATE").queryParam("groupBy", "partner,period").queryParam("sort", "group"));
        assertThat(texts(byMonth, "items.collect { it.keys.partner.alpha3 + ' ' + it.keys.period }"))
                .containsExactly("CHN 2024-01", "CHN 2024-02", "JPN 2024-01", "JPN 2024-02", "JPN 2024-03");
        assertThat(texts(byMonth, "items.amounts.measures.primaryValue.value"))
                .containsExactly("5", "null", "0", "null", "null");
        assertThat(texts(byMonth, "items.rank")).containsExactly("1", "null", "2", "null", "null");
        assertThat(texts(byMonth, "items.amounts.missing")).containsExactly("0", "0", "0", "1", "0");
        assertThat(texts(byMonth, "items.amounts.suppressed")).containsExactly("0", "1", "0", "0", "1");
        assertThat(texts(byMonth, "items.amounts.estimated")).containsOnly("0");
        assertThat(texts(byMonth, "items.amounts.basket.estimatedShare"))
                .containsExactly("0", "null", "null", "null", "null");
        assertThat(texts(byMonth, "items.amounts.basket.codes.missing")).containsExactly("0", "0", "0", "2", "1");
        assertThat(texts(byMonth, "items.amounts.basket.codes.suppressed")).containsExactly("0", "1", "0", "0", "1");
        assertThat(byMonth.getInt("whole.measures.primaryValue.value")).isEqualTo(5);
        assertThat(byMonth.getInt("whole.measures.primaryValue.figures")).isEqualTo(2);
    }

    /** Codes in whole are what the same codes are without a basket, which another calculator adds: the database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupBy=partner&sort=-value",
                "groupBy=partner&sort=value&limit=2",
                "groupBy=period",
                "groupBy=partner,period&sort=-value&limit=7",
                "groupBy=period,partner&limit=5",
                "groupBy=partner&top=2",
                "groupBy=reporter,flow,classification,currency,source,frequency",
                "groupBy=period&frequency=A&period=2023,2024&seriesFrequency=M",
                "groupBy=partner,period&period=2023-01,2024-03&sort=-value"
            })
    void aBasketOfWholeCodesIsTheirSum(String query) {
        String source = "BT_SAME";
        if (fixture.isNewSource(source)) {
            fixture.source(source, false);
            Random random = new Random(20240920);
            for (int partner : List.of(Fixture.JAPAN, Fixture.CHINA, 842, 276, 251)) {
                for (String code : List.of(BY_FACTOR, WHOLE, UNKNOWN)) {
                    List<Row> rows = new ArrayList<>();
                    for (int month = 0; month < 24; month++) {
                        String period = "%d-%02d".formatted(2023 + month / 12, month % 12 + 1);
                        int kind = random.nextInt(10);
                        if (kind < 7) {
                            // Few values, so that some groups are tied.
                            rows.add(Row.reported(period, String.valueOf(random.nextInt(3))));
                        } else if (kind < 9) {
                            rows.add(new Row(period, kind == 7 ? "MISSING" : "SUPPRESSED", null));
                        }
                    }
                    fixture.revise(source, FIRST, fixture.series(source, Fixture.KOREA, partner, "X", code), rows);
                }
            }
            basket(source, null, item(BY_FACTOR, "1"), item(WHOLE, "1"), item(UNKNOWN, "1"));
        }
        String rest = "&source=" + source + "&reporter=KOR&flow=X&" + query
                + (query.contains("&period=") ? "" : "&period=2023-01..2024-12");
        List<String> ofCodes = groups(PATH + "?commodity=" + BY_FACTOR + "," + WHOLE + "," + UNKNOWN + rest);
        List<String> ofBasket = groups(PATH + "?commodity=basket:" + source + rest);
        assertThat(ofCodes).hasSizeGreaterThan(query.contains("currency") ? 1 : 2);
        assertThat(ofBasket).isEqualTo(ofCodes);
    }

    /** Of all pages. */
    private static List<String> groups(String first) {
        List<String> groups = new ArrayList<>();
        String next = first;
        while (next != null) {
            JsonPath page = exact(viewer().urlEncodingEnabled(false).get(next));
            for (Map<String, Object> item : page.<Map<String, Object>>getList("items")) {
                Map<?, ?> amounts = (Map<?, ?>) Objects.requireNonNull(item.get("amounts"));
                Map<?, ?> measures = (Map<?, ?>) Objects.requireNonNull(amounts.get("measures"));
                Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(measures.get("primaryValue"));
                groups.add(Stream.of("keys", "rank", "tied", "share")
                                .map(member -> String.valueOf(item.get(member)))
                                .collect(Collectors.joining(" "))
                        + " " + value.get("value"));
            }
            next = page.getString("next");
            if (next == null) {
                groups.add(page.getString("groups") + " groups, whole "
                        + page.getString("whole.measures.primaryValue.value") + ", rest "
                        + page.getString("rest.amounts.measures.primaryValue.value"));
            }
        }
        return groups;
    }

    @Test
    void alternativesAreNotAdded() {
        load("BT_ALT");
        fixture.revise(
                "BT_ALT",
                FIRST,
                fixture.series("BT_ALT", "M", Fixture.KOREA, Fixture.JAPAN, "X", "H5", WHOLE, "0"),
                List.of(Row.reported("2024-01", "50")));
        basket("BT_ALT", null, item(WHOLE, "1"), item(WHOLE, "1").replace("H6", "H5"));
        question("BT_ALT")
                .get(PATH)
                .then()
                .statusCode(422)
                .body("violations.field", contains("classification"))
                .body("violations[0].expected", containsString("classification=H5 or H6"));
        JsonPath apart = answer(question("BT_ALT").queryParam("groupBy", "classification"));
        assertThat(texts(apart, "items.amounts.measures.primaryValue.value")).containsExactly("50", "157");
        assertThat(apart.<Object>get("whole.measures")).isNull();
        assertThat(apart.<Object>get("whole.basket.byFactor")).isNull();
        assertThat(apart.getInt("whole.basket.codes.counted")).isEqualTo(5);
        assertThat(answer(question("BT_ALT").queryParam("classification", "H5"))
                        .getInt("whole.measures.primaryValue.value"))
                .isEqualTo(50);
    }

    @Test
    void theBasketOfAnAnswerIsThatOfItsInstantAndOfItsFirstPage() {
        load("BT_PAST");
        basket("BT_PAST", null, items());
        String then = viewer().get("/trade/v1/baskets/BT_PAST").path("editedAt");
        Response first = question("BT_PAST")
                .queryParam("groupBy", "partner")
                .queryParam("limit", 1)
                .get(PATH);
        String next = exact(first).getString("next");
        question("BT_PAST")
                .queryParam("groupBy", "partner")
                .queryParam("limit", 1)
                .header("If-None-Match", first.header("ETag"))
                .get(PATH)
                .then()
                .statusCode(304);
        assertThat(texts(exact(viewer().urlEncodingEnabled(false).get(next)), "items.keys.partner.alpha3"))
                .containsExactly("JPN");
        basket("BT_PAST", "v1", item(WHOLE, "1"));
        viewer().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("cursor"))
                .body("violations[0].message", containsString("the basket has changed since"));
        question("BT_PAST")
                .queryParam("groupBy", "partner")
                .queryParam("limit", 1)
                .header("If-None-Match", first.header("ETag"))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("basket.version", equalTo(2));
        assertThat(answer(question("BT_PAST")).getInt("whole.measures.primaryValue.value"))
                .isEqualTo(157);
        JsonPath past = answer(question("BT_PAST").queryParam("asOf", then));
        assertThat(past.getInt("basket.version")).isEqualTo(1);
        assertThat(past.getInt("whole.measures.primaryValue.value")).isEqualTo(482);
        question("BT_PAST").queryParam("asOf", "2024-10-01").get(PATH).then().statusCode(422);
    }

    @Test
    void aBodyAndOtherFormatsSayTheSame() {
        load("BT_FORM");
        basket("BT_FORM", null, items());
        JsonPath got = answer(question("BT_FORM").queryParam("groupBy", "partner"));
        JsonPath posted =
                exact(viewer().contentType("application/json").body("""
                        {"reporter": "KOR", "flow": "X", "commodity": "basket:BT_FORM", "source": ["BT_FORM"],
                         "period": "2024-01..2024-03", "groupBy": "partner"}""").post(PATH + "/query"));
        assertThat(posted.<Object>get()).isEqualTo(got.get());
        String[] lines = question("BT_FORM")
                .queryParam("groupBy", "partner")
                .queryParam("format", "csv")
                .get(PATH)
                .asString()
                .split("\r\n");
        List<String> header = List.of(lines[0].split(",", -1));
        List<String> japan = List.of(lines[2].split(",", -1));
        assertThat(japan).hasSameSizeAs(header);
        assertThat(japan.get(header.indexOf("primaryValue"))).isEqualTo("225");
        assertThat(japan.get(header.indexOf("estimatedShare"))).isEqualTo("0.333333");
        assertThat(japan.get(header.indexOf("shareUnknown"))).isEqualTo("36");
        assertThat(japan.get(header.indexOf("codesCounted"))).isEqualTo("6");
        viewer().queryParam("commodity", WHOLE)
                .queryParam("source", "BT_FORM")
                .queryParam("period", "2024-01")
                .get(PATH)
                .then()
                .body("$", not(hasKey("basket")))
                .body("whole", not(hasKey("basket")))
                .body("whole.measures.primaryValue.value", equalTo(57))
                .body("rest", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commodity=basket:A1,271012                            | commodity | stands beside other lines
            commodity=basket:A1,basket:A2                         | commodity | stands beside other lines
            commodity=basket:A1&level=6                           | level     | levels of their own
            commodity=basket:A1&transport=parts                   | transport | which is of totals
            commodity=basket:A1&partner2=JPN                      | partner2  | which is of totals
            commodity=basket:A1&measures=primaryValue,netWeight   | measures  | has values only
            commodity=basket:A1&groupBy=level                     | groupBy   | levels of their own
            commodity=basket:1                                    | commodity | is no id of a basket
            """)
    void whatABasketHasNotIsRefused(String query, String field, String message) {
        viewer().urlEncodingEnabled(false)
                .get(PATH + "?period=2024-01&" + query)
                .then()
                .statusCode(400)
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    @Test
    void anUnknownBasketIsToldWithTheNearest() {
        basket("BT_NEAREST", null, item(WHOLE, "1"));
        viewer().queryParam("commodity", "basket:BT_NEARST")
                .queryParam("period", "2024-01")
                .get(PATH)
                .then()
                .statusCode(422)
                .body("violations[0].expected", containsString("did you mean basket:BT_NEAREST"));
    }
}
