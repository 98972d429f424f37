package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strait.local.Part;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stops, and when: asked through the gateway, computed as a job, told as an event, and not lost with the service. */
@ExtendWith(SystemUnderTest.Resolver.class)
class ScenarioJourneyTest {
    private static final String SCENARIOS = "/supplychain/v1/scenarios";

    private final SystemUnderTest strait;

    ScenarioJourneyTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    /** A fab with 30 days of one material, of unknown share of two makers. */
    private String fab() {
        String stem = strait.uniqueId("shock");
        String lines = """
                {"fact": "node", "id": "$-maker", "kind": "organisation", "name": "Maker", "area": "JPN", "source": "DEMO"}
                {"fact": "node", "id": "$-other", "kind": "organisation", "name": "Other", "area": "KOR", "source": "DEMO"}
                {"fact": "node", "id": "$-hf", "kind": "material", "name": "HF", "source": "DEMO"}
                {"fact": "node", "id": "$-fab", "kind": "site", "name": "Fab", "area": "KOR", "source": "DEMO"}
                {"fact": "requirement", "node": "$-fab", "input": "$-hf", "essentiality": "critical", "stockDays": 30, "source": "DEMO"}
                {"fact": "supply", "supplier": "$-maker", "input": "$-hf", "source": "DEMO"}
                {"fact": "supply", "supplier": "$-other", "input": "$-hf", "source": "DEMO"}
                """;
        strait.contributor()
                .contentType("application/x-ndjson")
                .body(lines.replace("$", stem).getBytes(StandardCharsets.UTF_8))
                .post("/supplychain/v1/imports")
                .then()
                .statusCode(200);
        return stem;
    }

    private Response ask(String stem, int horizon, int samples) {
        Map<String, Object> scenario = new HashMap<>();
        scenario.put("name", "Stop of " + stem);
        scenario.put("horizonDays", horizon);
        scenario.put("shocks", List.of(Map.of("nodes", List.of(stem + "-maker"), "durationDays", 90)));
        scenario.put("sampling", Map.of("samples", samples));
        return strait.contributor()
                .contentType("application/json")
                .body(scenario)
                .post(SCENARIOS);
    }

    private String path(Response accepted) {
        accepted.then().statusCode(202);
        String location = accepted.header("Location");
        return location.substring(location.indexOf(SCENARIOS));
    }

    private JsonPath ended(String run) {
        strait.await().until(() -> List.of("COMPLETED", "FAILED", "CANCELLED")
                .contains(strait.viewer().get(run).jsonPath().getString("state")));
        return strait.viewer().get(run).jsonPath();
    }

    @Test
    void aScenarioIsAskedComputedAndTold() {
        // Given
        String stem = fab();
        // When
        String run = path(ask(stem, 120, 20));
        // Then
        assertThat(ended(run).getString("state")).isEqualTo("COMPLETED");
        strait.viewer()
                .get(run + "/result")
                .then()
                .statusCode(200)
                .body("nodes[0].node", equalTo(stem + "-fab"))
                // Half is covered by the other one, so 30 days last 60
                .body("nodes[0].firstShortDay.point", equalTo(60));
        String scenario = strait.viewer().get(run).jsonPath().getString("scenarioId");
        strait.await().untilAsserted(() -> assertThat(strait.kafkaEvents("strait.supplychain.v1"))
                .anyMatch(event -> event.type().equals("strait.supplychain.scenario.completed")
                        && event.subject().equals(scenario)));
    }

    @Test
    void aRunOutlivesTheServiceThatComputesIt() {
        // Given
        String stem = fab();
        String whole = path(ask(stem, 3650, 1500));
        String expected = ended(whole).getString("state");
        assertThat(expected).isEqualTo("COMPLETED");
        String run = path(ask(stem, 3650, 1500));
        strait.await().until(() -> strait.viewer().get(run).jsonPath().getDouble("progress") > 0);
        // When
        strait.killAndRestart(Part.SUPPLYCHAIN, () -> {});
        // Then
        assertThat(ended(run).getString("state")).isEqualTo("COMPLETED");
        JsonPath first = strait.viewer().get(whole + "/result").jsonPath();
        JsonPath second = strait.viewer().get(run + "/result").jsonPath();
        assertThat(second.getMap("lostDays")).isEqualTo(first.getMap("lostDays"));
        assertThat(second.getList("unknowns")).isEqualTo(first.getList("unknowns"));
    }

    @Test
    void aRunThatIsComputedIsCancelled() {
        // Given
        String stem = fab();
        String run = path(ask(stem, 3650, 2000));
        // When
        strait.contributor().delete(run).then().statusCode(202);
        // Then
        assertThat(ended(run).getString("state")).isEqualTo("CANCELLED");
        strait.viewer().get(run + "/result").then().statusCode(409).body("state", equalTo("CANCELLED"));
    }
}
