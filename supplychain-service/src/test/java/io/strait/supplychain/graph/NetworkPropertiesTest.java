package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
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
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.alg.scoring.ClosenessCentrality;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.alg.shortestpath.AllDirectedPaths;
import org.jgrapht.alg.shortestpath.YenKShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;

/** Components, centralities and paths against JGraphT, on graphs with cycles and doubled links. */
class NetworkPropertiesTest {
    private static final int NODES = 8;
    private static final Set<LinkKind> FLOW = Set.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY);

    record Arc(boolean supply, int from, int to) {}

    @Property(tries = 500, seed = "3")
    void componentsAreThoseOfTheOracle(@ForAll("arcs") List<Arc> arcs) {
        Components components = Components.of(snapshot(arcs), FLOW);

        List<Set<String>> expected = new KosarajuStrongConnectivityInspector<>(oracle(arcs)).stronglyConnectedSets();
        assertThat(components.count()).isEqualTo(expected.size());
        Set<Set<String>> cycles = new HashSet<>();
        components.cycles().forEach(cycle -> cycles.add(Set.copyOf(cycle)));
        assertThat(cycles)
                .isEqualTo(new HashSet<>(
                        expected.stream().filter(set -> set.size() > 1).toList()));
        for (Arc arc : arcs) {
            assertThat(components.componentOf(name(arc.from())))
                    .isGreaterThanOrEqualTo(components.componentOf(name(arc.to())));
        }
    }

    @Property(tries = 300, seed = "4")
    void betweennessIsThatOfTheOracleAndAFullSampleIsExact(@ForAll("arcs") List<Arc> arcs) {
        GraphSnapshot graph = snapshot(arcs);

        Scores scores = Centrality.betweenness(graph, FLOW, 1_000_000);
        Scores sampled = Centrality.sampledBetweenness(graph, FLOW, NODES, 5, 1_000_000);

        Map<String, Double> expected = new BetweennessCentrality<>(oracle(arcs)).getScores();
        expected.forEach((node, value) -> {
            assertThat(scores.of(node)).isCloseTo(value, within(1e-9));
            assertThat(sampled.of(node)).isCloseTo(value, within(1e-9));
        });
        assertThat(sampled.exact()).isTrue();
    }

    @Property(tries = 300, seed = "5")
    void closenessIsThatOfTheOracleWhereAllIsReached(@ForAll("arcs") List<Arc> arcs) {
        List<Arc> ring = new ArrayList<>(arcs);
        for (int node = 0; node < NODES; node++) {
            ring.add(new Arc(false, node, (node + 1) % NODES));
        }

        Scores scores = Centrality.closeness(snapshot(ring), Direction.DOWNSTREAM, FLOW, 1_000_000);

        new ClosenessCentrality<>(oracle(ring), false, true)
                .getScores()
                .forEach((node, value) -> assertThat(scores.of(node)).isCloseTo(value, within(1e-12)));
    }

    @Property(tries = 300, seed = "6")
    void pageRankIsThatOfTheOracle(@ForAll("arcs") List<Arc> arcs) {
        Scores scores =
                Centrality.pageRank(snapshot(arcs), Direction.DOWNSTREAM, FLOW, .85, new Convergence(1e-13, 5000));

        new PageRank<>(oracle(arcs), .85, 5000, 1e-13).getScores().forEach((node, value) -> assertThat(scores.of(node))
                .isCloseTo(value, within(1e-9)));
        assertThat(scores.top(NODES).stream().mapToDouble(Scores.Score::value).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Property(tries = 500, seed = "7")
    void theShortestPathsAreAsLongAsThoseOfTheOracle(
            @ForAll("arcs") List<Arc> arcs, @ForAll @IntRange(min = 1, max = 12) int most) {
        Paths paths = Paths.shortest(snapshot(arcs), "n0", "n1", new Paths.Bounds(FLOW, most, NODES, 1_000_000));

        List<Integer> expected = oracle(arcs).containsVertex("n1")
                ? new YenKShortestPath<>(oracle(arcs))
                        .getPaths("n0", "n1", most).stream()
                                .map(path -> path.getLength())
                                .toList()
                : List.of();
        assertThat(paths.paths()).extracting(Paths.Path::length).isEqualTo(expected);
        checkSimple(paths, arcs);
    }

    @Property(tries = 500, seed = "8")
    void allPathsAreThoseOfTheOracle(
            @ForAll("arcs") List<Arc> arcs, @ForAll @IntRange(min = 1, max = NODES) int length) {
        Paths.Bounds bounds = new Paths.Bounds(FLOW, 100_000, length, 10_000_000);
        Paths all = Paths.all(snapshot(arcs), "n0", "n1", bounds);

        int expected = new AllDirectedPaths<>(oracle(arcs))
                .getAllPaths("n0", "n1", true, length)
                .size();
        assertThat(all.complete()).isTrue();
        assertThat(all.paths()).hasSize(expected);
        checkSimple(all, arcs);
        Paths shortest = Paths.shortest(snapshot(arcs), "n0", "n1", bounds);
        assertThat(shortest.complete()).isTrue();
        assertThat(shortest.paths()).containsExactlyInAnyOrderElementsOf(all.paths());
    }

    private static void checkSimple(Paths paths, List<Arc> arcs) {
        Set<List<String>> seen = new HashSet<>();
        for (Paths.Path path : paths.paths()) {
            List<String> nodes = new ArrayList<>(List.of("n0"));
            for (Paths.Step step : path.steps()) {
                assertThat(step.from()).isEqualTo(nodes.get(nodes.size() - 1));
                nodes.add(step.to());
                assertThat(step.evidence()).isNotEmpty().allSatisfy(link -> {
                    Arc arc = arcs.get(Integer.parseInt(link.id().substring(1)));
                    assertThat(name(arc.from()) + name(arc.to())).isEqualTo(step.from() + step.to());
                });
            }
            assertThat(nodes).doesNotHaveDuplicates().endsWith("n1");
            assertThat(seen.add(nodes)).isTrue();
        }
    }

    @Provide
    Arbitrary<List<Arc>> arcs() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, NODES - 1);
        return Combinators.combine(Arbitraries.of(true, false), node, node)
                .as(Arc::new)
                .filter(arc -> arc.from() != arc.to())
                .list()
                .ofMaxSize(24);
    }

    private static GraphSnapshot snapshot(List<Arc> arcs) {
        GraphSource source = new GraphSource();
        for (int node = 0; node < NODES; node++) {
            source.put(Graphs.node(name(node)));
        }
        for (int i = 0; i < arcs.size(); i++) {
            Arc arc = arcs.get(i);
            source.put(
                    arc.supply()
                            ? GraphLink.supply("l" + i, name(arc.from()), name(arc.to()), null)
                            : GraphLink.requirement("l" + i, name(arc.to()), name(arc.from()), Essentiality.CRITICAL));
        }
        return source.snapshot(1);
    }

    private static Graph<String, DefaultEdge> oracle(List<Arc> arcs) {
        Graph<String, DefaultEdge> oracle = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int node = 0; node < NODES; node++) {
            oracle.addVertex(name(node));
        }
        arcs.forEach(arc -> oracle.addEdge(name(arc.from()), name(arc.to())));
        return oracle;
    }

    private static String name(int node) {
        return "n" + node;
    }
}
