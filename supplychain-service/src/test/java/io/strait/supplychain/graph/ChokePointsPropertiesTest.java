package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Failures, singles and pairs against the definition, tried out one node and one pair at a time, cycles included. */
class ChokePointsPropertiesTest {
    private static final int NODES = 9;

    /** A link to be: {@code whom} below 0 is anyone. Node 8 is an area. */
    record Fact(boolean supply, int from, int to, int whom, Essentiality essentiality) {}

    @Property(tries = 2000, seed = "1")
    void whatStopsIsWhatTheDefinitionSays(
            @ForAll("facts") List<Fact> facts,
            @ForAll("removed") Set<Integer> removed,
            @ForAll("rules") StopRules rules) {
        Failure failure = Failure.of(
                snapshot(facts), removed.stream().map(node -> "n" + node).toList(), rules);

        Set<Integer> stopped = new TreeSet<>();
        failure.stops().forEach(stop -> stopped.add(number(stop.node().id())));
        assertThat(stopped).isEqualTo(down(facts, removed, rules));
        for (Failure.Stop stop : failure.stops()) {
            Failure.Because because = failure.because(stop.node().id());
            assertThat(because.causes().isEmpty()).isEqualTo(stop.wave() == 0);
            Failure.Proof proof = failure.proof(stop.node().id(), 100);
            assertThat(proof.complete()).isTrue();
            assertThat(proof.steps().get(proof.steps().size() - 1).stop()).isEqualTo(stop);
            assertThat(proof.steps().get(0).stop().wave()).isZero();
        }
    }

