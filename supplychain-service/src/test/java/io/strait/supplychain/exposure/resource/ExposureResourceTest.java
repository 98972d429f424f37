package io.strait.supplychain.exposure.resource;

import static io.strait.supplychain.exposure.feed.Trade.await;
import static io.strait.supplychain.exposure.feed.Trade.code;
import static io.strait.supplychain.exposure.feed.Trade.event;
import static io.strait.supplychain.exposure.feed.Trade.exposure;
import static io.strait.supplychain.exposure.feed.Trade.input;
import static io.strait.supplychain.exposure.feed.Trade.key;
import static io.strait.supplychain.exposure.feed.Trade.supply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import io.strait.supplychain.catalogue.resource.Http;
import io.strait.supplychain.exposure.feed.Trade;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is declared beside what is observed, and what two areas need of each other. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ExposureResourceTest {
    private static final String VINTAGE = "2024-01-01T00:00:00Z";

    private Trade trade;

    @BeforeEach
    void open() {
        trade = new Trade();
    }

    @AfterEach
    void close() {
        trade.close();
    }

    private static String path(String node) {
        return "/supplychain/v1/nodes/" + node + "/exposure?reporter=KOR";
    }

    /** 12.8 percent, as of Korea's hydrogen fluoride in 2020; the catalogue says 70 to 100. */
    private String disagreeing(String code) {
        String node = input("HS", code);
        supply(node + "-jpn", node, 70, 100);
        trade.tell(event(key(code, "JPN"), "2024-01", null, 128, VINTAGE));
        trade.tell(event(key(code, "CHN"), "2024-01", null, 800, VINTAGE));
        trade.tell(event(key(code, "W00"), "2024-01", null, 1000, VINTAGE));
        await().until(() -> exposure(node, "").getInt("observed.value") == 1000
                && exposure(node, "").getList("areas").size() == 2);
        return node;
    }

    @Test
    void whatIsDeclaredStandsBesideWhatIsObserved() {
        String code = code();
        String node = disagreeing(code);
        JsonPath answer = exposure(node, "");
        assertThat(answer.getString("node.id")).isEqualTo(node);
        assertThat(answer.getString("reporter")).isEqualTo("KOR");
        assertThat(answer.getList("codesWithoutWeight")).containsExactly(code);
        assertThat(answer.getBoolean("observed.valueIsUpperBound")).isTrue();
        assertThat(answer.getFloat("observed.unallocated.value")).isEqualTo(72f);
        // 12.8^2 + 80^2, and 7.2 that may be of one more
        assertThat(answer.getFloat("observed.hhi.low")).isEqualTo(6563.84f);
        assertThat(answer.getFloat("observed.hhi.high")).isEqualTo(6615.68f);
        Map<String, Object> japan = answer.getMap("areas.find { it.area == 'JPN' }");
        assertThat(japan).containsEntry("disagrees", true).containsEntry("gap", 57.2f);
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.declared.low"))
                .isEqualTo(70f);
        assertThat(answer.getFloat("areas.find { it.area == 'JPN' }.observed.share"))
                .isEqualTo(12.8f);
        assertThat(answer.getString("areas.find { it.area == 'JPN' }.observed.vintage"))
                .isEqualTo(VINTAGE);
        // Of whom nothing is on record may have up to the 30 that Japan leaves; 80 is 50 more than that.
        assertThat(answer.getFloat("areas.find { it.area == 'CHN' }.gap")).isEqualTo(50f);
        assertThat(answer.getInt("disagreements")).isEqualTo(2);
        assertThat(exposure(node, "&bound=55").getInt("disagreements")).isEqualTo(1);
        assertThat(exposure(node, "&bound=58").getInt("disagreements")).isZero();
    }

    @Test
    void thePastIsOfTheFactsAndTheFiguresOfThen() {
        // Given
        String code = code();
        String node = disagreeing(code);
        Instant then = Instant.now();
        // When
        trade.tell(
                event(key(code, "JPN"), "2024-01", 128, 150, then.plusMillis(1).toString()));
        supply(node + "-kor", node, 0, 0);
        await().until(() -> exposure(node, "").getInt("areas.find { it.area == 'JPN' }.observed.value") == 150);
        // Then
        JsonPath past = exposure(node, "&asOf=" + then);
        assertThat(past.getInt("areas.find { it.area == 'JPN' }.observed.value"))
                .isEqualTo(128);
        assertThat(past.getLong("revision")).isEqualTo(exposure(node, "").getLong("revision") - 1);
        assertThat(past.getString("asOf")).isEqualTo(then.toString());
    }

    @Test
    void aTagIsOfFactsAndFigures() {
        // Given
        String code = code();
        String node = disagreeing(code);
        String first = Http.viewer().get(path(node)).header("ETag");
        Http.viewer()
                .header("If-None-Match", first)
                .get(path(node))
                .then()
                .statusCode(304)
                .header("ETag", equalTo(first));
        // When
        trade.tell(event(key(code, "DEU"), "2024-01", null, 1, VINTAGE));
        // Then
        await().until(() -> !first.equals(Http.viewer().get(path(node)).header("ETag")));
        String second = Http.viewer().get(path(node)).header("ETag");
        supply(node + "-kor", node, 0, 0);
        assertThat(Http.viewer().get(path(node)).header("ETag")).isNotEqualTo(second);
    }

    @Test
    void withoutACodeOrFiguresTheAnswerSaysSo() {
        Http.viewer()
                .get(path(input("LEI", "x")))
                .then()
                .statusCode(200)
                .body("codes.size()", equalTo(0))
                .body("observed", equalTo(null))
                .body("disagreements", equalTo(0));
        Http.viewer()
                .get(path(input("HS2017", "8542.39")))
                .then()
                .body("codes[0].code", equalTo("854239"))
                .body("codes[0].edition", equalTo("H5"))
                .body("observed", equalTo(null));
    }

    @Test
    void badQuestionsAreRefusedAllAtOnce() {
        String node = input("HS", code());
        Http.viewer()
                .get("/supplychain/v1/nodes/" + node
                        + "/exposure?reporter=KRO&bound=101&period=2024-13&source=x&colour=red&asOf=3000-01-01")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        containsInAnyOrder("reporter", "bound", "period", "source", "colour", "asOf"));
        Http.viewer()
                .get("/supplychain/v1/nodes/" + node + "/exposure")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reporter"))
                .body("violations[0].expected", startsWith("an ISO 3166-1 code"));
        Http.viewer().get(path("nobody-at-all")).then().statusCode(404);
        Http.viewer()
                .get("/supplychain/v1/dependence?a=KOR&b=KR&limit=0&threshold=-1")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("b", "limit", "threshold"));
        Http.viewer()
                .get("/supplychain/v1/dependence")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("a", "b"));
    }

    private static void needs(String node, String input) {
        Http.contributor()
                .contentType("application/json")
                .body(Map.of("node", node, "input", input, "essentiality", "critical", "source", "DEMO"))
                .post("/supplychain/v1/requirements")
                .then()
                .statusCode(201);
    }

    @Test
    void whatTwoAreasNeedOfEachOtherAndWhomBothHangOn() {
        // Given: Korea's maker needs Japan's input, and both need one that imports show to be Dutch
        String code = code();
        String gas = disagreeing(code);
        String toolCode = code();
        String tool = input("HS", toolCode);
        needs(gas + "-kor", gas);
        needs(gas + "-kor", tool);
        needs(gas + "-jpn", tool);
        trade.tell(event(key(toolCode, "NLD"), "2024-01", null, 90, VINTAGE));
        trade.tell(event(key(toolCode, "USA"), "2024-01", null, 10, VINTAGE));
        trade.tell(event(key(toolCode, "NLD").replace("KOR", "JPN"), "2024-01", null, 60, VINTAGE));
        trade.tell(event(key(toolCode, "USA").replace("KOR", "JPN"), "2024-01", null, 40, VINTAGE));
        String path = "/supplychain/v1/dependence?a=KOR&b=JP&threshold=50";
        // When
        await().until(() -> Http.viewer()
                .get(path)
                .jsonPath()
                .getList("thirdCountries.items.find { it.area == 'NLD' }.common", String.class)
                .contains(tool));
        JsonPath answer =
                Http.viewer().get(path).then().statusCode(200).extract().jsonPath();
        // Then
        assertThat(answer.getString("a.area")).isEqualTo("KOR");
        assertThat(answer.getString("b.needsOf")).isEqualTo("KOR");
        Map<String, Object> input = answer.getMap("a.inputs.find { it.id == '" + gas + "' }");
        assertThat(input)
                .containsEntry("kind", "material")
                .containsEntry("tier", 1)
                .containsEntry("essentiality", "critical");
        assertThat(answer.getFloat("a.inputs.find { it.id == '" + gas + "' }.declared.low"))
                .isEqualTo(70f);
        assertThat(answer.getFloat("a.inputs.find { it.id == '" + gas + "' }.observed.share"))
                .isEqualTo(12.8f);
        assertThat(answer.getInt("a.stages.material")).isPositive();
        assertThat(answer.getInt("a.values.USD")).isGreaterThanOrEqualTo(128);
        assertThat(answer.getList("thirdCountries.items.area")).doesNotContain("KOR", "JPN");
        // 10 and 40 are below the threshold
        assertThat(answer.getList("thirdCountries.items.findAll { it.area == 'USA' }.common.flatten()", String.class))
                .doesNotContain(tool);
        // When
        JsonPath one = Http.viewer().get(path + "&limit=1").jsonPath();
        // Then
        assertThat(one.getList("a.inputs")).hasSize(1);
        assertThat(one.getInt("a.count")).isEqualTo(answer.getInt("a.count"));
        assertThat(one.getBoolean("a.complete")).isEqualTo(answer.getInt("a.count") <= 1);
        String tag = Http.viewer().get(path).header("ETag");
        Http.viewer().header("If-None-Match", tag).get(path).then().statusCode(304);
    }
}
