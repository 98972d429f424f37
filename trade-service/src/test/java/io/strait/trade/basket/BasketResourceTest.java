package io.strait.trade.basket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strait.trade.Tokens;
import io.strait.trade.TradeTestResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class BasketResourceTest {
    private static final String PATH = "/trade/v1/baskets/";
    private static final String SOURCE = "BASKET_TEST";

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(Tokens.viewer())
                .urlEncodingEnabled(false)
                .get(PATH + path)
                .then();
    }

    private static ValidatableResponse put(String id, @Nullable String version, String body) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body(body);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return request.put(PATH + id).then();
    }

    private static String basket(String name, String items, String rest) {
        return "{\"name\": \"%s\", \"items\": [%s]%s}".formatted(name, items, rest);
    }

    private static String item(String code, String share) {
        return "{\"classification\": \"H6\", \"code\": \"%s\", \"share\": %s, \"shareSource\": \"test\"}"
                .formatted(code, share);
    }

    private static String nested(String id) {
        return ", \"baskets\": [{\"id\": \"" + id + "\"}]";
    }

    @Test
    void everyVersionIsKept() {
        put("KEPT", null, basket("First", item("271012", "1"), ""))
                .statusCode(201)
                .header("ETag", equalTo("\"v1\""))
                .header("Location", containsString("/baskets/KEPT"));
        String first = get("KEPT").extract().path("editedAt");
        put("KEPT", "v1", basket("Second", item("271012", "0.50"), ""))
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""))
                .body("items[0].share", equalTo(0.5f));
        put("KEPT", "v2", basket("Second", item("271012", "0.5"), ""))
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""));
        get("KEPT").body("name", equalTo("Second"));
        get("KEPT?asOf=" + first).body("name", equalTo("First")).body("version", equalTo(1));
        get("KEPT?asOf=2020-01-01").statusCode(404);
        get("KEPT/versions").body("items.version", contains(2, 1)).body("items.name", contains("Second", "First"));
        given().auth()
                .oauth2(Tokens.viewer())
                .header("If-None-Match", "\"v2\"")
                .get(PATH + "KEPT")
                .then()
                .statusCode(304);
    }

    @Test
    void aChangeSaysWhatItChanges() {
        put("COND", "v1", basket("None there", item("271012", "1"), "")).statusCode(412);
        put("COND", null, basket("One", item("271012", "1"), "")).statusCode(201);
        put("COND", null, basket("Two", item("271012", "1"), ""))
                .statusCode(428)
                .body("type", equalTo("/problems/precondition-required"));
        put("COND", "v7", basket("Two", item("271012", "1"), "")).statusCode(412);
        given().auth()
                .oauth2(Tokens.contributor())
                .header("If-None-Match", "*")
                .contentType("application/json")
                .body(basket("Two", item("271012", "1"), ""))
                .put(PATH + "COND")
                .then()
                .statusCode(412);
        given().auth()
                .oauth2(Tokens.viewer())
                .contentType("application/json")
                .body("{}")
                .put(PATH + "COND")
                .then()
                .statusCode(403);
    }

    @Test
    void ofWritersAtOnceOneWins() throws Exception {
        put("RACE", null, basket("Start", item("271012", "1"), "")).statusCode(201);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> writes = IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> put("RACE", "v1", basket("Writer " + i, item("271012", "1"), ""))
                                    .extract()
                                    .statusCode())
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : writers.invokeAll(writes)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 412, 412, 412);
        } finally {
            writers.shutdownNow();
        }
        get("RACE/versions").body("count", equalTo(2));
    }

    @Test
    void everyFaultIsToldAtOnce() {
        put(
                        "faults",
                        null,
                        "{\"items\": [{\"classification\": \"H99\", \"code\": \"27A\", \"share\": 1.5},"
                                + " {\"classification\": \"HS\", \"code\": \"2710192100\", \"share\": 0.5},"
                                + " {\"classification\": \"H6\", \"code\": \"2710\", \"share\": 1E-99999999,"
                                + " \"validFrom\": \"2024\", \"reporters\": [\"NOWHERE\"]}],"
                                + " \"exclusions\": [{\"classification\": \"H6\", \"code\": \"27\"}]}")
                .statusCode(400)
                .body(
                        "violations.field",
                        containsInAnyOrder(
                                "id",
                                "name",
                                "items[0].classification",
                                "items[0].code",
                                "items[0].share",
                                "items[1].shareSource",
                                "items[1].reporters",
                                "items[2].share",
                                "items[2].validFrom",
                                "items[2].reporters",
                                "exclusions[0].code"));
        put("EMPTY", null, "{\"name\": \"x\", \"items\": []}").statusCode(400);
        put("NOTHING", null, "").statusCode(400).body("type", equalTo("/problems/malformed-body"));
    }

    @Test
    void aBasketWithinAnotherMayNotContradictIt() {
        put("OUTER", null, basket("Outer", item("2710", "1"), nested("INNER"))).statusCode(422);
        put("INNER", null, basket("Inner", item("8542", "1"), "")).statusCode(201);
        put("OUTER", null, basket("Outer", item("2710", "1"), nested("INNER"))).statusCode(201);
        put("INNER", "v1", basket("Inner", item("2710", "0.5"), ""))
                .statusCode(422)
                .body("detail", containsString("contradicts"));
        put("INNER", "v1", basket("Inner", item("8542", "1"), nested("OUTER")))
                .statusCode(422)
                .body("detail", containsString("is in itself"));
        get("INNER").body("version", equalTo(1));
        given().auth()
                .oauth2(Tokens.contributor())
                .header("If-Match", "\"v1\"")
                .delete(PATH + "INNER")
                .then()
                .statusCode(409)
                .body("detail", containsString("OUTER"));
    }

    @Test
    void aDeletedBasketIsStillWhatItWas() {
        put("GONE", null, basket("Gone", item("2710", "1"), "")).statusCode(201);
        String then = get("GONE").extract().path("editedAt");
        given().auth().oauth2(Tokens.contributor()).delete(PATH + "GONE").then().statusCode(428);
        given().auth()
                .oauth2(Tokens.contributor())
                .header("If-Match", "\"v1\"")
                .delete(PATH + "GONE")
                .then()
                .statusCode(204);
        get("GONE").statusCode(404);
        get("GONE?asOf=" + then).statusCode(200);
        get("GONE/versions").body("items.deleted", contains(true, false));
        put("GONE", null, basket("Back", item("2710", "1"), "")).statusCode(201).header("ETag", equalTo("\"v3\""));
    }

    @Test
    void theListIsPaged() {
        put("LIST_A", null, basket("A", item("2710", "1"), "")).statusCode(201);
        put("LIST_B", null, basket("B", item("2710", "1"), "")).statusCode(201);
        get("?cursor=LIST_&limit=1")
                .statusCode(200)
                .body("items.id", contains("LIST_A"))
                .body("next", equalTo("/trade/v1/baskets?limit=1&cursor=LIST_A"));
        get("?cursor=LIST_A&limit=1").body("items.id", contains("LIST_B"));
    }

    @Test
    void theExampleHasNoShareThatNobodyTold() {
        get("SAF")
                .statusCode(200)
                .body("items.share", hasItem(nullValue()))
                .body("items.findAll { it.share != null }", hasSize(0));
        get("SAF/resolved?classification=H6&period=2024")
                .body("codes.code", contains("271019"))
                .body("codes[0].share", nullValue())
                .body("linesOfReporters", equalTo(0));
        get("SAF/resolved?period=2024").body("linesOfReporters", equalTo(1));
        get("SAF/resolved?reporter=97&classification=HS").body("codes.code", contains("27101921"));
    }

    @Test
    void figuresTellHowMuchOfThemIsByFactor() {
        given().auth()
                .oauth2(Tokens.contributor())
                .contentType("application/json")
                .body("{\"name\": \"Test\", \"demonstration\": true}")
                .put("/trade/v1/sources/" + SOURCE)
                .then()
                .statusCode(201);
        ingest("""
                reporter,partner,flow,classification,commodity,period,primaryValue,status
                410,392,X,H6,271019,2024-01,1000,REPORTED
                410,392,X,H6,271020,2024-01,50,REPORTED
                410,392,X,H6,271019,2024-02,500,REPORTED
                410,392,X,H6,271020,2024-02,,SUPPRESSED
                410,392,X,H6,271012,2024-01,7777,REPORTED
                """);
        put("FUEL", null, basket("Fuel", item("271019", "0.02") + "," + item("271020", "1"), ""))
                .statusCode(201);
        String figures = "/figures?reporter=KOR&partner=group:RCEP&flow=X&period=2024-01..2024-03&source=" + SOURCE;
        get("FUEL" + figures)
                .statusCode(200)
                .body("demonstration", equalTo(true))
                .body("versions.FUEL", equalTo(1))
                .body("revision", notNullValue())
                .body("series", hasSize(1))
                .body("series[0].partner.alpha3", equalTo("JPN"))
                .body("series[0].currency", equalTo("USD"))
                .body("series[0].items.period", contains("2024-01", "2024-02"))
                .body("series[0].items.value", contains(70, 10))
                .body("series[0].items.byFactor", contains(20, 10))
                .body("series[0].items[0].estimatedShare", equalTo(0.285714f))
                .body("series[0].items.complete", contains(true, false))
                .body("series[0].items[1].components.outcome", contains("COUNTED", "SUPPRESSED"));
        get("SAF" + figures)
                .body("series[0].items.value", contains(nullValue(), nullValue()))
                .body("series[0].items.shareUnknown", contains(1000, 500));
        String before = get("FUEL" + figures).extract().path("vintage");
        ingest("""
                reporter,partner,flow,classification,commodity,period,primaryValue,status
                410,392,X,H6,271019,2024-01,2000,REPORTED
                """);
        get("FUEL" + figures).body("series[0].items[0].value", equalTo(90));
        get("FUEL" + figures + "&asOf=" + before).statusCode(404);
        String now = get("FUEL" + figures).extract().path("vintage");
        get("FUEL" + figures + "&asOf=" + now).body("series[0].items[0].value", equalTo(90));
        get("SAF" + figures + "&asOf=" + before).body("series[0].items[0].shareUnknown", equalTo(1000));
    }

    @Test
    void aQuestionSaysWhatItIsAbout() {
        get("SAF/figures?period=2024-01..2023-01&flow=Q")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("reporter", "partner", "period", "flow"));
        get("NO_SUCH/figures?reporter=KOR&partner=JPN&period=2024").statusCode(404);
    }

    private static void ingest(String csv) {
        String id = given().auth()
                .oauth2(Tokens.contributor())
                .contentType("text/csv")
                .body(csv)
                .post("/trade/v1/ingests?source=" + SOURCE + "&format=strait-csv")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> given().auth()
                        .oauth2(Tokens.viewer())
                        .get("/trade/v1/ingests/" + id)
                        .path("state")
                        .equals("COMPLETED"));
    }
}
