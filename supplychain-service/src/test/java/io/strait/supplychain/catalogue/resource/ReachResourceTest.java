package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on a node, and what it stands on. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class ReachResourceTest {
    private String maker = "";
    private String fluoride = "";
    private String wafer = "";
    private String fab = "";
    private String chip = "";

    /** maker supplies fluoride; wafer and fab need it; fab needs wafer; fab supplies chip. */
    @BeforeEach
    void chain() {
        maker = made("maker", "organisation");
        fluoride = made("fluoride", "material");
        wafer = made("wafer", "material");
        fab = made("fab", "site");
        chip = made("chip", "product");
        supplies(maker, fluoride, null);
        needs(wafer, fluoride);
        needs(fab, fluoride);
        needs(fab, wafer);
        supplies(fab, chip, null);
    }

    @Test
    void whatHangsOnASupplierComesByDistanceWithTheWayToIt() {
        // When, Then
        viewer().get(NODES + "/" + maker + "/downstream")
                .then()
                .statusCode(200)
                .body("node.id", equalTo(maker))
                .body("direction", equalTo("downstream"))
                .body("complete", equalTo(true))
                .body("count", equalTo(4))
                .body("items.id", contains(fluoride, fab, wafer, chip))
                .body("items.distance", contains(1, 2, 2, 3))
                .body("items[0].via.kind", equalTo("supply"))
                .body("items[1].via.kind", equalTo("requirement"))
                .body("items[1].via.node", equalTo(fluoride));
    }

    @Test
    void whatAFabStandsOnIsTheSameReadBackwards() {
        viewer().get(NODES + "/" + chip + "/upstream")
                .then()
                .statusCode(200)
                .body("items.id", hasItems(fab, fluoride, wafer, maker));
    }

    @Test
    void anAnswerThatTheDepthHasCutSaysSo() {
        viewer().get(NODES + "/" + maker + "/downstream?depth=1")
                .then()
                .body("items.id", contains(fluoride))
                .body("complete", equalTo(false));
    }

    @Test
    void kindAndAreaChooseWhatIsShownNotTheWay() {
        viewer().get(NODES + "/" + maker + "/downstream?kind=product")
                .then()
                .body("items.id", contains(chip))
                .body("count", equalTo(1))
                .body("complete", equalTo(true));
        viewer().get(NODES + "/" + maker + "/downstream?area=JPN").then().body("items", empty());
        viewer().get(NODES + "/" + maker + "/downstream?through=requirement")
                .then()
                .body("items", empty());
    }

    @Test
    void aReadSeesTheWriteBeforeIt() {
        // When
        String before = viewer().get(NODES + "/" + maker + "/downstream").header("ETag");
        String requirement = needs(chip, wafer);
        // Then
        int revision =
                viewer().get(Http.REQUIREMENTS + "/" + requirement).jsonPath().getInt("revision");
        Response after = viewer().header("If-None-Match", before)
                .get(NODES + "/" + maker + "/downstream?minRevision=" + revision);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.jsonPath().getInt("revision")).isGreaterThanOrEqualTo(revision);
        viewer().header("If-None-Match", after.header("ETag"))
                .get(NODES + "/" + maker + "/downstream?minRevision=" + revision)
                .then()
                .statusCode(304);
    }

    @Test
    void aRevisionThatDoesNotComeIs412WithWhereTheGraphStands() {
        int now = viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision");
        int answered = viewer().get(NODES + "/" + maker + "/downstream?minRevision=" + (now + 1000000))
                .then()
                .statusCode(412)
                .extract()
                .path("revision");
        assertThat(answered).isGreaterThanOrEqualTo(now);
    }

    @Test
    void pagesOfOneRevisionJoinAndAnotherRevisionIsRefused() {
        // When
        List<String> read = new ArrayList<>();
        String next = NODES + "/" + maker + "/downstream?limit=3";
        String second = "";
        while (next != null) {
            Response page = viewer().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200);
            read.addAll(page.jsonPath().getList("items.id"));
            next = page.jsonPath().getString("next");
            second = next == null ? second : next;
        }
        // Then
        assertThat(read).containsExactly(fluoride, fab, wafer, chip);
        made("other", "part");
        viewer().urlEncodingEnabled(false).get(second).then().statusCode(412);
    }

    @Test
    void everyBadParameterIsNamed() {
        viewer().get(NODES + "/" + maker
                        + "/downstream?depth=0&through=love&kind=x&area=ZZZ&minRevision=-1&limit=0&cursor=x&colour=red")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        hasItems("depth", "through", "kind", "area", "minRevision", "limit", "cursor", "colour"));
        viewer().get(NODES + "/nobody/downstream").then().statusCode(404);
    }

    @Test
    void cyclesAreLegal() {
        // Given
        String tool = made("tool", "equipment");
        needs(tool, chip);
        needs(chip, tool);
        // When, Then
        viewer().get(NODES + "/" + tool + "/downstream").then().statusCode(200).body("items.id", contains(chip));
    }
}
