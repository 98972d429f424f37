package io.strait.supplychain.scenario.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.risk.Sensitivity;
import io.strait.supplychain.risk.Sourcing;
import io.strait.supplychain.scenario.model.ScenarioRun.NodeResult;
import io.strait.supplychain.scenario.model.ScenarioRun.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario comes to, in JSON and as a headline. The JSON is the same byte for byte for the same scenario and
 * revision.
 *
 * @param stops the products, sites and processes that at some time make nothing
 */
public record ScenarioResult(ObjectNode json, String headline, List<String> stops) {
    private static final int MAX_EFFECTS = 100;
    private static final int MAX_BASIS = 20_000;

    /** What planners plan: the rest of what a shock reaches is asked for by {@code kind}. */
    public static boolean isPlanned(Node node) {
        return node.kind() == NodeKind.PRODUCT || node.kind() == NodeKind.SITE || node.kind() == NodeKind.PROCESS;
    }

    public static ScenarioResult of(ScenarioPlan plan, FactBook book, Outcome outcome) {
        Scenario scenario = plan.scenario();
        List<String> stops = outcome.nodes().stream()
                .filter(result -> result.lowestOutput() == 0)
                .map(NodeResult::node)
                .toList();
        String headline = headline(scenario, book, outcome, stops.size());
        ObjectNode json = Json.object().put("revision", plan.revision()).put("headline", headline);
        json.set("scenario", ScenarioWriter.write(scenario));
        json.set("lostDays", estimate(outcome.lostDays()));
        json.put(
                        "hit",
                        plan.disruptions().stream()
                                .map(d -> d.firm())
                                .distinct()
                                .count())
                .put("makers", plan.firms().size())
                .put("samples", outcome.samples())
                .put("unlisted", outcome.unlisted());
        ArrayNode nodes = json.putArray("nodes");
        outcome.nodes().forEach(result -> nodes.add(node(plan, book, result)));
        unknowns(json, plan, outcome.effects());
        ArrayNode basis = json.putArray("basis");
        Set<String> facts = basis(plan);
        facts.stream().limit(MAX_BASIS).forEach(basis::add);
        json.put("basisCount", facts.size());
        return new ScenarioResult(json, headline, stops);
    }

    private static String headline(Scenario scenario, FactBook book, Outcome outcome, int stops) {
        NodeResult first = null;
        int shorts = 0;
        for (NodeResult result : outcome.nodes()) {
            Integer day = result.firstShort().point();
            if (day != null) {
                shorts++;
                Integer best = first == null ? null : first.firstShort().point();
                first = best == null || day < best ? result : first;
            }
        }
        if (first == null) {
            return "Nothing runs short within " + scenario.horizonDays() + " days";
        }
        String name = book.node(first.node()).map(Node::name).orElse(first.node());
        return String.format(
                Locale.ROOT,
                "%s runs short first, on day %d%s; %d of %d products, sites and processes run short, %d stop",
                name,
                first.firstShort().point(),
                scenario.start() == null ? "" : " (" + scenario.start().plusDays(dayOf(first)) + ")",
                shorts,
                outcome.nodes().size() + outcome.unlisted(),
                stops);
    }

    private static int dayOf(NodeResult result) {
        Integer day = result.firstShort().point();
        return day == null ? 0 : day;
    }

    private static ObjectNode node(ScenarioPlan plan, FactBook book, NodeResult result) {
        ObjectNode json = Json.object().put("node", result.node());
        book.node(result.node()).ifPresent(node -> json.put("kind", node.kind().code())
                .put("name", node.name())
                .put("area", node.area()));
        json.putObject("firstShortDay")
                .put("point", result.firstShort().point())
                .put("low", result.firstShort().low())
                .put("high", result.firstShort().high());
        put(json, "firstShortDate", plan.scenario(), result.firstShort().point());
        json.put("recoveredDay", result.recovered());
        ScenarioRun.Survival survival = result.survival();
        if (survival instanceof ScenarioRun.Survival.Days days) {
            json.put("survivalDays", days.days());
        } else if (survival instanceof ScenarioRun.Survival.AtLeast least) {
            json.putNull("survivalDays").put("survivalDaysAtLeast", least.days());
        } else {
            json.put("survivalDays", "unbounded");
        }
        json.set("lostDays", estimate(result.lostDays()));
        json.put("lowestOutput", result.lowestOutput()).put("hitItself", result.hitItself());
        ArrayNode because = json.putArray("because");
        for (ScenarioPlan.Input input : result.limits()) {
            because.add(Json.object()
                    .put("input", input.need().input())
                    .put("at", input.firm().name())
                    .put("makes", input.firm().good)
                    .put("requirement", input.need().requirement())
                    .put(
                            "stockDays",
                            input.need().stockDays().of(plan.unknowns().given()))
                    .put("stockKnown", input.need().stockDays().unknown() < 0));
        }
        json.set("couldFillIn", fillIn(plan, book, result));
        ObjectNode output = json.putObject("output");
        series(output, "point", result.output());
        series(output, "low", result.outputLow());
        series(output, "high", result.outputHigh());
        return json;
    }

