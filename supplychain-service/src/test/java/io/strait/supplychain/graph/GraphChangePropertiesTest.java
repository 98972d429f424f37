package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A snapshot that was kept up with changes answers everything as one that was built from all facts: else replicas would
 * come to answer differently.
 */
class GraphChangePropertiesTest {
    private static final int NODES = 12;
    private static final Set<LinkKind> FLOW = Set.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY);

    /** The numbers name nodes and links; which of them count depends on {@code what}. */
    record Edit(What what, int id, int from, int to, int whom, Essentiality essentiality) {}

    enum What {
        PUT_NODE,
        REMOVE_NODE,
        PUT_REQUIREMENT,
        REMOVE_REQUIREMENT,
        PUT_SUPPLY,
        REMOVE_SUPPLY,
        /** What came so far is one revision. */
        COMMIT,
        /** Somebody asks for something that orders the snapshot. */
        ORDER
    }

    @Property(tries = 1000, seed = "11")
    void keptUpWithChangesItAnswersAsIfBuiltFromScratch(@ForAll("edits") List<Edit> edits) {
        GraphSource facts = new GraphSource();
        GraphSource committed = facts.copy();
        GraphSnapshot kept = facts.snapshot(0);
        long revision = 0;
        for (Edit edit : edits) {
            switch (edit.what()) {
                case COMMIT -> {
                    kept = kept.with(facts.since(committed), ++revision);
                    committed = facts.copy();
                }
                case ORDER -> kept.ordered();
                default -> apply(edit, facts);
            }
        }
        kept = kept.with(facts.since(committed), ++revision);

        GraphSnapshot built = facts.snapshot(revision);
        assertThat(counts(kept)).isEqualTo(counts(built));
        assertThat(structure(kept.ordered())).isEqualTo(structure(built));
        assertSameReach(kept, built);
        assertSameAnswers(kept, built);
    }

    @Property(tries = 300, seed = "12")
    void aChangeLeavesTheSnapshotThatItIsMadeOfAlone(@ForAll("edits") List<Edit> edits) {
        GraphSource facts = new GraphSource();
        GraphSource committed = facts.copy();
        List<GraphSnapshot> snapshots = new ArrayList<>(List.of(facts.snapshot(0)));
        List<Object> before = new ArrayList<>(List.of(picture(snapshots.get(0))));
        for (Edit edit : edits) {
            if (edit.what() == What.COMMIT) {
                GraphSnapshot last = snapshots.get(snapshots.size() - 1);
                // Twice, for two changes of the same snapshot must not meet in what they share
                last.with(new GraphSource().since(committed), snapshots.size());
                GraphSnapshot next = last.with(facts.since(committed), snapshots.size());
                snapshots.add(next);
                before.add(picture(next));
                committed = facts.copy();
            } else if (edit.what() != What.ORDER) {
                apply(edit, facts);
            }
        }

        assertThat(snapshots.stream().map(GraphChangePropertiesTest::picture)).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, NODES - 1);
        return Combinators.combine(
                        Arbitraries.of(
                                What.PUT_NODE,
                                What.PUT_NODE,
                                What.PUT_NODE,
                                What.REMOVE_NODE,
                                What.PUT_REQUIREMENT,
                                What.PUT_REQUIREMENT,
                                What.PUT_SUPPLY,
                                What.PUT_SUPPLY,
                                What.REMOVE_REQUIREMENT,
                                What.REMOVE_SUPPLY,
                                What.COMMIT,
                                What.ORDER),
                        Arbitraries.integers().between(0, 9),
                        node,
                        node,
                        Arbitraries.integers().between(-NODES, NODES - 1),
                        Arbitraries.of(Essentiality.class))
                .as(Edit::new)
                .list()
                .ofMaxSize(120);
    }

    /** As far as the catalogue allows it. */
    private static void apply(Edit edit, GraphSource facts) {
        String from = "n" + edit.from();
        String to = "n" + edit.to();
        switch (edit.what()) {
            case PUT_NODE -> {
                List<String> typeOf = facts.hasNode(to) && !to.equals(from) ? List.of(to) : List.of();
                String kind = edit.id() == 0 ? "area" : "material";
                facts.put(new GraphNode(from, kind, "name " + edit.id(), null, edit.id() == 1, typeOf));
            }
            case REMOVE_NODE -> facts.removeNodeAndLinks(from);
            case REMOVE_REQUIREMENT -> facts.removeLink(LinkKind.REQUIREMENT, id(edit));
            case REMOVE_SUPPLY -> facts.removeLink(LinkKind.SUPPLY, id(edit));
            default -> putLink(edit, from, to, facts);
        }
    }

    private static void putLink(Edit edit, String from, String to, GraphSource facts) {
        String whom = edit.whom() < 0 ? null : "n" + edit.whom();
        if (from.equals(to) || !facts.hasNode(from) || !facts.hasNode(to) || (whom != null && !facts.hasNode(whom))) {
            return;
        }
        facts.put(
                edit.what() == What.PUT_REQUIREMENT
                        ? GraphLink.requirement(id(edit), to, from, edit.essentiality())
                        : GraphLink.supply(id(edit), from, to, whom));
    }

    /** Some ids follow from the ends, others do not. */
    private static String id(Edit edit) {
        return edit.id() < 5 ? "l" + edit.id() : "n" + edit.to() + "_needs_n" + edit.from();
    }

    private static void assertSameReach(GraphSnapshot kept, GraphSnapshot built) {
        for (GraphNode node : nodes(built)) {
            for (Direction direction : Direction.values()) {
                for (int depth : new int[] {1, 2, NODES}) {
                    assertThat(reach(kept, node.id(), direction, depth, ReachTest.ALL))
                            .isEqualTo(reach(built, node.id(), direction, depth, ReachTest.ALL));
                    assertThat(reach(kept, node.id(), direction, depth, FLOW))
                            .isEqualTo(reach(built, node.id(), direction, depth, FLOW));
                }
            }
        }
    }

    private static List<Object> reach(
            GraphSnapshot graph, String start, Direction direction, int depth, Set<LinkKind> through) {
        try (Reach reach = Reach.of(graph, start, direction, depth, through);
                Reach first = Reach.first(graph, start, direction, depth, through, 1)) {
            return List.of(
                    List.copyOf(reach.steps()),
                    reach.complete(),
                    first.count(),
                    first.steps().stream().limit(1).toList());
        }
    }

    private static void assertSameAnswers(GraphSnapshot kept, GraphSnapshot built) {
        ChokePoints.Options options = new ChokePoints.Options(StopRules.DEFAULT.withUnknown(), false, 1_000_000, 1000);
        Paths.Bounds bounds = new Paths.Bounds(FLOW, 5, NODES, 1_000_000);
        List<GraphNode> nodes = nodes(built);
        for (GraphNode node : nodes) {
            String id = node.id();
            assertThat(singles(kept, id, options)).isEqualTo(singles(built, id, options));
            assertThat(ChokePoints.pairs(kept, id, options).pairs().toString())
                    .isEqualTo(ChokePoints.pairs(built, id, options).pairs().toString());
            Failure failure = Failure.of(kept, List.of(id), StopRules.DEFAULT);
            Failure expected = Failure.of(built, List.of(id), StopRules.DEFAULT);
            assertThat(failure.stops()).isEqualTo(expected.stops());
            assertThat(failure.uncountedUnknown()).isEqualTo(expected.uncountedUnknown());
            for (Failure.Stop stop : expected.stops()) {
                assertThat(failure.proof(stop.node().id(), 100))
                        .isEqualTo(expected.proof(stop.node().id(), 100));
            }
            String other = nodes.get(0).id();
            assertThat(Paths.shortest(kept, id, other, bounds)).isEqualTo(Paths.shortest(built, id, other, bounds));
            assertThat(Paths.all(kept, id, other, bounds)).isEqualTo(Paths.all(built, id, other, bounds));
        }
        Components components = Components.of(kept, FLOW);
        Components expected = Components.of(built, FLOW);
        assertThat(components.cycles()).isEqualTo(expected.cycles());
        assertThat(Centrality.betweenness(kept, FLOW, 1_000_000).top(NODES))
                .isEqualTo(Centrality.betweenness(built, FLOW, 1_000_000).top(NODES));
        for (GraphNode node : nodes) {
            assertThat(components.componentOf(node.id())).isEqualTo(expected.componentOf(node.id()));
            assertThat(components.tiers(node.id())).isEqualTo(expected.tiers(node.id()));
        }
    }

    private static List<Object> singles(GraphSnapshot graph, String target, ChokePoints.Options options) {
        ChokePoints.Singles singles = ChokePoints.singles(graph, target, options);
        List<Object> all = new ArrayList<>();
        all.add(singles.basis());
        singles.points().forEach(point -> all.add(List.of(point.node(), point.witness())));
        return all;
    }

    private static List<Object> picture(GraphSnapshot graph) {
        return List.of(counts(graph), structure(graph.ordered()));
    }

    private static List<Object> counts(GraphSnapshot graph) {
        return List.of(
                graph.revision(), graph.nodeCount(), graph.requirementCount(), graph.supplyCount(), graph.arcCount());
    }

    private static List<GraphNode> nodes(GraphSnapshot built) {
        List<GraphNode> nodes = new ArrayList<>();
        for (int i = 0; i < built.nodeCount(); i++) {
            nodes.add(built.nodeAt(i));
        }
        return nodes;
    }

    /** Everything that an ordered snapshot is made of, link numbers aside, which mean nothing. */
    private static List<Object> structure(GraphSnapshot graph) {
        List<Object> all = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            all.add(graph.nodeAt(node));
            all.add(graph.indexOf(graph.nodeAt(node).id()));
            for (Direction direction : Direction.values()) {
                Arcs.Block row = graph.arcs(direction).of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    all.add(List.of(direction, row.target(arc), link(graph.links(), row.link(arc))));
                }
            }
        }
        return all;
    }

    private static List<Object> link(LinkTable links, int link) {
        return switch (links.kind(link)) {
            case TYPE -> List.of(LinkKind.TYPE, links.id(link));
            case REQUIREMENT -> List.of(links.id(link), links.from(link), links.to(link), links.essentiality(link));
            case SUPPLY -> List.of(links.id(link), links.from(link), links.to(link), links.recipient(link));
        };
    }
}
