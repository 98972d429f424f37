package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.BreadthFirstIterator;

/** {@link Reach} against JGraphT's breadth-first search, on graphs with cycles, loops of two and doubled arcs. */
class ReachPropertiesTest {
    private static final int NODES = 12;

    /** An arc to be; {@code also} is the second end of a supply to a named recipient. */
    record Arc(LinkKind kind, int from, int to, int also) {}

    @Property(tries = 500, seed = "20190704")
    void reachesWhatABreadthFirstSearchReachesAtTheSameDistance(
            @ForAll("arcs") List<Arc> arcs,
            @ForAll("kinds") Set<LinkKind> kinds,
            @ForAll Direction direction,
            @ForAll @IntRange(min = 1, max = NODES) int maxDepth,
            @ForAll boolean looksFor) {
        GraphSnapshot graph = snapshot(arcs);

        Reach reach = Reach.of(graph, "n0", direction, maxDepth, kinds, looksFor ? Integer.MAX_VALUE : 0);

        Map<String, Integer> expected = distances(arcs, kinds, direction);
        Map<String, Integer> seen = new HashMap<>();
        reach.steps().forEach(step -> seen.put(step.node().id(), step.distance()));
        Map<String, Integer> within = new HashMap<>(expected);
        within.values().removeIf(distance -> distance > maxDepth);
        assertThat(seen).isEqualTo(within);
        assertThat(reach.steps()).hasSameSizeAs(seen.keySet());
        assertThat(reach.complete()).isEqualTo(within.size() == expected.size());
    }

    @Property(tries = 200, seed = "20190704")
    void everyStepNamesTheLastArcOfAShortestWay(@ForAll("arcs") List<Arc> arcs, @ForAll Direction direction) {
        GraphSnapshot graph = snapshot(arcs);

        Reach reach = Reach.of(graph, "n0", direction, NODES, ReachTest.ALL);

        Map<String, Integer> distances = new HashMap<>(Map.of("n0", 0));
        reach.steps().forEach(step -> distances.put(step.node().id(), step.distance()));
        for (Reach.Step step : reach.steps()) {
            assertThat(distances.get(step.from())).isEqualTo(step.distance() - 1);
            boolean down = direction == Direction.DOWNSTREAM;
            int from = graph.indexOf(down ? step.from() : step.node().id());
            int to = graph.indexOf(down ? step.node().id() : step.from());
            assertThat(hasArc(graph, from, to, step)).isTrue();
        }
        assertThat(reach.steps())
                .isSortedAccordingTo((one, other) -> one.distance() != other.distance()
                        ? one.distance() - other.distance()
                        : one.node().id().compareTo(other.node().id()));
    }

    @Property(tries = 500, seed = "20190704")
    void theFirstStepsAndTheCountAreThoseOfTheWhole(
            @ForAll("arcs") List<Arc> arcs,
            @ForAll("kinds") Set<LinkKind> kinds,
            @ForAll Direction direction,
            @ForAll @IntRange(min = 1, max = NODES + 1) int maxDepth,
            @ForAll @IntRange(min = 0, max = NODES) int wanted) {
        GraphSnapshot graph = snapshot(arcs);

        // The first search of a snapshot is one without a hub; each takes the room that the one before has left
        for (int i = 0; i < NODES; i++) {
            String start = name(i);
            try (Reach whole = Reach.of(graph, start, direction, maxDepth, kinds);
                    Reach first = Reach.first(graph, start, direction, maxDepth, kinds, wanted)) {
                int shown = Math.min(wanted, whole.steps().size());
                assertThat(first.steps()).hasSizeGreaterThanOrEqualTo(shown);
                assertThat(first.steps().subList(0, shown))
                        .isEqualTo(whole.steps().subList(0, shown));
                assertThat(first.count()).isEqualTo(whole.count());
                assertThat(first.complete()).isEqualTo(whole.complete());
            }
        }
    }

    @Provide
    Arbitrary<List<Arc>> arcs() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, NODES - 1);
        return Combinators.combine(
                        Arbitraries.of(LinkKind.class),
                        node,
                        node,
                        Arbitraries.integers().between(-NODES, NODES - 1))
                .as(Arc::new)
                .filter(arc -> arc.from() != arc.to())
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Set<LinkKind>> kinds() {
        return Arbitraries.of(LinkKind.class).set();
    }

    private static GraphSnapshot snapshot(List<Arc> arcs) {
        GraphSource source = new GraphSource();
        for (int i = 0; i < NODES; i++) {
            int from = i;
            source.put(Graphs.node(
                    name(i),
                    arcs.stream()
                            .filter(arc -> arc.kind() == LinkKind.TYPE && arc.from() == from)
                            .map(arc -> name(arc.to()))
                            .toArray(String[]::new)));
        }
        for (int i = 0; i < arcs.size(); i++) {
            Arc arc = arcs.get(i);
            if (arc.kind() != LinkKind.TYPE) {
                source.put(new GraphLink("l" + i, arc.kind(), name(arc.from()), targets(arc), Essentiality.CRITICAL));
            }
        }
        return source.snapshot(1);
    }

    private static List<String> targets(Arc arc) {
        List<String> targets = new ArrayList<>(List.of(name(arc.to())));
        if (arc.kind() == LinkKind.SUPPLY && arc.also() >= 0 && arc.also() != arc.from()) {
            targets.add(name(arc.also()));
        }
        return targets;
    }

    private static Map<String, Integer> distances(List<Arc> arcs, Set<LinkKind> kinds, Direction direction) {
        Graph<String, DefaultEdge> oracle = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int i = 0; i < NODES; i++) {
            oracle.addVertex(name(i));
        }
        for (Arc arc : arcs) {
            if (kinds.contains(arc.kind())) {
                for (String target : targets(arc)) {
                    if (direction == Direction.DOWNSTREAM) {
                        oracle.addEdge(name(arc.from()), target);
                    } else {
                        oracle.addEdge(target, name(arc.from()));
                    }
                }
            }
        }
        BreadthFirstIterator<String, DefaultEdge> search = new BreadthFirstIterator<>(oracle, "n0");
        Map<String, Integer> distances = new HashMap<>();
        while (search.hasNext()) {
            String node = search.next();
            distances.put(node, search.getDepth(node));
        }
        distances.remove("n0");
        return distances;
    }

    private static boolean hasArc(GraphSnapshot graph, int from, int to, Reach.Step step) {
        Arcs.Block row = graph.arcs(Direction.DOWNSTREAM).of(from);
        for (int arc = row.begin(from); arc < row.end(from); arc++) {
            if (row.target(arc) == to
                    && graph.links().id(row.link(arc)).equals(step.link())
                    && graph.links().kind(row.link(arc)) == step.kind()) {
                return true;
            }
        }
        return false;
    }

    private static String name(int node) {
        return "n" + node;
    }
}