    /** Who else delivers what lacked in the first place, and what would do instead of it. */
    private static ArrayNode fillIn(ScenarioPlan plan, FactBook book, NodeResult result) {
        ArrayNode others = Json.array();
        Map<Integer, Firm> hit = new HashMap<>();
        plan.disruptions()
                .forEach(disruption -> hit.put(disruption.firm(), plan.firms().get(disruption.firm())));
        for (ScenarioPlan.Input input : result.limits()) {
            for (Firm.Link link : input.need().links()) {
                Firm firm = plan.firms().get(link.supplier());
                if (!hit.containsKey(firm.number) && firm.supplier != null && firm.role == Firm.Role.MAKER) {
                    others.add(Json.object()
                            .put("for", input.need().input())
                            .put("supplier", firm.supplier)
                            .put("area", firm.area)
                            .put("share", plan.percent(link))
                            .put(
                                    "shareKnown",
                                    link.share() == null || link.share().isKnown()));
                }
            }
            substitutes(plan, book, input, others);
        }
        return others;
    }

    private static void substitutes(ScenarioPlan plan, FactBook book, ScenarioPlan.Input input, ArrayNode others) {
        Set<String> seen = new TreeSet<>();
        for (Firm.Alternative other : input.need().alternatives()) {
            if (seen.add(other.good())) {
                boolean known = other.qualificationDays().unknown() < 0;
                ObjectNode json = Json.object()
                        .put("for", input.need().input())
                        .put("substitute", other.good())
                        .put(
                                "qualificationDays",
                                known
                                        ? (Double) other.qualificationDays()
                                                .of(plan.unknowns().given())
                                        : null);
                ArrayNode makers = json.putArray("suppliers");
                Sourcing.ofMarket(book, other.good()).sources().stream()
                        .map(Sourcing.Source::supplier)
                        .filter(supplier -> supplier != null)
                        .forEach(makers::add);
                others.add(json);
            }
        }
    }

    private static void unknowns(ObjectNode json, ScenarioPlan plan, List<Sensitivity.Effect> effects) {
        json.put("unknownCount", plan.unknownCount());
        Map<String, Unknowns.Unknown> byKey = new HashMap<>();
        plan.unknowns().all().forEach(unknown -> byKey.put(unknown.key(), unknown));
        ArrayNode unknowns = json.putArray("unknowns");
        if (effects.isEmpty()) {
            plan.unknowns().all().stream().limit(MAX_EFFECTS).forEach(unknown -> unknowns.add(unknown(unknown)));
            return;
        }
        for (Sensitivity.Effect effect : effects.subList(0, Math.min(MAX_EFFECTS, effects.size()))) {
            Unknowns.Unknown unknown = byKey.get(effect.name());
            if (unknown != null) {
                ObjectNode one = unknown(unknown).put("effect", effect.total());
                one.putObject("lostDays")
                        .put("low", effect.swing().low())
                        .put("high", effect.swing().high());
                unknowns.add(one);
            }
        }
    }

    private static ObjectNode unknown(Unknowns.Unknown unknown) {
        return Json.object()
                .put("what", unknown.what())
                .put("fact", unknown.fact())
                .put("low", unknown.shown().low())
                .put("high", unknown.shown().high());
    }

    /** The ids of the facts that the plan rests on. */
    private static Set<String> basis(ScenarioPlan plan) {
        Set<String> facts = new TreeSet<>();
        for (ScenarioPlan.Input input : plan.inputs()) {
            facts.add(input.need().requirement());
        }
        facts.addAll(plan.supplies());
        return facts;
    }

    private static void put(ObjectNode json, String name, Scenario scenario, @Nullable Integer day) {
        json.put(
                name,
                scenario.start() == null || day == null
                        ? null
                        : scenario.start().plusDays(day).toString());
    }

    private static ObjectNode estimate(ScenarioRun.Estimate estimate) {
        return Json.object()
                .put("point", estimate.point())
                .put("low", estimate.interval().low())
                .put("high", estimate.interval().high());
    }

    /** Six decimals: more would be noise. */
    private static void series(ObjectNode json, String name, double[] values) {
        ArrayNode array = json.putArray(name);
        for (double value : values) {
            array.add(Math.round(value * 1e6) / 1e6);
        }
    }
}
