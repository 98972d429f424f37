package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How concentrated a market is, and the range that what nobody knows leaves. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ConcentrationResourceTest {
    /** Makes a supplier with that share; answers the id of the supply. */
    private static String share(String input, String kind, double share) {
        return create(
                        SUPPLIES,
                        Map.of(
                                "supplier",
                                made("supplier", kind),
                                "input",
                                input,
                                "share",
                                Map.of("low", share, "high", share),
                                "source",
                                "DEMO"))
                .path("id");
    }

    @Test
    void knownSharesAndTenPercentThatNobodyKnows() {
        // Given
        String input = made("resist", "material");
        share(input, "organisation", 70);
        share(input, "organisation", 15);
        share(input, "organisation", 5);
        share(input, "area", 100);
        // When, Then
        viewer().get(NODES + "/" + input + "/concentration")
                .then()
                .statusCode(200)
                .body("node.id", equalTo(input))
                .body("bands", equalTo("us2023"))
                .body("organisations.hhi.low", equalTo(5150f))
                .body("organisations.hhi.high", equalTo(5250f))
                .body("organisations.coverage", equalTo(90f))
                .body("organisations.suppliers", equalTo(3))
                .body("organisations.band.atLeast", equalTo("high"))
                .body("areas.hhi.low", equalTo(10000f))
                .body("areas.hhi.high", equalTo(10000f))
                .body("areas.effectiveSuppliers.low", equalTo(1f));
    }

    @Test
    void aMarketOfWhichNothingIsKnownMayBeAnything() {
        String input = made("gas", "material");
        supplies(made("maker", "organisation"), input, null);
        viewer().get(NODES + "/" + input + "/concentration?bands=us2010")
                .then()
                .body("organisations.hhi.low", equalTo(0f))
                .body("organisations.hhi.high", equalTo(10000f))
                .body("organisations.unknown", equalTo(1))
                .body("organisations.effectiveSuppliers", nullValue())
                .body("organisations.band.atLeast", equalTo("low"))
                .body("organisations.band.atMost", equalTo("high"));
    }

    @Test
    void thePastsMarketIsTheOneOfThen() {
        // Given
        String input = made("resin", "material");
        String first = share(input, "organisation", 60);
        String recipient = made("fab", "site");
        String supply = supplies(made("exclusive", "organisation"), input, recipient);
        String then = viewer().get(SUPPLIES + "/" + supply).jsonPath().getString("changedAt");
        share(input, "organisation", 40);
        contributor()
                .header("If-Match", "*")
                .delete(SUPPLIES + "/" + first)
                .then()
                .statusCode(204);
        // When, Then
        viewer().get(NODES + "/" + input + "/concentration")
                .then()
                .body("organisations.suppliers", equalTo(1))
                .body("organisations.hhiOfKnown", equalTo(1600f));
        viewer().queryParam("asOf", then)
                .get(NODES + "/" + input + "/concentration")
                .then()
                .body("organisations.suppliers", equalTo(1))
                .body("organisations.hhiOfKnown", equalTo(3600f));
    }

    @Test
    void badQuestionsAreRefused() {
        String input = made("gas", "material");
        viewer().get(NODES + "/" + input + "/concentration?bands=eu")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("bands"));
        viewer().get(NODES + "/nobody/concentration").then().statusCode(404);
    }
}
