package io.strait.supplychain.scenario.model;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Short ways to a scenario and its result. */
final class Scenarios {
    private Scenarios() {}

    /** @param json may have single quotes for double ones where it begins with one */
    static Scenario read(String json) {
        List<Violation> violations = new ArrayList<>();
        var body = Json.object(json.startsWith("{'") ? json.replace('\'', '"') : json, violations);
        Scenario scenario = body == null ? null : ScenarioReader.read(body, violations);
        if (scenario == null) {
            throw new IllegalArgumentException(violations.toString());
        }
        return scenario;
    }

    static ScenarioRun.Outcome run(FactBook book, String json) {
        return new ScenarioRun(plan(book, json), done -> {}, () -> false).compute(node -> true);
    }

    static ScenarioPlan plan(FactBook book, String json) {
        return ScenarioPlanner.plan(book, read(json), 10_000);
    }

    static ScenarioRun.NodeResult of(ScenarioRun.Outcome outcome, String node) {
        return outcome.nodes().stream()
                .filter(result -> result.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + node));
    }
}
