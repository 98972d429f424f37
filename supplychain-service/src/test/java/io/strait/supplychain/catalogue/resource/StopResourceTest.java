package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A phone needs a fab, the fab needs hydrogen fluoride, resist and EUV; each of these has suppliers, some only one. Needs
 * ALL inputs, ANY supplier of each.
 */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class StopResourceTest {
    private String stem = "";

    private String id(String name) {
        return stem + "-" + name;
    }

    private String node(String name, String kind) {
        return "{\"fact\":\"node\",\"id\":\"" + id(name) + "\",\"kind\":\"" + kind + "\",\"name\":\"" + name
                + "\",\"source\":\"DEMO\"}\n";
    }

    private String needs(String node, String input, String essentiality) {
        return "{\"fact\":\"requirement\",\"node\":\"" + id(node) + "\",\"input\":\"" + id(input)
                + "\",\"essentiality\":\"" + essentiality + "\",\"source\":\"DEMO\"}\n";
    }

    private String supplies(String supplier, String input) {
        return "{\"fact\":\"supply\",\"supplier\":\"" + id(supplier) + "\",\"input\":\"" + id(input)
                + "\",\"source\":\"DEMO\"}\n";
    }

    @BeforeEach
    void phone() {
        stem = unique("stop");
        String lines = node("phone", "product")
                + node("fab", "process")
                + node("hf", "material")
                + node("resist", "material")
                + node("euv", "equipment")
                + node("fluorspar", "material")
                + node("resin", "material")
                + node("source", "part")
                + node("stella", "organisation")
                + node("morita", "organisation")
                + node("tok", "organisation")
                + node("jsr", "organisation")
                + node("asml", "organisation")
                + needs("phone", "fab", "critical")
                + needs("fab", "hf", "critical")
                + needs("fab", "resist", "critical")
                + needs("fab", "euv", "critical")
                + needs("stella", "fluorspar", "critical")
                + needs("morita", "fluorspar", "critical")
                + needs("tok", "resin", "critical")
                + needs("jsr", "resin", "critical")
                + needs("asml", "source", "critical")
                + supplies("stella", "hf")
                + supplies("morita", "hf")
                + supplies("tok", "resist")
                + supplies("jsr", "resist")
                + supplies("asml", "euv");
        contributor()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(Http.IMPORTS)
                .then()
                .statusCode(200);
    }

    private Set<String> ids(String... names) {
        return List.of(names).stream().map(this::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theChokePointsOfThePhoneAreTheWorkedOnesEachWithAWitness() {
        // When
        JsonPath answer = viewer().get(NODES + "/" + id("phone") + "/chokePoints?pairs=true")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("pairsComplete", equalTo(true))
                .body("uncountedUnknown", equalTo(0))
                .body("revision", greaterThan(0))
                .extract()
                .jsonPath();
        // Then
        assertThat(new TreeSet<>(answer.<String>getList("singles.id")))
                .isEqualTo(ids("asml", "euv", "source", "hf", "fab", "fluorspar", "resin", "resist"));
        assertThat(answer.<List<String>>getList("pairs.nodes.id").stream().map(TreeSet::new))
                .containsExactlyInAnyOrder(new TreeSet<>(ids("stella", "morita")), new TreeSet<>(ids("tok", "jsr")));
        assertThat(answer.<String>getList("singles.find { it.id == '" + id("fluorspar") + "' }.witness.node"))
                .last()
                .isEqualTo(id("phone"));
    }

    @Test
    void whatStopsWithAMaterialComesInWaves() {
        JsonPath answer = viewer().get(NODES + "/" + id("fluorspar") + "/failure")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .extract()
                .jsonPath();
        assertThat(new TreeSet<>(answer.<String>getList("items.id")))
                .isEqualTo(ids("stella", "morita", "hf", "fab", "phone"));
        assertThat(answer.<Integer>getList("items.wave")).isSorted().first().isEqualTo(1);
        viewer().get(NODES + "/" + id("stella") + "/failure").then().body("items", empty());
    }

    @Test
    void aRequirementWhoseEssentialityNobodySaidIsPassedOverAndToldUnlessAskedFor() {
        // Given
        contributor()
                .contentType("application/x-ndjson")
                .body((node("gas", "material") + needs("fab", "gas", "unknown")).getBytes(StandardCharsets.UTF_8))
                .post(Http.IMPORTS)
                .then()
                .statusCode(200);
        // When, Then
        viewer().get(NODES + "/" + id("gas") + "/failure").then().body("items", empty());
        viewer().get(NODES + "/" + id("phone") + "/chokePoints")
                .then()
                .body("uncountedUnknown", equalTo(1))
                .body("count", equalTo(8));
        viewer().get(NODES + "/" + id("phone") + "/chokePoints?countUnknown=true")
                .then()
                .body("count", equalTo(9))
                .body("singles.id", hasItems(id("gas")));
    }

    @Test
    void badQuestionsAreRefused() {
        viewer().get(NODES + "/" + id("phone") + "/chokePoints?pairs=perhaps&depth=3")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("pairs", "depth"));
        viewer().get(NODES + "/nobody/failure").then().statusCode(404);
        String tag = viewer().get(NODES + "/" + id("phone") + "/chokePoints").header("ETag");
        viewer().header("If-None-Match", tag)
                .get(NODES + "/" + id("phone") + "/chokePoints")
                .then()
                .statusCode(304);
        viewer().header("If-None-Match", tag)
                .get(NODES + "/" + id("phone") + "/failure")
                .then()
                .statusCode(200);
    }
}
