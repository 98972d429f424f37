package io.strait.trade.rate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of exchange rates over HTTP. Each test has currencies of its own, for they share one table. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class RateResourceTest {
    private static final String PATH = "/trade/v1/exchangeRates";

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.viewer());
    }

    private static Response load(String source, String csv) {
        return given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("source", source)
                .body(csv)
                .post(PATH);
    }

    private static JsonPath rates(String from) {
        return viewer().queryParam("from", from)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aFileOfRatesIsReadBackWithItsSource() {
        Response loaded = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("source", "Bank of tests, daily mean")
                .queryParam("url", "https://bank.example/rates?of=HUF,CZK")
                .body("to,from,use,rate,period,remark\nUSD,HUF,,0.002850000000000001,2024-01,x\n"
                        + "USD,HUF,export,0.0029,2024-01,\nUSD,HUF,import,0.003,2024-Q1,\nUSD,HUF,any,3,2024,\n")
                .post(PATH);
        loaded.then()
                .statusCode(201)
                .body("source", equalTo("Bank of tests, daily mean"))
                .body("url", equalTo("https://bank.example/rates?of=HUF,CZK"))
                .body("kind", equalTo("AVERAGE"))
                .body("rows", equalTo(4))
                .body("changed", equalTo(4));
        int version = loaded.jsonPath().getInt("version");
        assertThat(loaded.header("Location")).endsWith(PATH + "?version=" + version);
        JsonPath read = rates("huf");
        assertThat(read.getList("items.period")).containsExactly("2024", "2024-01", "2024-01", "2024-Q1");
        assertThat(read.getList("items.use")).containsExactly("ANY", "ANY", "EXPORT", "IMPORT");
        assertThat(viewer().queryParam("from", "HUF").get(PATH).asString()).contains("\"rate\":0.002850000000000001");
        assertThat(read.getList("items.source").stream().distinct()).containsExactly("Bank of tests, daily mean");
        assertThat(read.getList("items.version").stream().distinct()).containsExactly(version);
        viewer().queryParam("from", "HUF")
                .queryParam("period", "2024-Q1")
                .get(PATH)
                .then()
                .body("items.rate", contains(3 / 1000f));
    }

    @Test
    void theSameFileAgainIsNoVersionAndAnotherSourceIs() {
        String csv = "from,to,period,rate\nCZK,USD,2024-01,0.044\nCZK,USD,2024-02,0.043\n";
        int first = load("First bank", csv).then().statusCode(201).extract().path("version");
        load("First bank", csv).then().statusCode(200);
        int second = load("Second bank", "from,to,period,rate\nCZK,USD,2024-02,0.043\nCZK,USD,2024-01,0.044\n")
                .then()
                .statusCode(201)
                .body("changed", equalTo(2))
                .extract()
                .path("version");
        assertThat(second).isGreaterThan(first);
        int third = load("Second bank", "from,to,period,rate\nCZK,USD,2024-02,0.0430\nCZK,USD,2024-01,0.045\n")
                .then()
                .statusCode(201)
                .body("changed", equalTo(1))
                .extract()
                .path("version");
        assertThat(rates("CZK").getList("items.version")).containsExactly(third, second);
        viewer().queryParam("from", "CZK")
                .queryParam("version", first)
                .get(PATH)
                .then()
                .header("ETag", "\"v" + first + "\"")
                .body("version", equalTo(first))
                .body("items.source", contains("First bank", "First bank"));
    }

    @Test
    void asOfReadsTheTableAsItWas() {
        String before =
                load("Bank", "from,to,period,rate\nPLN,USD,2024-01,0.25\n").path("loadedAt");
        String after =
                load("Bank", "from,to,period,rate\nPLN,USD,2024-01,0.26\n").path("loadedAt");
        Map.of(before, 0.25f, after, 0.26f).forEach((asOf, rate) -> viewer().queryParam("from", "PLN")
                .queryParam("asOf", asOf)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.rate", contains(rate)));
        viewer().queryParam("from", "PLN")
                .queryParam("asOf", "2020-01-01")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("items", hasSize(0));
    }

    @Test
    void pagesAreOfOneVersionAndHaveAllRatesOnce() {
        String rows = IntStream.rangeClosed(1, 12)
                .mapToObj("RON,USD,2023-%02d,0.22"::formatted)
                .collect(Collectors.joining("\n"));
        load("Bank", "from,to,period,rate\n" + rows).then().statusCode(201);
        List<String> periods = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        String next = PATH + "?from=RON&limit=5";
        while (next != null) {
            JsonPath page = viewer().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            periods.addAll(page.getList("items.period"));
            versions.add(page.getInt("version"));
            next = page.getString("next");
            load("Bank", "from,to,period,rate\nRON,USD,2023-12,0.2" + periods.size() + "\n")
                    .then()
                    .statusCode(201);
        }
        assertThat(periods)
                .isEqualTo(IntStream.rangeClosed(1, 12)
                        .mapToObj("2023-%02d"::formatted)
                        .toList());
        assertThat(versions).hasSize(3);
        assertThat(versions.stream().distinct()).hasSize(1);
    }

    @Test
    void anAnswerThatIsKnownIsNotSentAgain() {
        load("Bank", "from,to,period,rate\nBGN,USD,2024-01,0.55\n");
        String tag = viewer().queryParam("from", "BGN").get(PATH).header("ETag");
        viewer().queryParam("from", "BGN")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(304);
        load("Bank", "from,to,period,rate\nBGN,USD,2024-01,0.56\n");
        viewer().queryParam("from", "BGN")
                .header("If-None-Match", tag)
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void everyFaultIsToldByLineAndColumnAndNothingIsTaken() {
        load("Bank", """
                        from,to,period,rate,use
                        MXN,USD,2024-01,0.05,any
                        MXM,USD,2024-01,0.05,
                        MXN,MXN,2024-02,1,
                        MXN,USD,202413,0.05,
                        MXN,USD,2024-04,0,
                        MXN,USD,2024-05,"0,05",
                        MXN,USD,2024-06,-0.05,
                        MXN,USD,2024-07,1e-2,
                        MXN,USD,2024-08,NaN,
                        MXN,USD,2024-09,0.05,transit
                        MXN,USD,2024-01,0.06,ANY
                        """)
                .then()
                .statusCode(422)
                .contentType(containsString("application/problem+json"))
                .body("type", equalTo("/problems/unprocessable"))
                .body(
                        "violations.field",
                        contains(
                                "line 3, from",
                                "line 4, to",
                                "line 5, period",
                                "line 6, rate",
                                "line 7, rate",
                                "line 8, rate",
                                "line 9, rate",
                                "line 10, rate",
                                "line 11, use",
                                "line 12"))
                .body("violations[0].value", equalTo("MXM"))
                .body("violations[0].expected", containsString("did you mean MXN"))
                .body("violations[4].value", equalTo("0,05"))
                .body("violations[4].expected", containsString("with a decimal point"))
                .body("violations[9].message", equalTo("is in line 2 too"));
        assertThat(rates("MXN").getList("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from,to,period\\nTHB,USD,2024-01\\n        | 422 | has no column rate
            from,to,period,rate\\n                     | 422 | has no rows
            from,to,period,rate\\nTHB,USD,2024-01,"0.03\\nTHB,USD,2024-02,0.03\\n | 422 | line 2, rate
            """)
    void aFileThatCannotBeReadIsRefused(String csv, int status, String why) {
        load("Bank", csv.replace("\\n", "\n")).then().statusCode(status).body(containsString(why));
    }

    @Test
    void aLoadSaysWhoPublishesTheRates() {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .queryParam("url", "ftp://bank.example")
                .queryParam("kind", "middle")
                .body("from,to,period,rate\nIDR,USD,2024-01,0.00006\n")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("source", "url", "kind"));
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("text/csv")
                .queryParam("source", "Bank")
                .body("from,to,period,rate\nIDR,USD,2024-01,0.00006\n")
                .post(PATH)
                .then()
                .statusCode(403);
        assertThat(rates("IDR").getList("items")).isEmpty();
    }

    @Test
    void whatIsWrongWithAQuestionIsToldAtOnce() {
        viewer().queryParam("from", "USB")
                .queryParam("period", "2024-13")
                .queryParam("limit", "0")
                .queryParam("cursor", "MXN-USD-A-2024-13-01-AVERAGE-ANY")
                .queryParam("form", "USD")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("form", "from", "period", "limit", "cursor"));
        viewer().queryParam("version", Integer.MAX_VALUE)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("version"))
                .body("violations[0].message", equalTo("there is no such version"));
    }

    /** Of loads at once each is a version, and none is lost. */
    @Test
    void loadsAtOnceComeOneAfterTheOther() throws Exception {
        List<Callable<Response>> loads = new ArrayList<>();
        for (int year = 2010; year < 2018; year++) {
            String csv = "from,to,period,rate\nTWD,USD,%d,0.03\nTWD,USD,2020,0.%d\n".formatted(year, year);
            loads.add(() -> load("Bank", csv));
        }
        ExecutorService clients = Executors.newFixedThreadPool(loads.size());
        List<Integer> versions = new ArrayList<>();
        try {
            for (Future<Response> done : clients.invokeAll(loads)) {
                versions.add(done.get().then().statusCode(201).extract().path("version"));
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(versions).doesNotHaveDuplicates();
        JsonPath read = rates("TWD");
        assertThat(read.getList("items.period"))
                .containsExactly("2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017", "2020");
        int last = versions.indexOf(Collections.max(versions));
        assertThat(read.getList("items.rate", BigDecimal.class).get(8)).isEqualByComparingTo("0." + (2010 + last));
        assertThat(read.getList("items.version", Integer.class).subList(0, 8)).isEqualTo(versions);
    }

    @Test
    void ratesOfTheEndOfAPeriodAreKeptBesideAverages() {
        for (String kind : List.of("average", "end_of_period")) {
            given().auth()
                    .oauth2(Tokens.contributor())
                    .contentType("text/csv")
                    .queryParam("source", "Bank")
                    .queryParam("kind", kind)
                    .body("from,to,period,rate\nMYR,USD,2024-01,0.2" + kind.length() + "\n")
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body("url", nullValue());
        }
        JsonPath read = rates("MYR");
        assertThat(read.getList("items.kind")).containsExactly("AVERAGE", "END_OF_PERIOD");
        assertThat(read.getList("items.rate", BigDecimal.class).stream().map(BigDecimal::toPlainString))
                .containsExactly("0.27", "0.213");
    }
}
