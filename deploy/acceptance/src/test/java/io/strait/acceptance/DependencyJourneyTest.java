package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dependency edit goes in, what stands on what comes out: all through the gateway. */
@ExtendWith(SystemUnderTest.Resolver.class)
class DependencyJourneyTest {
    private static final String NODES = "/supplychain/v1/nodes/";

    private final SystemUnderTest strait;

    DependencyJourneyTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @Test
    void aNodeIsReadChangedAndRemovedUnderItsTag() {
        // Given
        String id = strait.uniqueId("wafer");
        strait.createNode(id, "material");
        String tag =
                strait.viewer().get(NODES + id).then().statusCode(200).extract().header("ETag");
        String created = strait.viewer().get(NODES + id).jsonPath().getString("changedAt");
        Map<String, Object> changed = Map.of("id", id, "kind", "material", "name", "Polished wafer", "source", "DEMO");
        // When
        strait.contributor()
                .contentType("application/json")
                .body(changed)
                .put(NODES + id)
                .then()
                .statusCode(428);
        strait.contributor()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(changed)
                .put(NODES + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Polished wafer"));
        strait.contributor()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(changed)
                .put(NODES + id)
                .then()
                .statusCode(412);
        // Then
        strait.viewer().header("If-None-Match", tag).get(NODES + id).then().statusCode(200);
        strait.viewer()
                .queryParam("asOf", created)
                .get(NODES + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Test node " + id));
        String newest = strait.viewer().get(NODES + id).header("ETag");
        strait.contributor()
                .header("If-Match", newest)
                .delete(NODES + id)
                .then()
                .statusCode(204);
        strait.viewer().get(NODES + id).then().statusCode(404);
        strait.viewer().queryParam("asOf", created).get(NODES + id).then().statusCode(200);
    }

    @Test
    void whatAFabStandsOnAndWhatStopsWithASupplier() {
        // Given
        String fluoride = strait.uniqueId("fluoride");
        String maker = strait.uniqueId("maker");
        String fab = strait.uniqueId("fab");
        strait.createNode(fluoride, "material");
        strait.createNode(maker, "organisation");
        strait.createNode(fab, "site");
        strait.contributor()
                .contentType("application/json")
                .body(Map.of("node", fab, "input", fluoride, "essentiality", "critical", "source", "DEMO"))
                .post("/supplychain/v1/requirements")
                .then()
                .statusCode(201);
        // When
        String location = strait.contributor()
                .contentType("application/json")
                .body(Map.of("supplier", maker, "input", fluoride, "source", "DEMO"))
                .post("/supplychain/v1/supplies")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        // Then
        strait.viewer().get(location).then().statusCode(200).body("share", equalTo(null));
        strait.viewer()
                .get(NODES + maker + "/downstream")
                .then()
                .statusCode(200)
                .body("revision", greaterThan(0))
                .body("items.id", hasItems(fluoride, fab));
        strait.viewer().get(NODES + fab + "/upstream").then().body("items.id", hasItems(fluoride, maker));
        String tag = strait.viewer().get(location).header("ETag");
        strait.contributor().header("If-Match", tag).delete(location).then().statusCode(204);
        strait.viewer().get(NODES + fab + "/upstream").then().body("items.id", not(hasItem(maker)));
    }

    @Test
    void theGraphSurvivesTheServiceThatHeldIt() {
        // Given
        String id = strait.uniqueId("resist");
        strait.createNode(id, "material");
        long revision =
                strait.viewer().get(NODES + id + "/downstream").jsonPath().getLong("revision");
        // When
        strait.killAndRestart(io.strait.local.Part.SUPPLYCHAIN, () -> {});
        // Then
        assertThat(strait.viewer().get(NODES + id + "/downstream").jsonPath().getLong("revision"))
                .isGreaterThanOrEqualTo(revision);
    }
}
