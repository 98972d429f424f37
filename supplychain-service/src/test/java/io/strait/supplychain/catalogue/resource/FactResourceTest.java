package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.REQUIREMENTS;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Facts are made, read, changed and removed; nothing is overwritten. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class FactResourceTest {
    @Test
    void aNodeIsShownWithEveryMemberAndUnknownIsNull() {
        // Given
        String id = unique("fluoride");
        Map<String, Object> node = node(id, "material");
        node.put("names", Map.of("ko", "불화수소", "ja", "フッ化水素"));
        node.put("grade", "5N");
        node.put("area", "JP");
        node.put("externalIds", List.of(Map.of("scheme", "HS", "code", "281111", "weight", 0.25)));
        // When
        ExtractableResponse<Response> created = create(NODES, node);
        // Then
        assertThat(created.header("Location")).endsWith(NODES + "/" + id);
        assertThat(created.header("ETag")).isEqualTo("\"r" + created.path("revision") + "\"");
        viewer().get(created.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(created.header("ETag")))
                .body("id", equalTo(id))
                .body("names.ja", equalTo("フッ化水素"))
                .body("grade", equalTo("5N"))
                .body("area", equalTo("JPN"))
                .body("externalIds[0].weight", equalTo(0.25f))
                .body("aliases", empty())
                .body("description", nullValue())
                .body("collective", equalTo(false))
                .body("source", equalTo("DEMO"))
                .body("year", nullValue())
                .body("confidence", equalTo("unknown"))
                .body("changedBy", notNullValue());
    }

    @Test
    void aShareMayBeExactARangeNegligibleZeroOrUnknownAndStaysSo() {
        String input = made("resist", "material");
        Map<String, Map<String, Object>> shares = new java.util.LinkedHashMap<>();
        shares.put("exact", Map.of("low", 92.6, "high", 92.6));
        shares.put("range", Map.of("low", 70, "high", 100));
        shares.put("zero", Map.of("low", 0, "high", 0));
        shares.put("negligible", Map.of("negligible", true));
        shares.put("unknown", null);
        shares.forEach((name, share) -> {
            // When
            Map<String, Object> supply = new java.util.LinkedHashMap<>();
            supply.put("supplier", made(name, "organisation"));
            supply.put("input", input);
            supply.put("share", share);
            supply.put("source", "DEMO");
            String location = create(SUPPLIES, supply).header("Location");
            // Then
            Map<String, Object> shown =
                    viewer().get(location).then().statusCode(200).extract().path("share");
            assertThat(texts(shown)).as(name).isEqualTo(texts(share));
        });
    }

    /** Members as text: 92.6 is a float to one reader and a double to another. */
    private static Map<String, String> texts(@Nullable Map<String, Object> members) {
        Map<String, String> texts = new java.util.TreeMap<>();
        if (members == null) {
            texts.put("unknown", "");
        } else {
            members.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        }
        return texts;
    }

    @Test
    void aChangeNamesTheVersionItChanges() {
        // Given
        String id = made("wafer", "material");
        String tag = viewer().get(NODES + "/" + id).header("ETag");
        Map<String, Object> changed = node(id, "material");
        changed.put("name", "Polished wafer");
        // When, Then
        contributor()
                .contentType("application/json")
                .body(changed)
                .put(NODES + "/" + id)
                .then()
                .statusCode(428)
                .body("violations[0].field", equalTo("If-Match"));
        String newer = contributor()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(changed)
                .put(NODES + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Polished wafer"))
                .extract()
                .header("ETag");
        assertThat(newer).isNotEqualTo(tag);
        contributor()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(changed)
                .put(NODES + "/" + id)
                .then()
                .statusCode(412)
                .header("ETag", equalTo(newer));
    }

    @Test
    void theSameAgainMakesNoRevision() {
        // Given
        String id = made("wafer", "material");
        String tag = viewer().get(NODES + "/" + id).header("ETag");
        // When
        contributor()
                .contentType("application/json")
                .header("If-Match", "*")
                .body(node(id, "material"))
                .put(NODES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(tag));
    }

    @Test
    void aMergePatchChangesWhatItNamesAndNullForgets() {
        // Given
        String id = unique("mask");
        Map<String, Object> node = node(id, "part");
        node.put("grade", "EUV");
        node.put("area", "JPN");
        String tag = create(NODES, node).header("ETag");
        // When
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body("{\"grade\": null, \"names\": {\"ko\": \"마스크\"}}".getBytes(StandardCharsets.UTF_8))
                .patch(NODES + "/" + id)
                .then()
                .statusCode(200)
                .body("grade", nullValue())
                .body("area", equalTo("JPN"))
                .body("names.ko", equalTo("마스크"));
    }

    @Test
    void thePastIsReadAsItWas() {
        // Given
        String id = made("wafer", "material");
        ExtractableResponse<Response> first =
                viewer().get(NODES + "/" + id).then().extract();
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"name\": \"New name\"}")
                .patch(NODES + "/" + id)
                .then()
                .statusCode(200);
        contributor().header("If-Match", "*").delete(NODES + "/" + id).then().statusCode(204);
        // When, Then
        viewer().get(NODES + "/" + id).then().statusCode(404);
        viewer().queryParam("asOf", first.<String>path("changedAt"))
                .get(NODES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(first.header("ETag")))
                .body("name", equalTo("Node " + id));
        viewer().queryParam("asOf", first.<String>path("changedAt"))
                .queryParam("q", id)
                .get(NODES)
                .then()
                .body("items.name", hasItem("Node " + id));
        viewer().queryParam("asOf", "1999-12-31").get(NODES + "/" + id).then().statusCode(404);
        viewer().queryParam("asOf", "1999-12-31")
                .get(NODES)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void anUnchangedAnswerIs304() {
        String id = made("wafer", "material");
        String tag = viewer().get(NODES + "/" + id).header("ETag");
        viewer().header("If-None-Match", tag).get(NODES + "/" + id).then().statusCode(304);
        String list = viewer().get(NODES + "?kind=material").header("ETag");
        viewer().header("If-None-Match", list)
                .get(NODES + "?kind=material")
                .then()
                .statusCode(304);
        viewer().header("If-None-Match", list).get(NODES + "?kind=part").then().statusCode(200);
        made("other", "part");
        viewer().header("If-None-Match", list)
                .get(NODES + "?kind=material")
                .then()
                .statusCode(200);
    }

    @Test
    void aNodeThatIsNamedIsKeptUnlessItsLinksGoToo() {
        // Given
        String fluoride = made("fluoride", "material");
        String maker = made("maker", "organisation");
        String fab = made("fab", "site");
        String requirement = needs(fab, fluoride);
        String supply = supplies(maker, fluoride, fab);
        // When, Then
        contributor()
                .header("If-Match", "*")
                .delete(NODES + "/" + fluoride)
                .then()
                .statusCode(409)
                .body("links", containsInAnyOrder(requirement, supply));
        contributor()
                .header("If-Match", "*")
                .delete(NODES + "/" + fluoride + "?cascade=true&why=a+test")
                .then()
                .statusCode(204)
                .header("X-Strait-Revision", notNullValue());
        viewer().get(REQUIREMENTS + "/" + requirement).then().statusCode(404);
        viewer().get(SUPPLIES + "/" + supply).then().statusCode(404);
        viewer().get(NODES + "/" + fab).then().statusCode(200);
    }

    @Test
    void aRepeatedPostUnderOneKeyMakesOneFact() {
        // Given
        String id = unique("wafer");
        String key = unique("key");
        String location = contributor()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(node(id, "material"))
                .post(NODES)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        // When, Then
        contributor()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(node(id, "material"))
                .post(NODES)
                .then()
                .statusCode(201)
                .header("Location", equalTo(location))
                .header("Idempotency-Replayed", equalTo("true"));
        contributor()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(node(unique("wafer"), "material"))
                .post(NODES)
                .then()
                .statusCode(422);
        contributor()
                .contentType("application/json")
                .body(node(id, "material"))
                .post(NODES)
                .then()
                .statusCode(409);
    }

    @Test
    void pagesJoinWithoutHoleOrDoubleThoughTheCatalogueChanges() {
        // Given
        String stem = unique("paged");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(stem + "-n" + i);
            create(NODES, node(made.get(i), "part"));
        }
        // When
        List<String> read = new ArrayList<>();
        String next = NODES + "?limit=3&q=" + stem;
        while (next != null) {
            Response page = viewer().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200);
            read.addAll(page.jsonPath().getList("items.id"));
            next = page.jsonPath().getString("next");
            if (next != null) {
                assertThat(page.header("Link")).isEqualTo("<" + next + ">; rel=\"next\"");
            }
            contributor()
                    .header("If-Match", "*")
                    .delete(NODES + "/" + made.get(6))
                    .then();
            contributor()
                    .contentType("application/json")
                    .body(node(stem + "-n3a", "part"))
                    .post(NODES)
                    .then();
        }
        // Then
        assertThat(read).isEqualTo(made);
    }

    @Test
    void listsAreFilteredAndSearched() {
        // Given
        String stem = unique("filter");
        Map<String, Object> japanese = node(stem + "-a", "material");
        japanese.put("area", "JPN");
        japanese.put("aliases", List.of("100% " + stem + "_pure"));
        create(NODES, japanese);
        create(NODES, node(stem + "-b", "part"));
        String fab = made("fab", "site");
        String requirement = needs(fab, stem + "-a");
        // When, Then
        viewer().get(NODES + "?q=" + stem + "&area=jp").then().body("items.id", contains(stem + "-a"));
        viewer().get(NODES + "?q=" + stem + "&kind=part").then().body("items.id", contains(stem + "-b"));
        viewer().queryParam("q", "100% " + stem + "_PURE").get(NODES).then().body("items.id", contains(stem + "-a"));
        viewer().queryParam("q", "100_ " + stem).get(NODES).then().body("items", empty());
        viewer().get(REQUIREMENTS + "?node=" + fab).then().body("items.id", contains(requirement));
        viewer().get(REQUIREMENTS + "?input=" + stem + "-b").then().body("items", empty());
    }

    @Test
    void everythingWrongWithAFactIsSaidAtOnce() {
        contributor()
                .contentType("application/json")
                .body("{\"id\": \"Not An Id\", \"kind\": \"gadget\", \"year\": 20244, \"colour\": \"red\","
                        + " \"names\": {\"Korean\": \"x\"}}")
                .post(NODES)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unprocessable"))
                .body("violations.field", hasItems("id", "kind", "name", "source", "year", "colour", "names.Korean"))
                .body("violations.expected", not(hasItem(nullValue())));
    }

    @Test
    void aFactMustFitTheOthers() {
        String material = made("material", "material");
        String site = made("site", "site");
        post(REQUIREMENTS, Map.of("node", "nobody", "input", material, "source", "DEMO"), 422, "node");
        post(REQUIREMENTS, Map.of("node", material, "input", material, "source", "DEMO"), 422, "input");
        post(REQUIREMENTS, Map.of("node", material, "input", site, "source", "DEMO"), 422, "input");
        post(SUPPLIES, Map.of("supplier", material, "input", material, "source", "DEMO"), 422, "supplier");
        post(
                SUPPLIES,
                Map.of("supplier", site, "input", material, "share", Map.of("low", 101, "high", 102), "source", "DEMO"),
                422,
                "share.low");
        post(
                REQUIREMENTS,
                Map.of("node", site, "input", material, "stockDays", -1, "source", "DEMO"),
                422,
                "stockDays");
        needs(site, material);
        contributor()
                .contentType("application/json")
                .body(Map.of("id", unique("again"), "node", site, "input", material, "source", "DEMO"))
                .post(REQUIREMENTS)
                .then()
                .statusCode(409)
                .body("links[0]", containsString(site));
        String wider = made("wider", "material");
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"typeOf\": [\"" + wider + "\"]}")
                .patch(NODES + "/" + material)
                .then()
                .statusCode(200);
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"typeOf\": [\"" + material + "\"]}")
                .patch(NODES + "/" + wider)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("typeOf"));
    }

    private static void post(String path, Map<String, Object> fact, int status, String field) {
        contributor()
                .contentType("application/json")
                .body(fact)
                .post(path)
                .then()
                .statusCode(status)
                .body("violations.field", hasItem(field));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        viewer().get(NODES + "?cursor=999999999~x")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("cursor"));
        viewer().get(NODES + "?cursor=forged").then().statusCode(400).body("violations[0].field", equalTo("cursor"));
        assertThat(viewer().get(NODES + "?limit=1").then().extract().jsonPath().getMap("$"))
                .containsKeys("revision", "items", "next");
    }

    @Test
    void aNodeHasNoNamesUntilItIsGivenSome() {
        String id = made("plain", "part");
        viewer().get(NODES + "/" + id).then().body("names", anEmptyMap()).body("id", endsWith(id));
    }
}
