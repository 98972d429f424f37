package io.strait.trade.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures in one currency. Each test has currencies of its own, for all share one table of rates. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class CurrencyQueryTest {
    private static final String PATH = "/trade/v1/observations";
    private static final Instant FIRST = Instant.parse("2024-09-20T00:00:00Z");

    @Inject
    Fixture fixture;

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static RequestSpecification question(String source, String currency) {
        return viewer().queryParam("source", source)
                .queryParam("level", "6")
                .queryParam("period", "2021-01..2021-12")
                .queryParam("currency", currency);
    }

    private static JsonPath answer(RequestSpecification question) {
        return exact(question.get(PATH).then().statusCode(200).extract().response());
    }

    /** Numbers with all their digits. */
    private static JsonPath exact(Response response) {
        return response.jsonPath(
                JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static List<@Nullable String> numbers(JsonPath json, String path) {
        List<@Nullable String> numbers = new ArrayList<>();
        for (Object number : json.getList(path)) {
            numbers.add(number == null ? null : plain(new BigDecimal(number.toString())));
        }
        return numbers;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static JsonPath rates(String source, String... rows) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("source", source)
                .queryParam("url", "https://" + source.toLowerCase(Locale.ROOT) + ".example")
                .body("from,to,period,rate,use\n" + String.join("\n", rows) + "\n")
                .post("/trade/v1/exchangeRates")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private long series(String source, String flow, String commodity, String currency, Row... rows) {
        fixture.source(source, false);
        long series = fixture.series(source, Fixture.KOREA, Fixture.JAPAN, flow, commodity);
        fixture.currency(series, currency);
        fixture.revise(source, FIRST, series, List.of(rows));
        return series;
    }

    /** What is asked of the service, worked out again: rounded once. */
    private static BigDecimal times(String amount, String numerator, String denominator) {
        return new BigDecimal(amount)
                .multiply(new BigDecimal(numerator))
                .divide(new BigDecimal(denominator), 6, RoundingMode.HALF_EVEN);
    }

    @Test
    void eachValueSaysWhatItWasAndByWhichRateItCame() {
        long series = series(
                "FX_ONE",
                "X",
                "710691",
                "ISK",
                Row.reported("2021-01", "1000000"),
                Row.reported("2021-02", "0"),
                new Row("2021-03", "MISSING", null),
                new Row("2021-04", "SUPPRESSED", null),
                new Row("2021-05", "ESTIMATED", "123.4567"));
        fixture.basis(series, "FOB");
        int version = rates(
                        "ISKBANK",
                        "ISK,USD,2021-01,0.0078,",
                        "ISK,USD,2021-02,0.0079,",
                        "ISK,USD,2021-03,0.0079,",
                        "ISK,USD,2021-04,0.0079,",
                        "ISK,USD,2021-05,0.0083333,",
                        "EUR,USD,2021-01,1.21,",
                        "EUR,USD,2021-02,1.21,",
                        "EUR,USD,2021-03,1.21,",
                        "EUR,USD,2021-04,1.21,",
                        "EUR,USD,2021-05,1.23,")
                .getInt("version");
        JsonPath usd = answer(question("FX_ONE", "usd"));
        String last = plain(times("123.4567", "0.0083333", "1"));
        assertThat(numbers(usd, "items.primaryValue")).containsExactly("7800", "0", null, null, last);
        assertThat(numbers(usd, "items.fobValue")).containsExactly("7800", "0", null, null, last);
        assertThat(numbers(usd, "items.netWeight")).containsExactly("1200000.5", "1200000.5", null, null, "1200000.5");
        assertThat(usd.getList("items.status"))
                .containsExactly("REPORTED", "REPORTED", "MISSING", "SUPPRESSED", "ESTIMATED");
        assertThat(usd.getList("items.currency")).containsOnly("USD");
        assertThat(usd.getList("items.exchange.from")).containsOnly("ISK");
        assertThat(usd.getList("items.exchange.method")).containsOnly("DIRECT");
        assertThat(numbers(usd, "items.exchange.primaryValue")).containsExactly("1000000", "0", null, null, "123.4567");
        assertThat(numbers(usd, "items.exchange.rate"))
                .containsExactly("0.0078", "0.0079", "0.0079", "0.0079", "0.0083333");
        assertThat(usd.getList("items[0].exchange.legs.sources")).containsExactly(List.of("ISKBANK"));
        assertThat(numbers(usd, "summary.sums.primaryValue"))
                .containsExactly(plain(new BigDecimal("7800").add(new BigDecimal(last))));
        assertThat(usd.getList("summary.sums.currency")).containsExactly("USD");
        assertThat(numbers(usd, "summary.sums.figures")).containsExactly("3");
        assertThat(usd.getInt("exchange.ratesVersion")).isGreaterThanOrEqualTo(version);
        assertThat(usd.getInt("exchange.scale")).isEqualTo(6);
        assertThat(usd.getInt("exchange.converted")).isEqualTo(3);
        assertThat(usd.getInt("exchange.notConverted")).isZero();
        assertThat(usd.getList("exchange.sources.name")).containsExactly("ISKBANK");
        assertThat(usd.getList("exchange.sources.url")).containsExactly("https://iskbank.example");
        assertThat(numbers(usd, "exchange.sources.version")).containsExactly(String.valueOf(version));

        JsonPath eur = answer(question("FX_ONE", "EUR"));
        assertThat(eur.getList("items.exchange.method")).containsOnly("PIVOT");
        assertThat(numbers(eur, "items.primaryValue"))
                .containsExactly(
                        plain(times("1000000", "0.0078", "1.21")),
                        "0",
                        null,
                        null,
                        plain(times("123.4567", "0.0083333", "1.23")));
        assertThat(eur.getList("items[0].exchange.legs.inverse")).containsExactly(false, true);

        viewer().queryParam("source", "FX_ONE")
                .queryParam("level", "6")
                .queryParam("period", "2021-01")
                .get(PATH)
                .then()
                .body("exchange", nullValue())
                .body("items[0].currency", equalTo("ISK"))
                .body("items[0].primaryValue", equalTo(1000000))
                .body("items[0]", not(hasKey("exchange")))
                .body("summary.sums.currency", contains("ISK"));
    }

    @Test
    void currenciesComeTogetherAndTheirSumIsRoundedOnce() {
        series("FX_MIX", "X", "710691", "NOK", Row.reported("2021-01", "100"), Row.reported("2021-02", "200"));
        series("FX_MIX", "X", "710692", "USD", Row.reported("2021-01", "0.123456789"));
        series("FX_MIX", "X", "710693", "SEK", Row.reported("2021-01", "700"));
        rates("NORDIC", "USD,NOK,2021-01,9,", "USD,NOK,2021-02,7,", "SEK,USD,2021-01,0.11,");
        JsonPath usd = answer(question("FX_MIX", "USD"));
        assertThat(numbers(usd, "items.primaryValue"))
                .containsExactly(plain(times("100", "1", "9")), plain(times("200", "1", "7")), "0.123456789", "77");
        assertThat(usd.getList("items.exchange.method"))
                .containsExactly("INVERSE", "INVERSE", "SAME_CURRENCY", "DIRECT");
        BigDecimal exact = new BigDecimal("100")
                .multiply(new BigDecimal("7"))
                .add(new BigDecimal("200").multiply(new BigDecimal("9")))
                .add(new BigDecimal("77.123456789").multiply(new BigDecimal("63")));
        assertThat(numbers(usd, "summary.sums.primaryValue"))
                .containsExactly(plain(exact.divide(new BigDecimal("63"), 6, RoundingMode.HALF_EVEN)));
        assertThat(numbers(usd, "summary.sums.figures")).containsExactly("4");
        assertThat(answer(viewer().queryParam("source", "FX_MIX")
                                .queryParam("level", "6")
                                .queryParam("period", "2021-01..2021-12"))
                        .getList("summary.sums.currency"))
                .containsExactly("NOK", "SEK", "USD");
    }

    @Test
    void aMissingRateIsNamedWithHowManyFiguresItCosts() {
        series(
                "FX_GAP",
                "M",
                "710691",
                "DKK",
                Row.reported("2021-01", "10"),
                Row.reported("2021-02", "20"),
                Row.reported("2021-03", "0"),
                new Row("2021-04", "MISSING", null));
        rates("DKKBANK", "DKK,USD,2021-02,0.16,");
        JsonPath usd = answer(question("FX_GAP", "USD"));
        assertThat(numbers(usd, "items.primaryValue")).containsExactly(null, "3.2", null, null);
        assertThat(usd.getList("items.status")).containsExactly("REPORTED", "REPORTED", "REPORTED", "MISSING");
        assertThat(usd.getList("items.exchange.reason"))
                .containsExactly(
                        "no exchange rate from DKK to USD for 2021-01",
                        null,
                        "no exchange rate from DKK to USD for 2021-03",
                        "no exchange rate from DKK to USD for 2021-04");
        assertThat(usd.<Object>get("summary.sums")).isNull();
        assertThat(usd.getList("summary.refused.field")).containsExactly("currency");
        assertThat(usd.getString("summary.refused[0].message"))
                .isEqualTo("2 of 3 figures have no value in USD: no exchange rate from DKK to USD for 2021-01"
                        + " (2 figures, 2021-01 to 2021-03)");
        assertThat(numbers(usd, "exchange.without.figures")).containsExactly("2");
        assertThat(numbers(usd, "exchange.without.primaryValue")).containsExactly("10");
        assertThat(usd.getList("exchange.without.first")).containsExactly("2021-01");
        assertThat(usd.getList("exchange.without.last")).containsExactly("2021-03");
        assertThat(usd.getList("warnings.code")).containsExactly("no-figures", "not-converted");

        Response csv = question("FX_GAP", "USD").queryParam("format", "csv").get(PATH);
        assertThat(csv.header("X-Total-Value")).isNull();
        assertThat(csv.headers().getValues("X-Warning"))
                .anySatisfy(warning -> assertThat(warning).startsWith("not-converted currency=USD: 2 of 3 figures"));
        assertThat(csv.asString().split("\r\n")[1]).contains(",no exchange rate from DKK to USD for 2021-01,");

        // One page of several says the same of the whole.
        JsonPath page = answer(question("FX_GAP", "USD").queryParam("limit", 1));
        assertThat(page.getString("summary.refused[0].message")).isEqualTo(usd.getString("summary.refused[0].message"));
    }

    @Test
    void whatIsAskedAsOfAnInstantUsesTheRatesKnownThen() {
        series("FX_ASOF", "X", "710691", "TRY", Row.reported("2021-01", "100"));
        JsonPath first = rates("TRYBANK", "TRY,USD,2021-01,0.13,");
        String tag = question("FX_ASOF", "USD").get(PATH).header("ETag");
        question("FX_ASOF", "USD").header("If-None-Match", tag).get(PATH).then().statusCode(304);
        JsonPath second = rates("TRYBANK", "TRY,USD,2021-01,0.14,");
        question("FX_ASOF", "USD").header("If-None-Match", tag).get(PATH).then().statusCode(200);
        assertThat(numbers(answer(question("FX_ASOF", "USD")), "items.primaryValue"))
                .containsExactly("14");
        for (Object[] known : new Object[][] {{first, "13"}, {second, "14"}}) {
            JsonPath load = (JsonPath) known[0];
            JsonPath then = answer(question("FX_ASOF", "USD").queryParam("asOf", load.getString("loadedAt")));
            assertThat(numbers(then, "items.primaryValue")).containsExactly((String) known[1]);
            assertThat(then.getInt("exchange.ratesVersion")).isEqualTo(load.getInt("version"));
            assertThat(numbers(then, "summary.sums.primaryValue")).containsExactly((String) known[1]);
            JsonPath named = answer(question("FX_ASOF", "USD").queryParam("ratesVersion", load.getInt("version")));
            assertThat(numbers(named, "items.primaryValue")).containsExactly((String) known[1]);
        }
        JsonPath before = answer(question("FX_ASOF", "USD")
                .queryParam("asOf", FIRST.plusSeconds(1).toString()));
        assertThat(before.getInt("exchange.ratesVersion")).isZero();
        assertThat(before.getList("items.exchange.reason"))
                .containsExactly("no exchange rate from TRY to USD for 2021-01");
        JsonPath reread = answer(question("FX_ASOF", "USD")
                .queryParam("asOf", FIRST.plusSeconds(1).toString())
                .queryParam("ratesVersion", first.getInt("version")));
        assertThat(numbers(reread, "items.primaryValue")).containsExactly("13");
    }

    @Test
    void allPagesAreOfTheRatesOfTheFirst() {
        series("FX_PAGE", "X", "710691", "ZAR", Row.reported("2021-01", "100"), Row.reported("2021-02", "100"));
        int version = rates("ZARBANK", "ZAR,USD,2021-01,0.05,", "ZAR,USD,2021-02,0.06,")
                .getInt("version");
        JsonPath one = answer(question("FX_PAGE", "USD").queryParam("limit", 1));
        assertThat(numbers(one, "items.primaryValue")).containsExactly("5");
        assertThat(numbers(one, "summary.sums.primaryValue")).containsExactly("11");
        int later = rates("ZARBANK", "ZAR,USD,2021-02,0.07,").getInt("version");
        String next = one.getString("next");
        JsonPath two = exact(viewer().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .extract()
                .response());
        assertThat(numbers(two, "items.primaryValue")).containsExactly("6");
        assertThat(numbers(two, "summary.sums.primaryValue")).containsExactly("11");
        assertThat(two.getInt("exchange.ratesVersion")).isBetween(version, later - 1);
        assertThat(numbers(answer(question("FX_PAGE", "USD")), "summary.sums.primaryValue"))
                .containsExactly("12");
        viewer().urlEncodingEnabled(false)
                .get(next + "&ratesVersion=" + later)
                .then()
                .statusCode(400)
                .body("violations.field", contains("ratesVersion"))
                .body("violations[0].message", equalTo("is not that of the cursor"));
        viewer().urlEncodingEnabled(false)
                .get(next.replace("currency=USD", "currency=EUR"))
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("belongs to another selection"));
    }

    /** Cursors are kept by clients: one of the form before rates had versions is told, and is no fault of ours. */
    @Test
    void aCursorOfAnOlderFormIsRefused() {
        series("FX_OLD", "X", "710691", "USD", Row.reported("2021-01", "1"), Row.reported("2021-02", "2"));
        String next = answer(question("FX_OLD", "USD").queryParam("limit", 1)).getString("next");
        Cursor cursor = Cursor.parse(next.substring(next.indexOf("cursor=") + "cursor=".length()));
        List<String> before = List.of(
                String.valueOf(cursor.revision()),
                cursor.selection(),
                String.valueOf(cursor.total()),
                cursor.after().seriesKey(),
                cursor.after().periodStart().toString(),
                "");
        for (List<String> fields : List.of(with("2", before), with("3", before, "-1"), with("3", before, "x"))) {
            question("FX_OLD", "USD")
                    .queryParam("cursor", SealedText.write(fields))
                    .get(PATH)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("cursor"))
                    .body("violations[0].message", equalTo("cannot be read"))
                    .body("violations[0].expected", startsWith("what the last page gave as next"));
        }
        question("FX_OLD", "USD")
                .queryParam("cursor", SealedText.write(with("3", before, "2147483647")))
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", contains("cursor"));
    }

    private static List<String> with(String form, List<String> fields, String... more) {
        List<String> all = new ArrayList<>(List.of(form));
        all.addAll(fields);
        all.addAll(Arrays.asList(more));
        return all;
    }

    @Test
    void aRateForExportsIsForAllThatIsPartOfThem() {
        for (String flow : List.of("X", "RX", "M", "RM")) {
            series("FX_FLOW", flow, "710691", "VND", Row.reported("2021-01", "1000"));
        }
        rates("CUSTOMS", "VND,USD,2021-01,0.5,export", "VND,USD,2021-01,0.25,import", "VND,USD,2021-01,0.125,any");
        JsonPath usd = answer(question("FX_FLOW", "USD"));
        List<String> flows = usd.getList("items.flow");
        List<@Nullable String> values = numbers(usd, "items.primaryValue");
        assertThat(IntStream.range(0, 4).mapToObj(i -> flows.get(i) + " " + values.get(i)))
                .containsExactlyInAnyOrder("X 500", "RX 500", "M 250", "RM 250");
        assertThat(usd.getList("items.exchange.legs[0].uses"))
                .allSatisfy(uses -> assertThat(uses).isIn(List.of("EXPORT"), List.of("IMPORT")));
    }

    @Test
    void aYearTakesTheMeanOfItsMonths() {
        fixture.source("FX_YEAR", false);
        long series = fixture.series("FX_YEAR", "A", Fixture.KOREA, Fixture.JAPAN, "X", "H6", "710691", "0");
        fixture.currency(series, "PHP");
        fixture.revise("FX_YEAR", FIRST, series, List.of(Row.reported("2020", "1000"), Row.reported("2021", "1000")));
        List<String> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add("PHP,USD,2020-%02d,0.0%02d,".formatted(month, month));
        }
        rates("PHPBANK", months.toArray(String[]::new));
        JsonPath usd = answer(viewer().queryParam("source", "FX_YEAR")
                .queryParam("level", "6")
                .queryParam("period", "2020,2021")
                .queryParam("currency", "USD"));
        assertThat(numbers(usd, "items.primaryValue")).containsExactly("6.5", null);
        assertThat(usd.getInt("items[0].exchange.legs[0].meanOf")).isEqualTo(12);
        assertThat(usd.getString("items[0].exchange.legs[0].lastPeriod")).isEqualTo("2020-12");
    }

    /** More than a page has, so that the whole is streamed. */
    @Test
    void everyFormatSaysTheSame() {
        fixture.source("FX_FORMS", "=Source, made", false);
        List<String> rates = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (LocalDate month = LocalDate.of(2000, 1, 1); month.getYear() < 2021; month = month.plusMonths(1)) {
            String period = month.toString().substring(0, 7);
            rates.add("AED,USD," + period + ",0.27" + month.getMonthValue() + ",");
            rows.add(Row.reported(period, month.getYear() + "." + month.getMonthValue()));
        }
        rates("=FORMS", rates.toArray(String[]::new));
        for (int commodity = 710691; commodity <= 710695; commodity++) {
            long series = fixture.series("FX_FORMS", Fixture.KOREA, Fixture.JAPAN, "X", String.valueOf(commodity));
            fixture.currency(series, "AED");
            fixture.revise("FX_FORMS", FIRST, series, rows);
        }
        RequestSpecification all = viewer().queryParam("source", "FX_FORMS")
                .queryParam("level", "6")
                .queryParam("frequency", "M")
                .queryParam("sort", "series")
                .queryParam("currency", "USD");
        JsonPath page = answer(given().spec(all).queryParam("limit", 10_000));
        assertThat(page.getInt("total")).isEqualTo(5 * 252);
        List<@Nullable String> values = numbers(page, "items.primaryValue");
        List<@Nullable String> expected = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 5 * 252; i++) {
            Row row = rows.get(i % 252);
            String rate = rates.get(i % 252).split(",", -1)[3];
            expected.add(plain(times(String.valueOf(row.amount()), rate, "1")));
            sum = sum.add(new BigDecimal(String.valueOf(row.amount())).multiply(new BigDecimal(rate)));
        }
        assertThat(values).isEqualTo(expected);
        assertThat(numbers(page, "summary.sums.primaryValue"))
                .containsExactly(plain(sum.setScale(6, RoundingMode.HALF_EVEN)));

        String[] lines = given().spec(all)
                .queryParam("format", "ndjson")
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .split("\n");
        assertThat(lines).hasSize(5 * 252);
        for (int i : new int[] {0, 251, 1259}) {
            JsonPath line = new JsonPath(lines[i])
                    .using(JsonPathConfig.jsonPathConfig()
                            .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
            assertThat(line.<Object>get()).isEqualTo(page.get("items[" + i + "]"));
        }

        String[] csv = given().spec(all)
                .queryParam("format", "csv")
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .split("\r\n");
        List<String> header = List.of(csv[0].split(","));
        assertThat(csv).hasSize(5 * 252 + 1);
        List<@Nullable String> told = new ArrayList<>();
        for (String line : Arrays.asList(csv).subList(1, csv.length)) {
            // The source's name has a comma.
            List<String> fields =
                    List.of(line.replace("\"'=Source, made\"", "made").split(",", -1));
            assertThat(fields).hasSameSizeAs(header);
            told.add(fields.get(header.indexOf("primaryValue")));
            assertThat(fields.get(header.indexOf("currency"))).isEqualTo("USD");
            assertThat(fields.get(header.indexOf("originalCurrency"))).isEqualTo("AED");
            assertThat(fields.get(header.indexOf("rateMethod"))).isEqualTo("DIRECT");
            assertThat(fields.get(header.indexOf("rateSource"))).isEqualTo("'=FORMS");
        }
        assertThat(told).isEqualTo(expected);
        List<String> first =
                List.of(csv[1].replace("\"'=Source, made\"", "made").split(",", -1));
        assertThat(first.get(header.indexOf("originalPrimaryValue"))).isEqualTo("2000.1");
        assertThat(first.get(header.indexOf("rate"))).isEqualTo("0.271");

        Response posted = viewer().contentType("application/json").body("""
                        {"source": "FX_FORMS", "level": 6, "frequency": "M", "sort": "series", "currency": "USD",
                         "limit": 10000}""").post(PATH + "/query");
        assertThat(exact(posted).<Object>get("items")).isEqualTo(page.get("items"));
        assertThat(exact(posted).<Object>get("summary")).isEqualTo(page.get("summary"));
        assertThat(exact(posted).<Object>get("exchange")).isEqualTo(page.get("exchange"));
        String paged = given().spec(all)
                .queryParam("format", "csv")
                .queryParam("limit", 10_000)
                .get(PATH)
                .header("X-Total-Value");
        assertThat(paged).isEqualTo("USD " + plain(sum.setScale(6, RoundingMode.HALF_EVEN)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            currency=USB                        | currency     | no such currency         | did you mean
            currency=dollar                     | currency     | no such currency         | a currency by ISO 4217
            currency=USD,EUR                    | currency     | is not one value         | a currency by ISO 4217
            ratesVersion=1                      | currency     | is needed                | ISO 4217
            currency=USD&ratesVersion=-1        | ratesVersion | is out of range          | a whole number
            currency=USD&ratesVersion=999999999 | ratesVersion | there is no such version | /trade/v1/exchangeRates
            currency=USD&sort=-primaryValue     | currency     | cannot be had together   | sort=series
            """)
    void whatCannotBeConvertedSoIsRefused(String query, String field, String message, String expected) {
        viewer().urlEncodingEnabled(false)
                .get(PATH + "?commodity=710691&period=2021-01&" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field))
                .body("violations[0].message", containsString(message))
                .body("violations[0].expected", containsString(expected));
    }

    @Test
    void yearsOfMonthsAreNotConvertedByTheirOwnRates() {
        viewer().urlEncodingEnabled(false)
                .get(PATH + "?commodity=710691&period=2021&seriesFrequency=M&currency=USD")
                .then()
                .statusCode(400)
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo("currency"))
                .body("violations[0].message", containsString("seriesFrequency"));
    }
}