    @Property(tries = 4000, seed = "2")
    void singlesAndPairsAreThoseThatTryingAllFinds(
            @ForAll("facts") List<Fact> facts,
            @ForAll @IntRange(min = 0, max = NODES - 1) int target,
            @ForAll("rules") StopRules rules) {
        GraphSnapshot graph = snapshot(facts);
        ChokePoints.Options options = new ChokePoints.Options(rules, false, 1_000_000, 1000);

        ChokePoints.Singles singles = ChokePoints.singles(graph, "n" + target, options);
        ChokePoints.Pairs pairs = ChokePoints.pairs(graph, "n" + target, options);

        List<String> expected = new ArrayList<>();
        Set<Integer> single = new HashSet<>();
        for (int node = 0; node < NODES; node++) {
            if (node != target && down(facts, Set.of(node), rules).contains(target)) {
                expected.add("n" + node);
                single.add(node);
            }
        }
        assertThat(singles.points()).extracting(Object::toString).isEqualTo(expected);
        List<String> expectedPairs = new ArrayList<>();
        for (int one = 0; one < NODES; one++) {
            for (int other = one + 1; other < NODES; other++) {
                boolean minimal = one != target && other != target && !single.contains(one) && !single.contains(other);
                if (minimal && down(facts, Set.of(one, other), rules).contains(target)) {
                    expectedPairs.add("n" + one + "+n" + other);
                }
            }
        }
        assertThat(pairs.pairs()).extracting(Object::toString).isEqualTo(expectedPairs);
        assertThat(singles.basis().complete() && pairs.basis().complete()).isTrue();
        for (ChokePoints.Single point : singles.points()) {
            String at = point.node().id();
            Set<Integer> stopped = down(facts, Set.of(number(at)), rules);
            for (ChokePoints.Step step : point.witness()) {
                assertThat(step.from()).isEqualTo(at);
                at = step.stopped();
                assertThat(stopped).contains(number(at));
                assertThat(step.causes()).isNotEmpty();
            }
            assertThat(at).isEqualTo("n" + target);
        }
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, NODES - 1);
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        node,
                        node,
                        Arbitraries.integers().between(-2 * NODES, NODES - 1),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(5, Essentiality.CRITICAL),
                                net.jqwik.api.Tuple.of(1, Essentiality.UNKNOWN),
                                net.jqwik.api.Tuple.of(1, Essentiality.NOT)))
                .as(Fact::new)
                .filter(fact -> fact.from() != fact.to())
                .list()
                .ofMinSize(6)
                .ofMaxSize(26)
                .map(ChokePointsPropertiesTest::distinct);
    }

    @Provide
    Arbitrary<Set<Integer>> removed() {
        return Arbitraries.integers().between(0, NODES - 1).set().ofMaxSize(3);
    }

    @Provide
    Arbitrary<StopRules> rules() {
        return Arbitraries.of(
                StopRules.DEFAULT,
                StopRules.DEFAULT.withUnknown(),
                new StopRules(Set.of(Essentiality.CRITICAL), StopRules.AreaSuppliers.ALWAYS));
    }

    /** As the catalogue has it: one requirement a pair, one supply a triple. */
    private static List<Fact> distinct(List<Fact> facts) {
        Map<String, Fact> kept = new LinkedHashMap<>();
        facts.forEach(fact -> kept.putIfAbsent(id(fact), fact));
        return List.copyOf(kept.values());
    }

    private static String id(Fact fact) {
        return fact.supply()
                ? fact.from() + ">" + fact.to() + ">" + Math.max(-1, fact.whom())
                : fact.to() + "<" + fact.from();
    }

    private static @Nullable Integer whom(Fact fact) {
        return fact.whom() < 0 ? null : fact.whom();
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    private static GraphSnapshot snapshot(List<Fact> facts) {
        GraphSource source = new GraphSource();
        for (int i = 0; i < NODES; i++) {
            source.put(new GraphNode("n" + i, i == NODES - 1 ? "area" : "material", "n" + i, null, false, List.of()));
        }
        for (Fact fact : facts) {
            Integer whom = whom(fact);
            source.put(
                    fact.supply()
                            ? GraphLink.supply(
                                    id(fact), "n" + fact.from(), "n" + fact.to(), whom == null ? null : "n" + whom)
                            : GraphLink.requirement(id(fact), "n" + fact.to(), "n" + fact.from(), fact.essentiality()));
        }
        return source.snapshot(1);
    }

    /** The greatest fixed point by going round until nothing changes. */
    private static Set<Integer> down(List<Fact> facts, Set<Integer> removed, StopRules rules) {
        Set<Integer> down = new TreeSet<>(removed);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int node = 0; node < NODES; node++) {
                if (!down.contains(node) && !holds(node, facts, down, rules)) {
                    down.add(node);
                    changed = true;
                }
            }
        }
        return down;
    }

    private static boolean holds(int node, List<Fact> facts, Set<Integer> down, StopRules rules) {
        for (Fact need : facts) {
            if (!need.supply() && need.to() == node && rules.stopping().contains(need.essentiality())) {
                Set<Integer> usable = usable(need.from(), node, facts, rules);
                if (down.contains(need.from()) || (!usable.isEmpty() && down.containsAll(usable))) {
                    return false;
                }
            }
        }
        Set<Integer> any = new HashSet<>(usable(node, null, facts, rules));
        facts.stream()
                .filter(fact -> fact.supply() && fact.to() == node && whom(fact) != null)
                .forEach(fact -> any.addAll(usable(node, whom(fact), facts, rules)));
        return any.isEmpty() || !down.containsAll(any);
    }

    /** Who can deliver to that one; null is whoever has no name. */
    private static Set<Integer> usable(int input, @Nullable Integer to, List<Fact> facts, StopRules rules) {
        Set<Integer> usable = new HashSet<>();
        for (Fact fact : facts) {
            if (fact.supply() && fact.to() == input && (whom(fact) == null || Objects.equals(whom(fact), to))) {
                usable.add(fact.from());
            }
        }
        if (rules.areaSuppliers() == StopRules.AreaSuppliers.WHERE_ALONE && usable.size() > 1) {
            usable.remove(NODES - 1);
        }
        return usable;
    }
}
