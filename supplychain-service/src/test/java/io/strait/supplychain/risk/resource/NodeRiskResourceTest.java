package io.strait.supplychain.risk.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.REQUIREMENTS;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a node works without some, what it makes when inputs are cut, and how sure that is. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class NodeRiskResourceTest {
    private String japanese;
    private String other;
    private String unknown;
    private String resist;
    private String fab;

    /** JSON numbers are read as float. */
    private static Matcher<Float> near(double value) {
        return allOf(greaterThan((float) value - 0.001f), lessThan((float) value + 0.001f));
    }

    private static String maker(String area) {
        String id = unique("maker");
        Map<String, Object> maker = node(id, "organisation");
        maker.put("area", area);
        create(NODES, maker);
        return id;
    }

    private static void need(
            String node, String input, String essentiality, @Nullable Double days, @Nullable Double amount) {
        Map<String, Object> need =
                new HashMap<>(Map.of("node", node, "input", input, "essentiality", essentiality, "source", "DEMO"));
        if (days != null) {
            need.put("stockDays", days);
        }
        if (amount != null) {
            need.put("amount", amount);
            need.put("amountUnit", "kg");
        }
        create(REQUIREMENTS, need);
    }

    private static void share(String supplier, String input, double share) {
        Map<String, Double> exactly = Map.of("low", share, "high", share);
        create(SUPPLIES, Map.of("supplier", supplier, "input", input, "share", exactly, "source", "DEMO"));
    }

    @BeforeEach
    void aFabOfAResistByThreeMakers() {
        japanese = maker("JPN");
        other = maker("KOR");
        unknown = maker("TWN");
        resist = made("resist", "material");
        fab = made("fab", "site");
        share(japanese, resist, 60);
        create(SUPPLIES, Map.of("supplier", other, "input", resist, "source", "DEMO"));
        create(SUPPLIES, Map.of("supplier", unknown, "input", resist, "source", "DEMO"));
        need(fab, resist, "critical", 5.0, null);
    }

    private ValidatableResponse get(String path) {
        return viewer().get(NODES + "/" + fab + path).then();
    }

    @Test
    void theStockLastsUntilTheBackupIsNotEnough() {
        get("/timeToSurvive?without=" + japanese + "&timeToRecover=90")
                .statusCode(200)
                .body("days.given", near(8.3333))
                .body("days.low", near(8.3333))
                .body("unitsLost.given", near(49.0))
                .body("timeToRecover", equalTo(90f))
                .body("inputs.input", contains(resist))
                .body("inputs[0].lost.given", equalTo(0.6f))
                .body("inputs[0].stockKnown", equalTo(true));
        get("/timeToSurvive?area=JP").body("days.given", near(8.3333));
    }

    @Test
    void forEverIsAWord() {
        get("/timeToSurvive?without=" + other)
                .body("days.low", near(12.5))
                .body("days.given", near(25))
                .body("days.high", equalTo("unbounded"));
        get("/timeToSurvive?without=" + made("stranger", "organisation"))
                .body("days.low", equalTo("unbounded"))
                .body("unitsLost.high", equalTo(0f));
    }

    @Test
    void exposureIsAPartOfTheLargest() {
        viewer().get("/supplychain/v1/riskExposure?node=" + fab + "&timeToRecover=30")
                .then()
                .statusCode(200)
                .body("items.id", hasSize(3))
                .body("items[0].id", equalTo(japanese))
                .body("items[0].index", equalTo(1f))
                .body("items[1].index", near(0.07692))
                .body("items[0].customers", equalTo(1));
        viewer().get("/supplychain/v1/riskExposure?by=area&node=" + fab).then().body("items[0].area", equalTo("JPN"));
        viewer().get("/supplychain/v1/riskExposure?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("count", greaterThan(1))
                .body("complete", equalTo(false));
    }

    /** Pichler et al., table of five variants: resist 50 %, wafer 10 %. */
    @Test
    void whatIsMadeWhenInputsAreCutHangsOnTheReading() {
        String line = made("line", "site");
        String fluoride = made("hf", "material");
        String wafer = made("wafer", "material");
        String service = made("service", "process");
        need(line, resist, "critical", null, 0.05);
        need(line, fluoride, "critical", null, 0.02);
        need(line, wafer, "important", null, 0.20);
        need(line, service, "not", null, 0.10);
        viewer().get(NODES + "/" + line + "/essentiality?cut=" + resist + ":50," + wafer + ":90")
                .then()
                .statusCode(200)
                .body("amounts", equalTo("known"))
                .body("output.linear.low", near(44.594595))
                .body("output.weaklyCritical.low", near(50))
                .body("output.halfCritical.low", near(50))
                .body("output.stronglyCritical.low", near(10))
                .body("output.leontief.high", near(10))
                .body("inputs", hasSize(4));
        need(line, made("gas", "material"), "unknown", null, null);
        viewer().get(NODES + "/" + line + "/essentiality?cut=" + resist)
                .then()
                .body("amounts", equalTo("assumed"))
                .body("output.linear.low", near(80))
                .body("output.weaklyCritical.high", equalTo(0f));
        viewer().get(NODES + "/" + line + "/essentiality?cut=" + line)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("cut"));
    }

    @Test
    void theUnknownThatMovesTheAnswerMostComesFirst() {
        String query = "/sensitivity?measure=timeToSurvive&without=" + japanese + "," + other + "&samples=50&seed=3";
        ValidatableResponse answer = get(query)
                .statusCode(200)
                .body("cappedAt", equalTo(90f))
                .body("unknowns", equalTo(2))
                .body("effects.unknown", containsInAnyOrder(other + " of " + resist, unknown + " of " + resist))
                .body("answers", equalTo(50 * 3 + 5))
                .body("point", near(6.25));
        String first = answer.extract().asString();
        assertThat(get(query).extract().asString()).isEqualTo(first);
        assertThat(get(query.replace("seed=3", "seed=4")).extract().asString()).isNotEqualTo(first);
    }

    @Test
    void concentrationAndSystemicRiskAreAsUncertainAsTheirShares() {
        viewer().get(NODES + "/" + resist + "/sensitivity?measure=concentration&samples=20")
                .then()
                .statusCode(200)
                .body("measure", equalTo("concentrationByOrganisation"))
                .body("point", near(4400))
                .body("effects", hasSize(2));
        viewer().get(NODES + "/" + japanese + "/sensitivity?measure=systemicRisk&samples=2")
                .then()
                .statusCode(200)
                .body("point", greaterThan(0f));
    }

    @Test
    void badQuestionsAreRefused() {
        get("/timeToSurvive").statusCode(400).body("violations.field", contains("without"));
        get("/timeToSurvive?without=nobody-here").statusCode(422).body("violations[0].value", equalTo("nobody-here"));
        get("/timeToSurvive?without=a&timeToRecover=-1&unknownStockUpTo=x&more=1")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("timeToRecover", "unknownStockUpTo", "more"));
        get("/essentiality?cut=a:101").statusCode(400);
        get("/sensitivity?measure=luck&samples=1&seed=-1")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("measure", "samples", "seed"));
        get("/sensitivity?measure=timeToSurvive").statusCode(400).body("violations.field", contains("without"));
        get("/sensitivity?measure=concentration&without=a").statusCode(400);
        viewer().get(NODES + "/nobody-here/timeToSurvive?without=" + other)
                .then()
                .statusCode(404)
                .body("detail", containsString("nobody-here"));
        assertThat(List.of("essentiality", "sensitivity"))
                .allSatisfy(path ->
                        viewer().get(NODES + "/nobody-here/" + path).then().statusCode(404));
    }
}
