package io.strait.supplychain.graph;

import static io.strait.supplychain.graph.Graphs.needs;
import static io.strait.supplychain.graph.Graphs.node;
import static io.strait.supplychain.graph.Graphs.source;
import static io.strait.supplychain.graph.Graphs.supplies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    static final Set<LinkKind> ALL = EnumSet.allOf(LinkKind.class);
    private static final Set<LinkKind> FLOW = EnumSet.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY);

    @Test
    void downstreamGoesFromTheSupplierOverTheInputToWhatNeedsIt() {
        GraphSnapshot graph = source(
                        supplies("jsr", "resist"),
                        needs("fab", "resist"),
                        needs("phone", "chip"),
                        supplies("fab", "chip"))
                .snapshot(1);

        Reach reach = Reach.of(graph, "jsr", Direction.DOWNSTREAM, 9, FLOW);

        assertThat(reach.complete()).isTrue();
        assertThat(reach.steps())
                .extracting(step -> step.node().id(), Reach.Step::distance, Reach.Step::kind, Reach.Step::from)
                .containsExactly(
                        tuple("resist", 1, LinkKind.SUPPLY, "jsr"),
                        tuple("fab", 2, LinkKind.REQUIREMENT, "resist"),
                        tuple("chip", 3, LinkKind.SUPPLY, "fab"),
                        tuple("phone", 4, LinkKind.REQUIREMENT, "chip"));
    }

    @Test
    void upstreamIsTheSameWayBack() {
        GraphSnapshot graph =
                source(supplies("jsr", "resist"), needs("fab", "resist")).snapshot(1);

        Reach reach = Reach.of(graph, "fab", Direction.UPSTREAM, 9, FLOW);

        assertThat(reach.steps())
                .extracting(step -> step.node().id(), Reach.Step::distance, Reach.Step::link)
                .containsExactly(tuple("resist", 1, "fab_needs_resist"), tuple("jsr", 2, "jsr_supplies_resist"));
    }

    @Test
    void eachNodeComesOnceAtItsSmallestDistance() {
        GraphSnapshot graph = source(needs("b", "a"), needs("c", "b"), needs("d", "c"), needs("d", "a"))
                .snapshot(1);

        Reach reach = Reach.of(graph, "a", Direction.DOWNSTREAM, 9, FLOW);

        assertThat(reach.steps())
                .extracting(step -> step.node().id(), Reach.Step::distance)
                .containsExactly(tuple("b", 1), tuple("d", 1), tuple("c", 2));
    }

    @Test
    void aCycleEndsAndTheStartIsNoPartOfTheAnswer() {
        GraphSnapshot graph =
                source(needs("b", "a"), needs("c", "b"), needs("a", "c")).snapshot(1);

        Reach reach = Reach.of(graph, "a", Direction.DOWNSTREAM, 100, FLOW);

        assertThat(reach.complete()).isTrue();
        assertThat(reach.steps()).extracting(step -> step.node().id()).containsExactly("b", "c");
    }

    @Test
    void aDepthBoundThatLeavesNodesUnseenSaysSo() {
        GraphSnapshot graph =
                source(needs("b", "a"), needs("c", "b"), needs("d", "c")).snapshot(1);

        Reach two = Reach.of(graph, "a", Direction.DOWNSTREAM, 2, FLOW);
        Reach three = Reach.of(graph, "a", Direction.DOWNSTREAM, 3, FLOW);

        assertThat(two.steps()).hasSize(2);
        assertThat(two.complete()).isFalse();
        assertThat(three.steps()).hasSize(3);
        assertThat(three.complete()).isTrue();
    }

    @Test
    void nestingIsFollowedOnlyWhereItIsAskedFor() {
        GraphSource source = source(needs("fab", "tool"));
        source.put(node("euv-tool", "tool"));
        GraphSnapshot graph = source.snapshot(1);

        assertThat(Reach.of(graph, "euv-tool", Direction.DOWNSTREAM, 9, FLOW).steps())
                .isEmpty();
        assertThat(Reach.of(graph, "euv-tool", Direction.DOWNSTREAM, 9, ALL).steps())
                .extracting(step -> step.node().id())
                .containsExactly("tool", "fab");
    }

    @Test
    void anUnknownStartIsRefused() {
        GraphSnapshot graph = source(needs("b", "a")).snapshot(1);

        assertThatThrownBy(() -> Reach.of(graph, "x", Direction.UPSTREAM, 1, ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
