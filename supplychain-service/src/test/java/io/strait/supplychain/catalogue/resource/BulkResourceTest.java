package io.strait.supplychain.catalogue.resource;

import static io.strait.supplychain.catalogue.resource.Http.NODES;
import static io.strait.supplychain.catalogue.resource.Http.REQUIREMENTS;
import static io.strait.supplychain.catalogue.resource.Http.SUPPLIES;
import static io.strait.supplychain.catalogue.resource.Http.contributor;
import static io.strait.supplychain.catalogue.resource.Http.made;
import static io.strait.supplychain.catalogue.resource.Http.needs;
import static io.strait.supplychain.catalogue.resource.Http.supplies;
import static io.strait.supplychain.catalogue.resource.Http.unique;
import static io.strait.supplychain.catalogue.resource.Http.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.strait.supplychain.SupplyChainTestResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many facts in one merge patch: one revision, all or none. */
@QuarkusTest
@QuarkusTestResource(SupplyChainTestResource.class)
class BulkResourceTest {
    private static final String FACTS = "/supplychain/v1/facts";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private static String tag() {
        return viewer().get("/supplychain/v1/graph").header("ETag");
    }

    private static int revision() {
        return viewer().get("/supplychain/v1/graph").jsonPath().getInt("revision");
    }

    private static ValidatableResponse patch(String query, String body) {
        return contributor()
                .contentType(MERGE_PATCH)
                .header("If-Match", tag())
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch(FACTS + query)
                .then();
    }

    @Test
    void addsChangesAndRemovesAsOneRevision() {
        // Given
        String kept = made("kept", "material");
        String gone = made("gone", "material");
        String fab = made("fab", "site");
        String requirement = needs(fab, gone);
        String maker = unique("maker");
        String supply = maker + "_supplies_" + kept;
        String body = """
                {"nodes": {"%1$s": {"grade": "5N", "names": {"ko": "불화수소"}}, "%2$s": null,
                           "%3$s": {"kind": "organisation", "name": "Maker", "source": "DEMO"}},
                 "requirements": {"%4$s": null, "%5$s_needs_%1$s": {"node": "%5$s", "input": "%1$s", "source": "DEMO"}},
                 "supplies": {"%6$s": {"supplier": "%3$s", "input": "%1$s", "source": "DEMO",
                                       "share": {"low": 10, "high": 20}}}}""".formatted(kept, gone, maker, requirement, fab, supply);
        int before = revision();
        // When
        patch("?dryRun=true", body)
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("changeCount", equalTo(6))
                .body("counts.nodes.removed", equalTo(1));
        assertThat(revision()).isEqualTo(before);
        patch("?why=cleaning", body)
                .statusCode(200)
                .header("ETag", equalTo("\"r" + (before + 1) + "\""))
                .body("revision", equalTo(before + 1))
                .body("counts.nodes.added", equalTo(1))
                .body("counts.nodes.changed", equalTo(1))
                .body("counts.nodes.removed", equalTo(1))
                .body("counts.requirements.added", equalTo(1))
                .body("counts.requirements.removed", equalTo(1))
                .body("counts.supplies.added", equalTo(1))
                .body("changes.findAll { it.change == 'removed' }.id", containsInAnyOrder(gone, requirement));
        // Then
        viewer().get(NODES + "/" + kept)
                .then()
                .body("grade", equalTo("5N"))
                .body("names.ko", equalTo("불화수소"))
                .body("name", equalTo("Node " + kept))
                .body("revision", equalTo(before + 1));
        viewer().get(NODES + "/" + gone).then().statusCode(404);
        viewer().get(REQUIREMENTS + "/" + requirement).then().statusCode(404);
        viewer().get(SUPPLIES + "/" + supply).then().body("share.high", equalTo(20));
        viewer().get("/supplychain/v1/revisions?limit=1").then().body("items[0].why", equalTo("cleaning"));
        patch("", "{\"nodes\": {\"" + kept + "\": {\"grade\": \"5N\"}}}")
                .statusCode(200)
                .body("revision", equalTo(before + 1))
                .body("changes", empty())
                .body("counts.nodes.unchanged", equalTo(1));
    }

