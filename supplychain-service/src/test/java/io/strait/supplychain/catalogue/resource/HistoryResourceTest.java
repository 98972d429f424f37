package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.IMPORTS;
import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.create;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.node;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who changed what, when and why; and what differs between two moments. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class HistoryResourceTest {
    private static final String REVISIONS = "/supplychain/v1/revisions";
    private static final String CHANGES = "/supplychain/v1/changes";

    private static int latest() {
        return viewer().get(REVISIONS + "?limit=1").jsonPath().getInt("items[0].revision");
    }

    private static void patch(String id, String patch) {
        contributor()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(patch)
                .patch(NODES + "/" + id)
                .then()
                .statusCode(200);
    }

    private static void remove(String id) {
        contributor()
                .header("If-Match", "*")
                .delete(NODES + "/" + id + "?cascade=true")
                .then()
                .statusCode(204);
    }

    @Test
    void aRevisionSaysWhoWhenWhyAndHowMuch() {
        // Given
        String kept = made("kept", "material");
        String gone = made("gone", "material");
        needs(made("fab", "site"), gone);
        String lines = "{\"fact\":\"node\",\"id\":\"" + unique("new")
                + "\",\"kind\":\"part\",\"name\":\"New\",\"source\":\"DEMO\"}\n" + "{\"fact\":\"node\",\"id\":\"" + kept
                + "\",\"kind\":\"material\",\"name\":\"Other\",\"source\":\"DEMO\"}\n";
        // When
        contributor()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .queryParam("why", "a better source")
                .post(IMPORTS)
                .then()
                .statusCode(200);
        remove(gone);
        // Then
        viewer().get(REVISIONS + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.revision", contains(latest(), latest() - 1))
                .body("items[0].counts.nodes.removed", equalTo(1))
                .body("items[0].counts.requirements.removed", equalTo(1))
                .body("items[0].counts.nodes.added", equalTo(0))
                .body("items[0].why", nullValue())
                .body("items[1].changedBy", equalTo("test@strait.local"))
                .body("items[1].why", equalTo("a better source"))
                .body("items[1].counts.nodes.added", equalTo(1))
                .body("items[1].counts.nodes.changed", equalTo(1))
                .body("items[1].counts.nodes.removed", equalTo(0))
                .body("items[1].counts.supplies.added", equalTo(0));
    }

    @Test
    void pagesOfRevisionsJoinDownToTheEmptyCatalogue() {
        // Given
        made("first", "part");
        made("second", "part");
        // When
        List<Integer> read = new ArrayList<>();
        String next = REVISIONS + "?limit=1000";
        int pages = 0;
        while (next != null) {
            JsonPath page = viewer().urlEncodingEnabled(false).get(next).jsonPath();
            read.addAll(page.getList("items.revision"));
            next = page.getString("next");
            pages++;
        }
        String second = viewer().get(REVISIONS + "?limit=1").jsonPath().getString("next");
        // Then
        assertThat(pages).isEqualTo((read.size() + 999) / 1000);
        assertThat(read.get(read.size() - 1)).isZero();
        assertThat(read).doesNotHaveDuplicates().hasSize(read.get(0) + 1);
        assertThat(viewer().urlEncodingEnabled(false).get(second).jsonPath().getInt("items[0].revision"))
                .isEqualTo(read.get(1));
    }

    @Test
    void theDifferenceIsNetAndNamesBothRevisions() {
        // Given
        String changed = made("changed", "material");
        String restored = made("restored", "material");
        String removed = made("removed", "material");
        int from = latest();
        patch(changed, "{\"grade\": \"4N\"}");
        patch(changed, "{\"grade\": \"5N\", \"names\": {\"de\": \"Fluss\"}}");
        patch(restored, "{\"grade\": \"4N\"}");
        patch(restored, "{\"grade\": null}");
        remove(removed);
        String added = made("added", "material");
        String needed = needs(made("fab", "site"), added);
        String fleeting = made("fleeting", "material");
        remove(fleeting);
        int to = latest();
        made("later", "part");
        // When
        JsonPath answer = viewer().get(CHANGES + "?from=" + from + "&to=" + to + "&limit=1000")
                .then()
                .statusCode(200)
                .body("from.revision", equalTo(from))
                .body("to.revision", equalTo(to))
                .body("items.id", not(hasItems(restored)))
                .body("items.id", not(hasItems(fleeting)))
                .extract()
                .jsonPath();
        // Then
        assertThat(answer.getList("items.id", String.class))
                .contains(changed, removed, added, needed)
                .hasSize(5);
        String item = "items.find { it.id == '" + changed + "' }";
        assertThat(answer.getString(item + ".change")).isEqualTo("changed");
        assertThat(answer.getMap(item + ".before")).containsOnlyKeys("grade", "names");
        assertThat(answer.getString(item + ".before.grade")).isNull();
        assertThat(answer.getString(item + ".after.grade")).isEqualTo("5N");
        assertThat(answer.getString(item + ".after.names.de")).isEqualTo("Fluss");
        assertThat(answer.getInt(item + ".revision")).isEqualTo(from + 2);
        assertThat(answer.getString("items.find { it.id == '" + removed + "' }.before.name"))
                .isEqualTo("Node " + removed);
        assertThat(answer.getMap("items.find { it.id == '" + removed + "' }.after"))
                .isNull();
        assertThat(answer.getString("items.find { it.id == '" + added + "' }.after.kind"))
                .isEqualTo("material");
        viewer().get(CHANGES + "?from=" + from + "&to=" + to + "&kind=requirement")
                .then()
                .body("items.id", contains(needed));
        viewer().get(CHANGES + "?from=" + from + "&to=" + to + "&node=" + added)
                .then()
                .body("items.id", contains(added, needed));
        viewer().get(CHANGES + "?from=" + to + "&to=" + to).then().body("items", empty());
    }

    @Test
    void instantsWillDoAndPagesCompareTheSameTwoRevisions() {
        // Given
        String stem = unique("dated");
        String then = create(NODES, node(stem + "-0", "part")).path("changedAt");
        for (int i = 1; i < 6; i++) {
            create(NODES, node(stem + "-" + i, "part"));
        }
        // When
        List<String> read = new ArrayList<>();
        @Nullable String next = CHANGES + "?limit=2&from=" + then;
        while (next != null) {
            Response page = viewer().urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).body("$", hasKey("to"));
            read.addAll(page.jsonPath().getList("items.id"));
            next = page.jsonPath().getString("next");
            made("meanwhile", "part");
        }
        // Then
        assertThat(read).containsExactly(stem + "-1", stem + "-2", stem + "-3", stem + "-4", stem + "-5");
    }

    @Test
    void badQuestionsAreRefused() {
        viewer().get(CHANGES).then().statusCode(400).body("violations.field", contains("from"));
        viewer().get(CHANGES + "?from=yesterday&to=2999-01-01&kind=edge&node=Not&limit=0")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("from", "to", "kind", "node", "limit"));
        viewer().get(CHANGES + "?from=999999999").then().statusCode(400).body("violations[0].field", equalTo("from"));
        viewer().get(CHANGES + "?from=1&to=0").then().statusCode(400).body("violations[0].field", equalTo("to"));
        viewer().get(CHANGES + "?from=0&cursor=1~1~node~x")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("cursor"));
        viewer().get(REVISIONS + "?cursor=abc").then().statusCode(400);
        String tag = viewer().get(REVISIONS).header("ETag");
        viewer().header("If-None-Match", tag).get(REVISIONS).then().statusCode(304);
        viewer().header("If-None-Match", tag).get(REVISIONS + "?limit=3").then().statusCode(200);
    }
}
