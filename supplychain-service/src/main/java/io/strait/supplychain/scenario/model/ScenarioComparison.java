package io.strait.supplychain.scenario.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two results side by side: what differs, and why. Why is what differs in what the runs were asked and in the facts that
 * either rests on: where both are empty, the results are the same. Stateless.
 */
public final class ScenarioComparison {
    private static final int MAX_FACTS = 1000;

    private ScenarioComparison() {}

    /**
     * @param a the JSON of a {@link ScenarioResult}, b likewise
     * @param bookA the facts of the revision of a, bookB likewise
     */
    public static ObjectNode of(JsonNode a, JsonNode b, FactBook bookA, FactBook bookB) {
        ObjectNode json = Json.object();
        json.set("lostDays", pair(a.path("lostDays"), b.path("lostDays")));
        json.putObject("revision")
                .put("a", a.path("revision").asLong())
                .put("b", b.path("revision").asLong());
        json.putObject("headline")
                .put("a", a.path("headline").asText())
                .put("b", b.path("headline").asText());
        json.set("nodes", nodes(a, b));
        ObjectNode why = json.putObject("why");
        why.set("scenario", scenario(a.path("scenario"), b.path("scenario")));
        facts(why, a, b, bookA, bookB);
        return json;
    }

    private static ArrayNode nodes(JsonNode a, JsonNode b) {
        Map<String, JsonNode> ofA = byNode(a);
        Map<String, JsonNode> ofB = byNode(b);
        Set<String> all = new TreeSet<>(ofA.keySet());
        all.addAll(ofB.keySet());
        List<ObjectNode> differing = new ArrayList<>();
        for (String node : all) {
            JsonNode one = ofA.getOrDefault(node, NullNode.getInstance());
            JsonNode other = ofB.getOrDefault(node, NullNode.getInstance());
            ObjectNode json = Json.object().put("node", node);
            boolean differs = false;
            for (String member : List.of("firstShortDay", "lostDays", "survivalDays", "recoveredDay", "lowestOutput")) {
                if (!one.path(member).equals(other.path(member))) {
                    json.set(member, pair(one.path(member), other.path(member)));
                    differs = true;
                }
            }
            if (differs) {
                double more = point(other) - point(one);
                differing.add(json.put("moreLostDays", more));
            }
        }
        differing.sort(Comparator.comparingDouble(
                        (ObjectNode node) -> -Math.abs(node.path("moreLostDays").asDouble()))
                .thenComparing(node -> node.path("node").asText()));
        ArrayNode nodes = Json.array();
        differing.forEach(nodes::add);
        return nodes;
    }

    private static double point(JsonNode node) {
        return node.path("lostDays").path("point").asDouble(0);
    }

    private static Map<String, JsonNode> byNode(JsonNode result) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        result.path("nodes").forEach(node -> nodes.put(node.path("node").asText(), node));
        return nodes;
    }

    /** Members that differ, by JSON Pointer (RFC 6901). */
    private static ArrayNode scenario(JsonNode a, JsonNode b) {
        Map<String, JsonNode> ofA = new TreeMap<>();
        Map<String, JsonNode> ofB = new TreeMap<>();
        flatten("", a, ofA);
        flatten("", b, ofB);
        ArrayNode differences = Json.array();
        Stream.concat(ofA.keySet().stream(), ofB.keySet().stream())
                .distinct()
                .sorted()
                .filter(path -> !Objects.equals(ofA.get(path), ofB.get(path)))
                .filter(path -> !path.equals("/name") && !path.equals("/description"))
                .forEach(path -> {
                    ObjectNode difference = pair(
                            ofA.getOrDefault(path, NullNode.getInstance()),
                            ofB.getOrDefault(path, NullNode.getInstance()));
                    differences.add(difference.put("path", path));
                });
        return differences;
    }

    private static void flatten(String path, JsonNode json, Map<String, JsonNode> into) {
        if (json.isObject()) {
            json.properties().forEach(member -> flatten(path + "/" + member.getKey(), member.getValue(), into));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                flatten(path + "/" + i, json.get(i), into);
            }
        } else {
            into.put(path, json);
        }
    }

    private static void facts(ObjectNode why, JsonNode a, JsonNode b, FactBook bookA, FactBook bookB) {
        Set<String> ids = new TreeSet<>();
        a.path("basis").forEach(id -> ids.add(id.asText()));
        b.path("basis").forEach(id -> ids.add(id.asText()));
        ArrayNode facts = why.putArray("facts");
        int count = 0;
        for (String id : ids) {
            Optional<? extends Fact> before = fact(bookA, id);
            Optional<? extends Fact> after = fact(bookB, id);
            if (!before.equals(after)) {
                count++;
                if (count <= MAX_FACTS) {
                    ObjectNode change = Json.object().put("fact", id);
                    change.set("a", before.<JsonNode>map(FactWriter::write).orElse(NullNode.getInstance()));
                    change.set("b", after.<JsonNode>map(FactWriter::write).orElse(NullNode.getInstance()));
                    facts.add(change);
                }
            }
        }
        why.put("factCount", count);
    }

    private static Optional<? extends Fact> fact(FactBook book, String id) {
        Optional<? extends Fact> requirement = book.requirement(id);
        return requirement.isPresent() ? requirement : book.supply(id);
    }

    private static ObjectNode pair(JsonNode a, JsonNode b) {
        ObjectNode pair = Json.object();
        pair.set("a", a.isMissingNode() ? NullNode.getInstance() : a);
        pair.set("b", b.isMissingNode() ? NullNode.getInstance() : b);
        return pair;
    }
}
