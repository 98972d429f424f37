package io.strait.supplychain.scenario.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.scenario.model.Scenario.Range;
import io.strait.supplychain.scenario.model.Scenario.Shock;
import java.util.Locale;
import java.util.Set;

/** A scenario in JSON, with every default written out, so that it says all that its result rests on. Stateless. */
public final class ScenarioWriter {
    private ScenarioWriter() {}

    public static ObjectNode write(Scenario scenario) {
        ObjectNode json = Json.object().put("name", scenario.name()).put("description", scenario.description());
        ArrayNode sources = json.putArray("sources");
        scenario.sources().forEach(sources::add);
        json.put("start", scenario.start() == null ? null : scenario.start().toString())
                .put("horizonDays", scenario.horizonDays());
        ArrayNode shocks = json.putArray("shocks");
        scenario.shocks().forEach(shock -> shocks.add(write(shock)));
        json.putObject("reactions")
                .put("useStock", scenario.reactions().useStock())
                .put("substitute", scenario.reactions().substitute())
                .put("reroute", scenario.reactions().reroute())
                .put("spareCapacity", scenario.reactions().spareCapacity());
        ObjectNode assumptions = json.putObject("assumptions");
        assumptions.set("unknownStockDays", write(scenario.assumptions().stockDays()));
        assumptions.set("unknownEssentiality", write(scenario.assumptions().essentiality()));
        json.putObject("sampling")
                .put("samples", scenario.sampling().samples())
                .put("seed", scenario.sampling().seed())
                .put("tail", scenario.sampling().tail())
                .put("effects", scenario.sampling().effects());
        return json;
    }

    private static ObjectNode write(Shock shock) {
        ObjectNode json = Json.object();
        put(json, "nodes", shock.nodes());
        put(json, "areas", shock.areas());
        put(json, "inputs", shock.inputs());
        put(json, "hsCodes", shock.hsCodes());
        put(json, "recipients", shock.recipients());
        json.put("size", shock.size()).put("startDay", shock.startDay()).put("durationDays", shock.durationDays());
        json.putObject("recovery")
                .put("shape", shock.recovery().name().toLowerCase(Locale.ROOT))
                .put("days", shock.recoveryDays());
        return json;
    }

    private static void put(ObjectNode json, String name, Set<String> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
    }

    private static ObjectNode write(Range range) {
        return Json.object().put("low", range.low()).put("given", range.given()).put("high", range.high());
    }
}
