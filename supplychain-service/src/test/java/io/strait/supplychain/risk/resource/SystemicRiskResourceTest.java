package io.strait.supplychain.risk.resource;

import static io.strait.supplychain.catalogue.resource.Http.REQUIREMENTS;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everything hangs on. The catalogue holds what other tests made, so what is checked is what these nodes lose. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class SystemicRiskResourceTest {
    private static final String RANKING = "/supplychain/v1/systemicRisk";
    private static final String SHOCK = "/supplychain/v1/systemicRisk/shock";

    private String large;
    private String small;
    private String resist;
    private String chip;
    private String fab;

    @BeforeEach
    void aChipOfAResistByTwoMakers() {
        large = made("large", "organisation");
        small = made("small", "organisation");
        fab = made("fab", "site");
        resist = made("resist", "material");
        chip = made("chip", "product");
        share(large, resist, 60);
        share(small, resist, 40);
        share(fab, chip, 100);
        create(REQUIREMENTS, Map.of("node", chip, "input", resist, "essentiality", "critical", "source", "DEMO"));
    }

    private static void share(String supplier, String input, double share) {
        Map<String, Double> exactly = Map.of("low", share, "high", share);
        create(SUPPLIES, Map.of("supplier", supplier, "input", input, "share", exactly, "source", "DEMO"));
    }

    private static double lost(JsonPath answer, String node) {
        return answer.param("node", node).getDouble("items.find { it.id == node }.lost");
    }

    private static JsonPath shock(String query) {
        return viewer().get(SHOCK + "?limit=1000&eps=1e-9&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aFirmThatFailsTakesItsCustomersAlong() {
        JsonPath answer = shock("nodes=" + large);
        assertThat(lost(answer, large)).isCloseTo(1, within(1e-6));
        assertThat(lost(answer, chip)).isCloseTo(0.6, within(1e-6));
        assertThat(lost(answer, fab)).isCloseTo(0.6, within(1e-6));
        assertThat(lost(answer, resist)).isCloseTo(0.6, within(1e-6));
        assertThat(answer.getInt("firms")).isEqualTo(1);
        assertThat(answer.getLong("revision")).isPositive();
        assertThat(answer.getString("convention")).contains("one maker of one good");
    }

    @Test
    void otherMakersStepInUnlessReplaceabilityIsOff() {
        assertThat(lost(shock("nodes=" + small), chip)).isCloseTo(0.4 * 0.4 / 0.6, within(1e-6));
        assertThat(lost(shock("replaceability=false&nodes=" + small), chip)).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void setsAndPartsMayFail() {
        assertThat(lost(shock("nodes=" + large + ":50," + small + ":25&replaceability=false"), chip))
                .isCloseTo(0.4, within(1e-6));
        assertThat(lost(shock("replaceability=false&nodes=" + resist + "&loss=30"), chip))
                .isCloseTo(0.3, within(1e-6));
        assertThat(lost(shock("kind=product&loss=10"), chip)).isCloseTo(0.1, within(1e-6));
        assertThat(shock("area=JP&kind=organisation").getInt("firms")).isNotNegative();
    }

    @Test
    void nodesAreRankedByWhatTheirFailureCosts() {
        JsonPath answer = viewer().get(RANKING + "?kind=material&limit=1000&measure=downstream")
                .then()
                .statusCode(200)
                .body("measure", equalTo("downstream"))
                .body("items.kind", everyItem(equalTo("material")))
                .body("items.id", org.hamcrest.Matchers.hasItem(resist))
                .body("basis.firms", greaterThan(3))
                .body("options.inputs", equalTo("essential"))
                .extract()
                .jsonPath();
        List<Float> scores = answer.getList("items.downstream", Float.class);
        assertThat(new ArrayList<>(scores)).isSortedAccordingTo(Comparator.reverseOrder());
        viewer().get(RANKING + "?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("complete", equalTo(false))
                .body("count", greaterThan(1));
    }

    @Test
    void theSameAnswerIsNotSentTwice() {
        String tag = viewer().get(RANKING).then().statusCode(200).extract().header("ETag");
        viewer().header("If-None-Match", tag).get(RANKING).then().statusCode(304);
    }

    @Test
    void badQuestionsAreRefused() {
        viewer().get(RANKING + "?measure=all&inputs=x&eps=1&kind=thing&limit=0&replaceability=maybe&important=2")
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        org.hamcrest.Matchers.containsInAnyOrder(
                                "measure", "inputs", "eps", "kind", "limit", "replaceability", "important"));
        viewer().get(SHOCK).then().statusCode(400).body("violations.field", contains("nodes"));
        viewer().get(SHOCK + "?nodes=A&area=XX&loss=101").then().statusCode(400).body("violations", hasSize(3));
        viewer().get(SHOCK + "?nodes=nobody-here")
                .then()
                .statusCode(422)
                .body("violations[0].value", equalTo("nobody-here"))
                .body("violations[0].message", containsString("revision"));
    }
}
