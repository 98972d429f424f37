package io.strait.supplychain.graph;

import static io.strait.supplychain.graph.Graphs.needs;
import static io.strait.supplychain.graph.Graphs.source;
import static io.strait.supplychain.graph.Graphs.supplies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waves, tiers, centralities and paths in small graphs worked by hand. */
class NetworkTest {
    private static final Set<LinkKind> FLOW = Set.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY);

    @Test
    void whatStopsComesInWaves() {
        Failure failure =
                Failure.of(ChokePointsTest.phone().snapshot(1), List.of("Stella", "fluorspar"), StopRules.DEFAULT);

        assertThat(failure.stops())
                .extracting(stop -> stop.node().id(), Failure.Stop::wave)
                .containsExactly(
                        tuple("Stella", 0),
                        tuple("fluorspar", 0),
                        tuple("Morita", 1),
                        tuple("HF", 2),
                        tuple("fab", 3),
                        tuple("phone", 4));
        assertThat(failure.because("fab").causes())
                .containsExactly(new Cause("HF", LinkKind.REQUIREMENT, "fab_needs_HF"));
        assertThat(failure.proof("phone", 2).complete()).isFalse();
        assertThat(failure.proof("phone", 2).steps())
                .extracting(because -> because.stop().node().id())
                .containsExactly("fab", "phone");
    }

    @Test
    void whatHasAnotherSupplierGoesOn() {
        Failure failure = Failure.of(ChokePointsTest.phone().snapshot(1), List.of("Stella"), StopRules.DEFAULT);

        assertThat(failure.stops()).hasSize(1);
        assertThat(failure.stops("HF")).isFalse();
        assertThatThrownBy(() -> failure.because("HF")).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void nodesOfOneCycleAreEquallyFarFromTheProduct() {
        GraphSnapshot graph = source(
                        needs("phone", "chip"),
                        supplies("fab", "chip"),
                        needs("fab", "tool"),
                        needs("tool", "chip"),
                        needs("tool", "steel"))
                .snapshot(1);

        Components components = Components.of(graph, FLOW);

        assertThat(components.cycles()).containsExactly(List.of("chip", "fab", "tool"));
        assertThat(components.tiers("phone"))
                .extracting(tier -> tier.node().id(), Components.Tier::tier)
                .containsExactly(
                        tuple("phone", 0), tuple("chip", 1), tuple("fab", 1), tuple("tool", 1), tuple("steel", 2));
    }

    @Test
    void centralitiesOfAChain() {
        GraphSnapshot graph =
                source(needs("b", "a"), needs("c", "b"), supplies("a", "b")).snapshot(1);

        assertThat(Centrality.degree(graph, Direction.DOWNSTREAM, FLOW).of("a")).isEqualTo(1);
        assertThat(Centrality.betweenness(graph, FLOW, 1000).of("b")).isEqualTo(1);
        Scores closeness = Centrality.closeness(graph, Direction.DOWNSTREAM, FLOW, 1000);
        assertThat(closeness.of("a")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(closeness.of("b")).isEqualTo(.5);
        assertThat(closeness.of("c")).isZero();
        assertThat(closeness.top(2)).extracting(score -> score.node().id()).containsExactly("a", "b");
    }

    @Test
    void whatIsTooMuchToSearchIsRefusedWithItsSize() {
        GraphSnapshot graph = source(needs("b", "a"), needs("c", "b")).snapshot(1);

        assertThatThrownBy(() -> Centrality.betweenness(graph, FLOW, 14))
                .hasMessage("betweenness: 15 steps (expected: at most 14)");
        assertThatThrownBy(() -> Centrality.closeness(graph, Direction.UPSTREAM, FLOW, 14))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Centrality.sampledBetweenness(graph, FLOW, 2, 1, 14).exact()).isFalse();
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        GraphLink[] links = new GraphLink[50_000];
        for (int i = 0; i < links.length; i++) {
            links[i] = needs("n" + (i + 1), "n" + i);
        }
        GraphSnapshot graph = source(links).snapshot(1);
        String end = "n" + links.length;

        assertThat(Components.of(graph, FLOW).count()).isEqualTo(links.length + 1);
        assertThat(ChokePoints.singles(graph, end, ChokePoints.Options.DEFAULT).points())
                .hasSize(links.length);
        assertThat(Failure.of(graph, List.of("n0"), StopRules.DEFAULT).stops()).hasSize(links.length + 1);
        Paths.Bounds bounds = new Paths.Bounds(FLOW, 3, Integer.MAX_VALUE, 1_000_000);
        assertThat(Paths.all(graph, "n0", end, bounds).paths()).hasSize(1);
        assertThat(Paths.shortest(graph, "n0", end, bounds).paths()).hasSize(1);
    }

    @Test
    void everyLinkOfAStepIsEvidence() {
        GraphSnapshot graph = source(supplies("jsr", "resist", "fab"), needs("fab", "resist"), needs("fab", "jsr"))
                .snapshot(1);

        Paths paths = Paths.shortest(graph, "jsr", "fab", new Paths.Bounds(FLOW, 9, 9, 1000));

        assertThat(paths.complete()).isTrue();
        assertThat(paths.paths()).extracting(Paths.Path::length).containsExactly(1, 2);
        assertThat(paths.paths().get(0).steps().get(0).evidence())
                .extracting(Paths.Link::id)
                .containsExactly("fab_needs_jsr", "jsr_supplies_resist_to_fab");
    }

    @Test
    void boundsOfPathsCutAndSaySo() {
        GraphLink[] links = new GraphLink[40 * 39];
        for (int i = 0, at = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                if (i != j) {
                    links[at++] = needs("n" + i, "n" + j);
                }
            }
        }
        GraphSnapshot graph = source(links).snapshot(1);

        Paths few = Paths.all(graph, "n0", "n1", new Paths.Bounds(FLOW, 10, 40, 1_000_000));
        Paths stopped = Paths.all(graph, "n0", "n1", new Paths.Bounds(FLOW, 1_000_000, 40, 10_000));
        Paths shortest = Paths.shortest(graph, "n0", "n1", new Paths.Bounds(FLOW, 100, 40, 1_000_000));

        assertThat(few.paths()).hasSize(10);
        assertThat(few.complete()).isFalse();
        assertThat(stopped.complete()).isFalse();
        assertThat(shortest.paths()).hasSize(100);
        assertThat(shortest.complete()).isFalse();
        assertThat(Paths.all(graph, "n0", "n1", new Paths.Bounds(FLOW, 100, 2, 100_000))
                        .complete())
                .isTrue();
    }

    @Test
    void aNodeHasNoPathToItself() {
        GraphSnapshot graph = source(needs("b", "a"), needs("a", "b")).snapshot(1);
        Paths.Bounds bounds = new Paths.Bounds(FLOW, 9, 9, 1000);

        assertThat(Paths.shortest(graph, "a", "a", bounds).paths()).isEmpty();
        assertThat(Paths.all(graph, "a", "a", bounds).paths()).isEmpty();
        assertThatThrownBy(() -> Paths.all(graph, "a", "x", bounds)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Paths.Bounds(FLOW, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
