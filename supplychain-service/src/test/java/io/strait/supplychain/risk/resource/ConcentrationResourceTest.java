package io.strait.supplychain.risk.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.hamcrest.Matchers.contains;
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
    @Test
    void knownSharesAndTenPercentThatNobodyKnows() {
        // Given
        String input = made("resist", "material");
        share(made("supplier", "organisation"), input, 70);
        share(made("supplier", "organisation"), input, 15);
        share(made("supplier", "organisation"), input, 5);
        share(made("supplier", "area"), input, 100);
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
    void withoutAreasOnRecordTheMakersAreCountedByTheirAreas() {
        // Given
        String input = made("resist", "material");
        String first = madeIn("maker", "organisation", "JPN");
        String second = madeIn("maker", "organisation", "JPN");
        share(first, input, 40);
        share(second, input, 40);
        share(madeIn("maker", "organisation", "KOR"), input, 20);
        // When, Then
        viewer().get(NODES + "/" + input + "/concentration")
                .then()
                .body("organisations.hhi.low", equalTo(3600f))
                .body("areas.basis", equalTo("organisations"))
                .body("areas.hhi.low", equalTo(6800f))
                .body("areas.hhi.high", equalTo(6800f));
        share(madeIn("area", "area", "JPN"), input, 90);
        viewer().get(NODES + "/" + input + "/concentration")
                .then()
                .body("areas.basis", equalTo("areas"))
                .body("areas.hhi.low", equalTo(8100f))
                .body("areas.hhi.high", equalTo(8200f));
        viewer().get(NODES + "/" + made("gas", "material") + "/concentration")
                .then()
                .body("areas.basis", equalTo("nobody"));
    }

    @Test
    void theBandsAreTheRequestsOwn() {
        String input = made("gas", "material");
        share(made("maker", "organisation"), input, 100);
        viewer().get(NODES + "/" + input + "/concentration?bands=1500,10000")
                .then()
                .body("bands", equalTo("1500,10000"))
                .body("thresholds.moderate", equalTo(1500f))
                .body("thresholds.high", equalTo(10000f))
                .body("organisations.band.atLeast", equalTo("moderate"));
        viewer().get(NODES + "/" + input + "/concentration?bands=2500,1500")
                .then()
                .statusCode(400)
                .body("violations[0].value", equalTo("2500,1500"));
    }

    @Test
    void throughTheTiersItIsWhereEverythingComesFromInTheEnd() {
        // Given: a fab takes HF from A (60) and B (40); A takes its fluorspar from China (90) and Mexico (10), B from
        // China (50) and somebody unknown
        String fluorsparOfA = made("fluorspar", "material");
        String fluorsparOfB = made("fluorspar", "material");
        String china = madeIn("mine", "organisation", "CHN");
        share(china, fluorsparOfA, 90);
        share(madeIn("mine", "organisation", "MEX"), fluorsparOfA, 10);
        share(china, fluorsparOfB, 50);
        String a = madeIn("maker", "organisation", "JPN");
        String b = madeIn("maker", "organisation", "KOR");
        needs(a, fluorsparOfA);
        needs(b, fluorsparOfB);
        String fluoride = made("hf", "material");
        share(a, fluoride, 60);
        share(b, fluoride, 40);
        String fab = made("fab", "site");
        needs(fab, fluoride);
        // When, Then
        viewer().get(NODES + "/" + fab + "/concentration?tiers=2")
                .then()
                .statusCode(200)
                .body("tiers", equalTo(2))
                .body("areas.sources.name", contains("CHN", "MEX"))
                .body("areas.sources[0].share.low", equalTo(74f))
                .body("areas.sources[0].share.high", equalTo(94f))
                .body("areas.coverage", equalTo(80f))
                .body("areas.hhi.low", equalTo(5512f))
                .body("areas.hhi.high", equalTo(8872f))
                .body("organisations.sources[0].name", equalTo(china))
                .body("organisations.band.atLeast", equalTo("high"));
        viewer().get(NODES + "/" + fab + "/concentration?tiers=1")
                .then()
                .body("areas.sources.name", contains("JPN", "KOR"))
                .body("areas.hhi.low", equalTo(5200f));
        viewer().get(NODES + "/" + fab + "/concentration?tiers=11").then().statusCode(400);
    }

    private static String madeIn(String stem, String kind, String area) {
        String id = unique(stem);
        Map<String, Object> node = node(id, kind);
        node.put("area", area);
        create(NODES, node);
        return id;
    }

    private static String share(String supplier, String input, double share) {
        return create(
                        SUPPLIES,
                        Map.of(
                                "supplier",
                                supplier,
                                "input",
                                input,
                                "share",
                                Map.of("low", share, "high", share),
                                "source",
                                "DEMO"))
                .path("id");
    }

    @Test
    void thePastsMarketIsTheOneOfThen() {
        // Given
        String input = made("resin", "material");
        String first = share(made("supplier", "organisation"), input, 60);
        String recipient = made("fab", "site");
        String supply = supplies(made("exclusive", "organisation"), input, recipient);
        String then = viewer().get(SUPPLIES + "/" + supply).jsonPath().getString("changedAt");
        share(made("supplier", "organisation"), input, 40);
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
