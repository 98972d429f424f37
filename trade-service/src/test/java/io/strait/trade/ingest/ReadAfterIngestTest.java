package io.strait.trade.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read from memory is what the database says, at every revision. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ReadAfterIngestTest {
    private static final String HEADER = "reporter,partner,flow,classification,commodity,period,primaryValue\n";
    private static final List<String> COMMODITIES = List.of("854231", "854232", "271012");

    private static void source(String code) {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"" + code + "\", \"demonstration\": true}")
                .put("/trade/v1/sources/" + code)
                .then()
                .statusCode(201);
    }

    private static JsonPath send(String source, String more, String csv) {
        return Trade.ingestAs("?source=" + source + more, "text/csv", (HEADER + csv).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonPath read(String path) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String path(String source, String commodity) {
        return "/trade/v1/observations?source=" + source + "&reporter=KOR&partner=JPN&flow=X&frequency=A&commodity="
                + commodity;
    }

    private static List<Map<String, Object>> items(String path) {
        return read(path).getList("items");
    }

    @Test
    void eachRevisionIsReadAtOnceByWhoAskedForTheOneBefore() {
        String source = "HOT_STEPS";
        source(source);
        Random random = new Random(1992);
        List<String> vintages = new ArrayList<>();
        List<List<Map<String, Object>>> told = new ArrayList<>();
        for (int step = 0; step < 8; step++) {
            StringBuilder csv = new StringBuilder();
            for (String commodity : COMMODITIES) {
                if (random.nextBoolean()) {
                    IntStream.range(2000, 2010)
                            .filter(year -> random.nextInt(3) > 0)
                            .forEach(year -> csv.append("410,392,X,H6,%s,%d,%d.%d\n"
                                    .formatted(commodity, year, random.nextInt(1000), random.nextInt(10))));
                }
            }
            csv.append("410,156,X,H6,854231,2010," + step + "\n");
            // Every third file is all there is: it takes away what it does not name.
            JsonPath job = send(source, step % 3 == 2 ? "&replace=slice" : "", csv.toString());
            assertThat(job.getString("state")).isEqualTo("COMPLETED");
            vintages.add(job.getString("revision.vintage"));
            List<Map<String, Object>> now = new ArrayList<>();
            for (String commodity : COMMODITIES) {
                List<Map<String, Object>> items = items(path(source, commodity));
                // In another order the database is asked.
                assertThat(items(path(source, commodity) + "&sort=period"))
                        .as("step " + step)
                        .isEqualTo(items);
                assertThat(items(path(source, commodity))).isEqualTo(items);
                now.addAll(items);
            }
            told.add(now);
        }
        for (int step = 0; step < vintages.size(); step++) {
            List<Map<String, Object>> then = new ArrayList<>();
            for (String commodity : COMMODITIES) {
                then.addAll(items(path(source, commodity) + "&asOf=" + vintages.get(step)));
            }
            assertThat(then).as("as of step " + step).isEqualTo(told.get(step));
        }
    }

    @Test
    void whatReadersSeeNeverGoesBack() throws Exception {
        String source = "HOT_RACE";
        source(source);
        send(source, "", "410,392,X,H6,854231,2020,0\n");
        AtomicBoolean done = new AtomicBoolean();
        Callable<List<BigDecimal>> reader = () -> {
            List<BigDecimal> seen = new ArrayList<>();
            while (!done.get()) {
                JsonPath page = read(path(source, "854231"));
                seen.add(new BigDecimal(page.getString("items[0].primaryValue")));
                // One answer is of one revision.
                assertThat(page.getLong("items[0].revision")).isLessThanOrEqualTo(page.getLong("revision"));
            }
            return seen;
        };
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<BigDecimal>>> reading = List.of(readers.submit(reader), readers.submit(reader));
            for (int value = 1; value <= 10; value++) {
                send(source, "", "410,392,X,H6,854231,2020," + value + "\n");
                // Who was told that it is done reads it.
                assertThat(read(path(source, "854231")).getInt("items[0].primaryValue"))
                        .isEqualTo(value);
            }
            done.set(true);
            for (Future<List<BigDecimal>> one : reading) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isNotEmpty().isSorted();
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }

    @Test
    void anAmountOfMoreDigitsThanFitIsExactAllTheSame() {
        String source = "HOT_DIGITS";
        source(source);
        String exact = "123456789012345678901234.125";
        send(source, "", "410,392,X,H6,854231,2020," + exact + "\n410,392,X,H6,854232,2020,0.1250\n");
        for (int again = 0; again < 2; again++) {
            assertThat(read(path(source, "854231")).getString("items[0].seriesKey"))
                    .isEqualTo(source + ".A.KOR.JPN.X.H6.854231");
            assertThat(text(path(source, "854231"))).contains("\"primaryValue\":" + exact + ",");
            assertThat(text(path(source, "854232"))).contains("\"primaryValue\":0.125,");
        }
    }

    private static String text(String path) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
