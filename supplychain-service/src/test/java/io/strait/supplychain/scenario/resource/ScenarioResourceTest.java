package io.strait.supplychain.scenario.resource;

import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ScenarioResourceTest {
    private static final String SCENARIOS = "/supplychain/v1/scenarios";

    private String stem = "";

    /** A fab with 30 days of HF, all from one maker; and resist, of which nobody knows the stock. */
    @BeforeEach
    void fab() {
        stem = unique("sc");
        importLines("""
                {"fact": "node", "id": "$-stella", "kind": "organisation", "name": "Stella", "area": "JPN", "source": "DEMO"}
                {"fact": "node", "id": "$-tok", "kind": "organisation", "name": "TOK", "area": "JPN", "source": "DEMO"}
                {"fact": "node", "id": "$-hf", "kind": "material", "name": "HF", "source": "DEMO"}
                {"fact": "node", "id": "$-resist", "kind": "material", "name": "Resist", "source": "DEMO"}
                {"fact": "node", "id": "$-fab", "kind": "site", "name": "Fab", "area": "KOR", "source": "DEMO"}
                {"fact": "node", "id": "$-chip", "kind": "product", "name": "Chip", "source": "DEMO"}
                {"fact": "requirement", "node": "$-fab", "input": "$-hf", "essentiality": "critical", "stockDays": 30, "source": "DEMO"}
                {"fact": "requirement", "node": "$-fab", "input": "$-resist", "essentiality": "critical", "source": "DEMO"}
                {"fact": "supply", "supplier": "$-stella", "input": "$-hf", "share": {"low": 100, "high": 100}, "source": "DEMO"}
                {"fact": "supply", "supplier": "$-tok", "input": "$-resist", "share": {"low": 100, "high": 100}, "source": "DEMO"}
                {"fact": "supply", "supplier": "$-fab", "input": "$-chip", "share": {"low": 100, "high": 100}, "source": "DEMO"}
                """);
    }

    private void importLines(String lines) {
        contributor()
                .contentType("application/x-ndjson")
                .body(lines.replace("$", stem).getBytes(StandardCharsets.UTF_8))
                .post("/supplychain/v1/imports")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> stop(String maker, int days) {
        return Map.of(
                "name",
                "Stop of " + maker,
                "start",
                "2019-07-04",
                "horizonDays",
                120,
                "shocks",
                List.of(Map.of("nodes", List.of(stem + "-" + maker), "durationDays", days)));
    }

    private Response post(Object scenario) {
        return contributor().contentType("application/json").body(scenario).post(SCENARIOS);
    }

    private String computed(Object scenario) {
        String run = post(scenario).then().statusCode(202).extract().header("Location");
        return completed(run);
    }

    private String completed(String run) {
        run = run.substring(run.indexOf("/supplychain"));
        String path = run;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> viewer().get(path).path("state").equals("COMPLETED"));
        return path;
    }

    @Test
    void theJuly2019ShapeIsComputedAsAJob() {
        // Given
        Response accepted = post(stop("stella", 90));
        accepted.then()
                .statusCode(202)
                .body("runs[0].number", equalTo(1))
                .body("shocks[0].size", equalTo(1.0f))
                .body("sampling.seed", equalTo(1));
        // When
        String run = completed(accepted.header("Location"));
        // Then
        viewer().get(run)
                .then()
                .body("progress", equalTo(1.0f))
                .body("finishedAt", notNullValue())
                .body(
                        "headline",
                        equalTo(
                                "Chip runs short first, on day 30 (2019-08-03); 2 of 2 products, sites and processes run"
                                        + " short, 2 stop"));
        JsonPath result =
                viewer().get(run + "/result").then().statusCode(200).extract().jsonPath();
        assertThat(result.getString("nodes[0].node")).isEqualTo(stem + "-chip");
        assertThat(result.getInt("nodes[0].firstShortDay.point")).isEqualTo(30);
        assertThat(result.getString("nodes[0].firstShortDate")).isEqualTo("2019-08-03");
        assertThat(result.getDouble("nodes[0].lostDays.point")).isEqualTo(60);
        assertThat(result.getInt("nodes[0].survivalDays")).isEqualTo(30);
        assertThat(result.getString("nodes[0].because[0].input")).isEqualTo(stem + "-hf");
        assertThat(result.getList("nodes[0].output.point")).hasSize(120);
        assertThat(result.getLong("revision")).isPositive();
        assertThat(result.getList("basis")).contains(stem + "-fab_needs_" + stem + "-hf");
    }

    @Test
    void daysComeAsCsvToo() {
        String run = computed(stop("stella", 90));

        String byAccept = viewer().accept("text/csv").get(run + "/result").asString();
        Response byFormat = viewer().get(run + "/result?format=csv");

        assertThat(byFormat.contentType()).startsWith("text/csv");
        assertThat(byAccept).isEqualTo(byFormat.asString());
        assertThat(byAccept.lines().findFirst()).hasValue("node,kind,area,day,date,output,outputLow,outputHigh");
        assertThat(byAccept.lines()).hasSize(1 + 2 * 120);
        assertThat(byAccept).contains(stem + "-fab,site,KOR,30,2019-08-03,0.0,0.0,0.0");
    }

    @Test
    void whatNobodySaidIsAnIntervalAndNamed() {
        JsonPath result = viewer().get(computed(stop("tok", 60)) + "/result").jsonPath();

        assertThat(result.getInt("nodes[0].firstShortDay.low")).isZero();
        assertThat(result.getInt("nodes[0].firstShortDay.high")).isBetween(15, 30);
        assertThat(result.getInt("unknownCount")).isEqualTo(1);
        assertThat(result.getString("unknowns[0].fact")).isEqualTo(stem + "-fab_needs_" + stem + "-resist");
        assertThat(result.getDouble("unknowns[0].effect")).isPositive();
    }

    @Test
    void theSameOnTheSameRevisionIsTheSameByteForByte() {
        // Given
        String first = computed(stop("tok", 60));
        String scenario = viewer().get(first).path("scenarioId");
        long revision = viewer().get(first).jsonPath().getLong("revision");
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"stockDays\": 10}")
                .patch("/supplychain/v1/requirements/" + stem + "-fab_needs_" + stem + "-resist")
                .then()
                .statusCode(200);
        // When
        String again = completed(contributor()
                .post(SCENARIOS + "/" + scenario + "/runs?revision=" + revision)
                .then()
                .statusCode(202)
                .extract()
                .header("Location"));
        String today = completed(contributor()
                .post(SCENARIOS + "/" + scenario + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location"));
        // Then
        assertThat(viewer().get(again + "/result").asString())
                .isEqualTo(viewer().get(first + "/result").asString());
        viewer().get(today + "/result").then().body("nodes[0].firstShortDay.point", equalTo(10));
        viewer().get(first + "/comparison?with=" + scenario + "/3")
                .then()
                .statusCode(200)
                .body("nodes.node", hasItem(stem + "-chip"))
                .body("nodes[0].firstShortDay.a.point", equalTo(0))
                .body("nodes[0].firstShortDay.b.point", equalTo(10))
                .body("why.scenario.size()", equalTo(0))
                .body("why.facts[0].fact", equalTo(stem + "-fab_needs_" + stem + "-resist"))
                .body("why.facts[0].b.stockDays", equalTo(10));
    }

    @Test
    void twoScenariosSideBySideSayWhatWasAskedDifferently() {
        String shorter = computed(stop("stella", 40));
        String longer = computed(stop("stella", 90));
        String other = viewer().get(longer).path("scenarioId");

        viewer().get(shorter + "/comparison?with=" + other + "/1")
                .then()
                .statusCode(200)
                .body("why.scenario.path", equalTo(List.of("/shocks/0/durationDays")))
                .body("why.scenario[0].a", equalTo(40))
                .body("nodes[0].moreLostDays", equalTo(50.0f));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        post(Map.of(
                        "name",
                        "x",
                        "horizonDays",
                        1_000_000_000,
                        "colour",
                        "red",
                        "shocks",
                        List.of(Map.of("size", 2, "areas", List.of("Atlantis")))))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("horizonDays"))
                .body("violations.field", hasItem("colour"))
                .body("violations.field", hasItem("shocks[0].size"))
                .body("violations.field", hasItem("shocks[0].areas"));
    }

    @Test
    void shocksMustHitSomebodyThatIsThere() {
        post(Map.of("name", "x", "shocks", List.of(Map.of("nodes", List.of("nobody-here")))))
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("shocks[0].nodes"))
                .body("violations[0].value", equalTo("nobody-here"));
        post(Map.of("name", "x", "shocks", List.of(Map.of("hsCodes", List.of("9999999999")))))
                .then()
                .statusCode(422)
                .body("detail", equalTo("The shocks hit nobody."));
    }

    @Test
    void whatWouldTakeTooMuchIsRefusedWithItsSize() {
        post(Map.of(
                        "name",
                        "x",
                        "horizonDays",
                        3650,
                        "shocks",
                        List.of(Map.of("nodes", List.of(stem + "-tok"))),
                        "sampling",
                        Map.of("samples", 10_000)))
                .then()
                .statusCode(422)
                .body("estimatedCells", greaterThan(500_000_000))
                .body("unknowns", equalTo(1));
    }

    @Test
    void aRepeatedPostWithAKeyIsOneScenario() {
        String key = unique("key");
        String first = contributor()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(stop("stella", 10))
                .post(SCENARIOS)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        contributor()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(stop("stella", 10))
                .post(SCENARIOS)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
        contributor()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(stop("stella", 11))
                .post(SCENARIOS)
                .then()
                .statusCode(422);
    }

    @Test
    void anIdOfOnesOwnIsTakenOnce() {
        Map<String, Object> scenario = new java.util.HashMap<>(stop("stella", 10));
        scenario.put("id", stem + "-mine");

        post(scenario).then().statusCode(202).header("Location", containsString(stem + "-mine/runs/1"));
        post(scenario).then().statusCode(409);

        contributor().delete(SCENARIOS + "/" + stem + "-mine").then().statusCode(204);
        viewer().get(SCENARIOS + "/" + stem + "-mine").then().statusCode(404);
    }

    @Test
    void whatHasEndedCannotBeCancelledAndWhatIsNotThereIsNotFound() {
        String run = computed(stop("stella", 10));

        contributor().delete(run).then().statusCode(409).body("state", equalTo("COMPLETED"));
        viewer().get(run.replace("/runs/1", "/runs/7")).then().statusCode(404);
        viewer().get(run.replace("/runs/1", "/runs/x")).then().statusCode(404);
        viewer().get(run + "/comparison").then().statusCode(400).body("violations[0].field", equalTo("with"));
    }

    @Test
    void theListIsPagedNewestFirst() {
        String older = post(stop("stella", 10)).path("id");
        String newer = post(stop("stella", 10)).path("id");

        JsonPath page = viewer().get(SCENARIOS + "?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getString("items[0].id")).isEqualTo(newer);
        JsonPath next = viewer().get(page.getString("next")).jsonPath();
        assertThat(next.getString("items[0].id")).isEqualTo(older);
        viewer().get(SCENARIOS + "?limit=200&cursor=nonsense").then().statusCode(400);
    }

    @Test
    void aResultIsReadOnceAndThenOnlyAskedFor() {
        String run = computed(stop("stella", 10));
        String tag = viewer().get(run + "/result").header("ETag");

        viewer().header("If-None-Match", tag).get(run + "/result").then().statusCode(304);
        viewer().get(run).then().body("failure", nullValue());
    }
}
