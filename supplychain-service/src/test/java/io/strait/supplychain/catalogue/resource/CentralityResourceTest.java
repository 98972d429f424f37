package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mine digs ore, ore goes into wafers, wafers into two chips: a part of the graph with nothing else around it. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class CentralityResourceTest {
    private static final String CENTRALITIES = "/supplychain/v1/centralities";
    private static final String ALL = "&limit=10000";

    private String mine = "";
    private String ore = "";
    private String wafer = "";
    private String chip = "";
    private String memory = "";

    @BeforeEach
    void chain() {
        mine = made("mine", "organisation");
        ore = made("ore", "material");
        wafer = made("wafer", "material");
        chip = made("chip", "product");
        memory = made("memory", "product");
        supplies(mine, ore, null);
        needs(wafer, ore);
        needs(chip, wafer);
        needs(memory, wafer);
    }

    private static JsonPath ranking(String query) {
        JsonPath ranking = viewer().get(CENTRALITIES + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(ranking.getList("items.value", Double.class)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(ranking.getInt("items[0].rank")).isEqualTo(1);
        return ranking;
    }

    private static double of(JsonPath ranking, String id) {
        return ranking.getDouble("items.find { it.id == '" + id + "' }.value");
    }

    @Test
    void degreesAreNeighboursThatWay() {
        assertThat(of(ranking("?measure=degree" + ALL), wafer)).isEqualTo(2);
        assertThat(of(ranking("?measure=degree&direction=upstream" + ALL), wafer))
                .isEqualTo(1);
        assertThat(of(ranking("?measure=degree&direction=upstream&through=requirement" + ALL), ore))
                .isZero();
    }

    @Test
    void betweennessCountsShortestWaysOverANode() {
        // Over ore: mine to wafer, chip and memory. Over the wafer: mine and ore to chip and to memory.
        JsonPath exact = ranking("?measure=betweenness" + ALL);
        assertThat(exact.getBoolean("exact")).isTrue();
        assertThat(of(exact, ore)).isEqualTo(3);
        assertThat(of(exact, wafer)).isEqualTo(4);
        assertThat(of(exact, mine)).isZero();
        // As many samples as nodes are all of them
        JsonPath whole = ranking("?measure=betweenness&samples=100000&seed=7" + ALL);
        assertThat(whole.getBoolean("exact")).isTrue();
        assertThat(of(whole, wafer)).isCloseTo(4, within(1e-9));
        JsonPath few = ranking("?measure=betweenness&samples=2&seed=7" + ALL);
        assertThat(few.getBoolean("exact")).isFalse();
        assertThat(few.getList("items"))
                .isEqualTo(
                        ranking("?measure=betweenness&samples=2&seed=7" + ALL).getList("items"));
    }

    @Test
    void closenessIsOfWhatANodeReaches() {
        JsonPath ranking = ranking("?measure=closeness" + ALL);
        double others = ranking.getInt("count") - 1;
        // The mine reaches 4 others at 1 + 2 + 3 + 3
        assertThat(of(ranking, mine)).isCloseTo(4 / 9.0 * 4 / others, within(1e-6));
        assertThat(of(ranking, chip)).isZero();
    }

    @Test
    void ranksAndInfluenceGatherUpstream() {
        JsonPath rank = ranking("?measure=pageRank" + ALL);
        assertThat(rank.getList("items.value", Double.class).stream()
                        .mapToDouble(d -> d)
                        .sum())
                .isCloseTo(1, within(1e-5));
        assertThat(of(rank, ore)).isGreaterThan(of(rank, wafer));
        assertThat(of(rank, wafer)).isGreaterThan(of(rank, chip));
        JsonPath influence = ranking("?measure=influence&labour=0.5" + ALL);
        double own = 0.5 / influence.getInt("count");
        assertThat(of(influence, chip)).isCloseTo(own, within(own * 1e-5));
        // Both chips hand on half of theirs, the wafer half of that
        assertThat(of(influence, wafer)).isCloseTo(own * 2, within(own * 1e-5));
        assertThat(of(influence, ore)).isCloseTo(own * 2, within(own * 1e-5));
    }

    @Test
    void componentsAreWhatStandsOnItself() {
        // Given
        needs(ore, chip);
        // When, Then
        viewer().get("/supplychain/v1/components?limit=10000")
                .then()
                .statusCode(200)
                .body("items.nodes.flatten()", hasItems(chip, ore, wafer))
                .body("items.find { it.nodes.contains('" + ore + "') }.size", equalTo(3))
                .body("items.find { it.nodes.contains('" + ore + "') }.nodes", containsInAnyOrder(chip, ore, wafer));
        viewer().get("/supplychain/v1/components?through=supply").then().body("count", equalTo(0));
    }

    @Test
    void tiersAreHowFarEverythingIsFromAProduct() {
        viewer().get(NODES + "/" + chip + "/tiers")
                .then()
                .statusCode(200)
                .body("count", equalTo(4))
                .body("items.id", contains(chip, wafer, ore, mine))
                .body("items.tier", contains(0, 1, 2, 3));
        JsonPath first = viewer().get(NODES + "/" + chip + "/tiers?limit=3").jsonPath();
        assertThat(first.getList("items.id")).isEqualTo(List.of(chip, wafer, ore));
        viewer().urlEncodingEnabled(false)
                .get(first.getString("next"))
                .then()
                .statusCode(200)
                .body("items.id", contains(mine));
        made("other", "part");
        viewer().urlEncodingEnabled(false).get(first.getString("next")).then().statusCode(412);
        viewer().get(NODES + "/nobody/tiers").then().statusCode(404);
    }

    @Test
    void badQuestionsAreRefused() {
        viewer().get(CENTRALITIES).then().statusCode(400).body("violations.field", contains("measure"));
        viewer().get(CENTRALITIES + "?measure=fame&limit=0")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("measure", "limit"));
        viewer().get(CENTRALITIES + "?measure=pageRank&damping=1&samples=3")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("damping", "samples"));
        viewer().get(CENTRALITIES + "?measure=betweenness&direction=upstream&seed=3")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("direction", "seed"));
        String tag = viewer().get(CENTRALITIES + "?measure=degree").header("ETag");
        viewer().header("If-None-Match", tag)
                .get(CENTRALITIES + "?measure=degree")
                .then()
                .statusCode(304);
    }
}