    @Test
    void everyFaultIsNamedByItsPointerAndNothingIsKept() {
        // Given
        String good = made("good", "material");
        String site = made("site", "site");
        int before = revision();
        // When, Then: what cannot be read
        patch("", """
                {"nodes": {"%1$s": {"grade": "5N", "year": "soon", "names": {"en": 7}},
                           "nobody": null, "new": {"kind": "part"}},
                 "supplies": {"x": {"supplier": "%2$s", "input": "%1$s", "source": "DEMO",
                                    "share": {"low": 90, "high": 101}}},
                 "requirements": {"y": {"node": "%2$s", "input": "%1$s", "source": "DEMO", "stockDays": -1,
                                        "substitutes": [{"node": "Not"}]}}}""".formatted(good, site))
                .statusCode(422)
                .body("type", equalTo("/problems/unprocessable"))
                .body(
                        "violations.field",
                        hasItems(
                                "/nodes/" + good + "/year",
                                "/nodes/" + good + "/names/en",
                                "/nodes/nobody",
                                "/nodes/new/name",
                                "/nodes/new/source",
                                "/supplies/x/share/high",
                                "/requirements/y/stockDays",
                                "/requirements/y/substitutes/0/node"));
        // What does not fit together
        patch("", """
                {"nodes": {"%1$s": {"typeOf": ["%1$s"]}},
                 "supplies": {"x": {"supplier": "%2$s", "input": "%1$s", "recipient": "%2$s", "source": "DEMO"}},
                 "requirements": {"y": {"node": "%2$s", "input": "nobody", "source": "DEMO"}}}""".formatted(good, site))
                .statusCode(422)
                .body(
                        "violations.field",
                        containsInAnyOrder(
                                "/nodes/" + good + "/typeOf", "/supplies/x/recipient", "/requirements/y/input"));
        // What is no such document
        patch("", "{\"edges\": {}, \"nodes\": [], \"supplies\": {\"NO\": {}, \"a/b\": {}, \"s\": 7}}")
                .statusCode(422)
                .body(
                        "violations.field",
                        containsInAnyOrder("/edges", "/nodes", "/supplies/NO", "/supplies/a~1b", "/supplies/s"))
                .body("violations.findAll { it.expected == null }", empty());
        assertThat(revision()).isEqualTo(before);
        viewer().get(NODES + "/" + good).then().body("grade", equalTo(null));
    }

    @Test
    void aNodeThatIsStillNamedIsNotRemoved() {
        // Given
        String input = made("input", "material");
        String wider = made("wider", "material");
        String fab = made("fab", "site");
        String needed = needs(fab, input);
        String supply = supplies(made("maker", "organisation"), input, fab);
        patch("", "{\"nodes\": {\"" + input + "\": {\"typeOf\": [\"" + wider + "\"]}}}")
                .statusCode(200);
        // When, Then
        patch(
                        "",
                        "{\"nodes\": {\"" + input + "\": null, \"" + wider + "\": null}, \"requirements\": {\"" + needed
                                + "\": null}}")
                .statusCode(422)
                .body("violations.field", contains("/nodes/" + input))
                .body("violations[0].message", containsString("supply " + supply));
        patch("", "{\"nodes\": {\"" + wider + "\": null}}")
                .statusCode(422)
                .body("violations[0].message", containsString("node " + input));
        patch(
                        "",
                        "{\"nodes\": {\"" + input + "\": null, \"" + wider + "\": null}, \"requirements\": {\"" + needed
                                + "\": null}, \"supplies\": {\"" + supply + "\": null}}")
                .statusCode(200)
                .body("changeCount", equalTo(4));
    }

    @Test
    void aLinkThatConnectsWhatAnotherDoesIsNamed() {
        String input = made("input", "material");
        String fab = made("fab", "site");
        String needed = needs(fab, input);
        patch(
                        "",
                        "{\"requirements\": {\"other\": {\"node\": \"" + fab + "\", \"input\": \"" + input
                                + "\", \"source\": \"DEMO\"}}}")
                .statusCode(422)
                .body("violations[0].field", equalTo("/requirements/other/id"))
                .body("violations[0].message", containsString(needed));
    }

    @Test
    void theRevisionMustBeTheOneThatTheClientHasSeen() throws Exception {
        // Given
        String id = made("contended", "material");
        String seen = tag();
        List<Callable<Response>> edits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String body = "{\"nodes\": {\"" + id + "\": {\"grade\": \"" + i + "N\"}}}";
            edits.add(() -> contributor()
                    .contentType(MERGE_PATCH)
                    .header("If-Match", seen)
                    .body(body)
                    .patch(FACTS));
        }
        // When
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Response> answer : threads.invokeAll(edits)) {
                Response response = answer.get();
                statuses.add(response.statusCode());
                if (response.statusCode() == 412) {
                    assertThat(response.jsonPath().getInt("revision")).isEqualTo(revision());
                    assertThat(response.header("ETag")).isEqualTo(tag());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        // Then
        assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);
        contributor()
                .contentType(MERGE_PATCH)
                .body("{}")
                .patch(FACTS)
                .then()
                .statusCode(428)
                .body("violations[0].field", equalTo("If-Match"));
        contributor()
                .contentType(MERGE_PATCH)
                .header("If-Match", seen)
                .body("{}")
                .patch(FACTS + "?dryRun=true")
                .then()
                .statusCode(412);
    }

    @Test
    void aPatchIsBounded() {
        StringBuilder many = new StringBuilder("{\"nodes\": {");
        for (int i = 0; i <= 10_000; i++) {
            many.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":null");
        }
        patch("", many.append("}}").toString()).statusCode(413).body("detail", containsString("10000"));
        patch("", "{\"nodes\": {\"x\": {\"name\": \"" + "x".repeat(5_000_000) + "\"}}}")
                .statusCode(413);
        contributor()
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{}")
                .patch(FACTS)
                .then()
                .statusCode(415);
        viewer().contentType(MERGE_PATCH)
                .header("If-Match", "*")
                .body("{}")
                .patch(FACTS)
                .then()
                .statusCode(403);
    }
}
