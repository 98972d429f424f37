package io.strait.supplychain.graph;

import static io.strait.supplychain.graph.Graphs.needs;
import static io.strait.supplychain.graph.Graphs.node;
import static io.strait.supplychain.graph.Graphs.source;
import static io.strait.supplychain.graph.Graphs.supplies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphSnapshotTest {
    @Test
    void anEmptySourceMakesAnEmptySnapshot() {
        GraphSnapshot snapshot = new GraphSource().snapshot(0);

        assertThat(snapshot.revision()).isZero();
        assertThat(snapshot.nodeCount()).isZero();
        assertThat(snapshot.arcCount()).isZero();
        assertThat(snapshot.node("fab")).isEmpty();
    }

    @Test
    void aSupplyToANamedRecipientIsOneLinkAndTwoArcs() {
        GraphSnapshot snapshot =
                source(needs("fab", "resist"), supplies("jsr", "resist", "fab")).snapshot(7);

        assertThat(snapshot.revision()).isEqualTo(7);
        assertThat(snapshot.nodeCount()).isEqualTo(3);
        assertThat(snapshot.requirementCount()).isEqualTo(1);
        assertThat(snapshot.supplyCount()).isEqualTo(1);
        assertThat(snapshot.arcCount()).isEqualTo(3);
    }

    @Test
    void nestingIsAnArcFromTheTypeToTheWiderOne() {
        GraphSource source = new GraphSource();
        source.put(node("tool"));
        source.put(node("euv-tool", "tool"));

        GraphSnapshot snapshot = source.snapshot(1);

        int from = snapshot.indexOf("euv-tool");
        assertThat(snapshot.arcs(Direction.DOWNSTREAM).degree(from)).isEqualTo(1);
        Arcs.Block row = snapshot.arcs(Direction.DOWNSTREAM).of(from);
        int arc = row.begin(from);
        assertThat(snapshot.nodeAt(row.target(arc)).id()).isEqualTo("tool");
        assertThat(snapshot.links().kind(row.link(arc))).isEqualTo(LinkKind.TYPE);
        assertThat(snapshot.links().id(row.link(arc))).isEqualTo("euv-tool");
    }

    @Test
    void aLinkWhoseEndIsMissingIsLeftOutAndWhatCameOfItIsNotChangedButBuiltAnew() {
        GraphSource source = source(needs("fab", "resist"), supplies("jsr", "resist", "fab"));
        source.removeNode("fab");

        GraphSnapshot snapshot = source.snapshot(2);

        assertThat(snapshot.nodeCount()).isEqualTo(2);
        assertThat(snapshot.requirementCount() + snapshot.supplyCount()).isZero();
        assertThat(snapshot.arcCount()).isZero();
        assertThatThrownBy(() -> snapshot.with(new GraphChange(), 3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void laterChangesOfTheSourceLeaveASnapshotAlone() {
        GraphSource source = source(needs("fab", "resist"));
        GraphSnapshot before = source.snapshot(1);

        source.removeLink(LinkKind.REQUIREMENT, "fab_needs_resist");
        source.put(node("wafer"));

        assertThat(before.nodeCount()).isEqualTo(2);
        assertThat(before.arcCount()).isEqualTo(1);
        assertThat(source.snapshot(2).arcCount()).isZero();
    }

    @Test
    void aLinkPutAgainReplacesTheOneBefore() {
        GraphSource source = source(needs("fab", "resist"));
        source.put(node("line"));

        source.put(GraphLink.requirement("fab_needs_resist", "line", "resist", Essentiality.CRITICAL));

        GraphSnapshot snapshot = source.snapshot(2);
        assertThat(snapshot.requirementCount()).isEqualTo(1);
        assertThat(Reach.of(snapshot, "resist", Direction.DOWNSTREAM, 9, ReachTest.ALL)
                        .steps())
                .extracting(step -> step.node().id())
                .containsExactly("line");
    }

    @Test
    void nestingCannotBePutAsALink() {
        GraphLink nesting = new GraphLink("x", LinkKind.TYPE, "a", List.of("b"), Essentiality.UNKNOWN);

        assertThatThrownBy(() -> new GraphSource().put(nesting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownNodeHasNoIndex() {
        GraphSnapshot snapshot = source(needs("fab", "resist")).snapshot(1);

        assertThatThrownBy(() -> snapshot.indexOf("wafer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wafer");
    }

    @Test
    void idsAreAsTheyWereGivenWhetherTheyFollowFromTheEndsOrNot() {
        GraphSource source = source(
                needs("fab", "resist"),
                GraphLink.requirement("r-1", "fab", "wafer", Essentiality.IMPORTANT),
                GraphLink.requirement("r-2", "fab", "gas", Essentiality.NOT),
                supplies("jsr", "resist"),
                supplies("jsr", "resist", "fab"),
                GraphLink.supply("납품", "sumco", "wafer", "fab"));

        LinkTable links = source.snapshot(1).links();

        assertThat(IntStream.range(0, links.size()).mapToObj(links::id))
                .containsExactly(
                        "fab_needs_resist", "r-1", "r-2", "jsr_supplies_resist", "jsr_supplies_resist_to_fab", "납품");
        assertThat(IntStream.range(0, 3).mapToObj(links::essentiality))
                .containsExactly(Essentiality.CRITICAL, Essentiality.IMPORTANT, Essentiality.NOT);
    }

    @Test
    void aChangeThatIsNotOfThisGraphIsRefused() {
        GraphSnapshot snapshot = source(needs("fab", "resist")).snapshot(1);

        for (Consumer<GraphChange> wrong : List.<Consumer<GraphChange>>of(
                change -> change.remove(needs("fab", "wafer")),
                change -> change.remove(GraphLink.requirement("other", "fab", "resist", Essentiality.CRITICAL)),
                change -> change.removeNode("wafer"),
                change -> change.removeNode("fab"),
                change -> change.add(needs("fab", "wafer")),
                change -> change.add(node("fab2", "fabs")))) {
            GraphChange change = new GraphChange();
            wrong.accept(change);
            assertThatThrownBy(() -> snapshot.with(change, 2)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(snapshot.nodeCount()).isEqualTo(2);
        assertThat(snapshot.arcCount()).isEqualTo(1);
    }

    @Test
    void aSupplyHasNoThirdEnd() {
        assertThatThrownBy(() -> new GraphLink("x", LinkKind.SUPPLY, "a", List.of("b", "c", "d"), Essentiality.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to: 3 ends (expected: 1 to 2)");
    }
}
