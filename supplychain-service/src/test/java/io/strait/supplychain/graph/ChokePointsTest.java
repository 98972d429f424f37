package io.strait.supplychain.graph;

import static io.strait.supplychain.graph.Graphs.needs;
import static io.strait.supplychain.graph.Graphs.source;
import static io.strait.supplychain.graph.Graphs.supplies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example: what a phone hangs on. */
class ChokePointsTest {
    private static final ChokePoints.Options OPTIONS = ChokePoints.Options.DEFAULT;

    static GraphSource phone() {
        return source(
                needs("Stella", "fluorspar"),
                needs("Morita", "fluorspar"),
                supplies("Stella", "HF"),
                supplies("Morita", "HF"),
                needs("TOK", "resin"),
                needs("JSR", "resin"),
                supplies("TOK", "resist"),
                supplies("JSR", "resist"),
                needs("ASML", "EUV source"),
                supplies("ASML", "EUV"),
                needs("fab", "HF"),
                needs("fab", "resist"),
                needs("fab", "EUV"),
                needs("phone", "fab"));
    }

    @Test
    void theSinglesOfThePhoneAreThoseOfTheWorkedExample() {
        ChokePoints.Singles singles = ChokePoints.singles(phone().snapshot(3), "phone", OPTIONS);

        assertThat(singles.points())
                .extracting(Object::toString)
                .containsExactly("ASML", "EUV", "EUV source", "HF", "fab", "fluorspar", "resin", "resist");
        assertThat(singles.basis().complete()).isTrue();
        assertThat(singles.basis().revision()).isEqualTo(3);
    }

    @Test
    void thePairsOfThePhoneAreThoseOfTheWorkedExample() {
        ChokePoints.Pairs pairs = ChokePoints.pairs(phone().snapshot(1), "phone", OPTIONS);

        assertThat(pairs.pairs()).extracting(Object::toString).containsExactly("JSR+TOK", "Morita+Stella");
        assertThat(pairs.basis().complete()).isTrue();
        assertThat(pairs.pairs().get(1).witness(10).steps())
                .extracting(because -> because.stop().node().id())
                .containsExactly("Morita", "Stella", "HF", "fab", "phone");
    }

    @Test
    void aWitnessLeadsFromTheNodeToTheTargetAndNamesEveryLink() {
        ChokePoints.Single fluorspar = single(ChokePoints.singles(phone().snapshot(1), "phone", OPTIONS), "fluorspar");

        List<ChokePoints.Step> witness = fluorspar.witness();

        assertThat(witness).hasSize(4);
        assertThat(witness.get(0).from()).isEqualTo("fluorspar");
        assertThat(witness.get(0).stopped()).isIn("Stella", "Morita");
        assertThat(witness.get(1).causes())
                .extracting(Cause::from, Cause::kind, Cause::link)
                .containsExactlyInAnyOrder(
                        tuple("Stella", LinkKind.SUPPLY, "Stella_supplies_HF"),
                        tuple("Morita", LinkKind.SUPPLY, "Morita_supplies_HF"));
        assertThat(witness.get(2).causes()).containsExactly(new Cause("HF", LinkKind.REQUIREMENT, "fab_needs_HF"));
        assertThat(witness.get(3).stopped()).isEqualTo("phone");
    }

    /** No node but the phone's own fab lies on every way to the phone, and yet each of eight stops it. */
    @Test
    void dominatorsAloneAreWrong() {
        GraphSnapshot graph = phone().snapshot(1);

        for (String node : List.of("HF", "resist", "EUV", "fluorspar", "resin", "ASML", "EUV source")) {
            // There is a way to the phone around it, so it dominates nothing for a source of goods elsewhere
            assertThat(Failure.of(graph, List.of(node), StopRules.DEFAULT).stops("phone"))
                    .isTrue();
            assertThat(waysFromSources(graph, node)).isPositive();
        }
    }

    /** How many sources reach the phone once the node is gone. */
    private static long waysFromSources(GraphSnapshot graph, String without) {
        GraphSource rest = phone();
        rest.removeNode(without);
        return Reach.of(rest.snapshot(1), "phone", Direction.UPSTREAM, 99, EnumSet.allOf(LinkKind.class))
                .steps()
                .stream()
                .filter(step -> List.of("fluorspar", "resin", "EUV source")
                        .contains(step.node().id()))
                .count();
    }

    @Test
    void aSupplyToAnotherIsNoHelp() {
        GraphSnapshot graph = source(
                        needs("fab", "HF"),
                        needs("line", "HF"),
                        supplies("Stella", "HF", "fab"),
                        supplies("Morita", "HF", "line"))
                .snapshot(1);

        ChokePoints.Singles singles = ChokePoints.singles(graph, "fab", OPTIONS);

        assertThat(singles.points()).extracting(Object::toString).containsExactly("HF", "Stella");
        assertThat(single(singles, "Stella").witness()).singleElement().satisfies(step -> assertThat(step.causes())
                .containsExactly(
                        new Cause("HF", LinkKind.REQUIREMENT, "fab_needs_HF"),
                        new Cause("Stella", LinkKind.SUPPLY, "Stella_supplies_HF_to_fab")));
        assertThat(ChokePoints.pairs(graph, "fab", OPTIONS).pairs()).isEmpty();
    }

    @Test
    void anInputThatOnlyOthersAreServedIsUpWhileItIsMade() {
        GraphSnapshot graph = source(needs("fab", "HF"), needs("line", "HF"), supplies("Morita", "HF", "line"))
                .snapshot(1);

        assertThat(ChokePoints.singles(graph, "fab", OPTIONS).points())
                .extracting(Object::toString)
                .containsExactly("HF", "Morita");
    }

    @Test
    void whatNobodyCalledCriticalCountsOnlyWhereAsked() {
        GraphSnapshot graph = source(
                        needs("fab", "HF", Essentiality.UNKNOWN),
                        needs("fab", "resist", Essentiality.CRITICAL),
                        needs("fab", "gas", Essentiality.NOT))
                .snapshot(1);

        ChokePoints.Singles said = ChokePoints.singles(graph, "fab", OPTIONS);
        ChokePoints.Singles also = ChokePoints.singles(
                graph, "fab", new ChokePoints.Options(StopRules.DEFAULT.withUnknown(), false, 1000, 10));

        assertThat(said.points()).extracting(Object::toString).containsExactly("resist");
        assertThat(said.basis().uncountedUnknown()).isEqualTo(1);
        assertThat(also.points()).extracting(Object::toString).containsExactly("HF", "resist");
        assertThat(also.basis().uncountedUnknown()).isZero();
    }

    @Test
    void anAreaBesideItsOrganisationsIsNoFurtherSupplier() {
        GraphSource source = source(needs("fab", "EUV"), supplies("ASML", "EUV"), supplies("netherlands", "EUV"));
        source.put(new GraphNode("netherlands", "area", "Netherlands", "NLD", false, List.of()));
        GraphSnapshot graph = source.snapshot(1);

        StopRules always = new StopRules(EnumSet.of(Essentiality.CRITICAL), StopRules.AreaSuppliers.ALWAYS);

        assertThat(ChokePoints.singles(graph, "fab", OPTIONS).points())
                .extracting(Object::toString)
                .containsExactly("ASML", "EUV");
        assertThat(ChokePoints.singles(graph, "fab", new ChokePoints.Options(always, false, 1000, 10))
                        .points())
                .extracting(Object::toString)
                .containsExactly("EUV");
    }

    @Test
    void aCollectiveIsNoPointUnlessAsked() {
        GraphSource source = source(needs("fab", "HF"), supplies("various", "HF"));
        source.put(new GraphNode("various", "organisation", "Various", null, true, List.of()));
        GraphSnapshot graph = source.snapshot(1);

        assertThat(ChokePoints.singles(graph, "fab", OPTIONS).points())
                .extracting(Object::toString)
                .containsExactly("HF");
        assertThat(ChokePoints.singles(graph, "fab", new ChokePoints.Options(StopRules.DEFAULT, true, 1000, 10))
                        .points())
                .extracting(Object::toString)
                .containsExactly("HF", "various");
    }

    @Test
    void aCycleKeepsItselfUpUntilSomethingInItIsTakenOut() {
        GraphSnapshot graph = source(
                        needs("tool maker", "chip"),
                        supplies("tool maker", "tool"),
                        needs("fab", "tool"),
                        supplies("fab", "chip"))
                .snapshot(1);

        assertThat(ChokePoints.singles(graph, "chip", OPTIONS).points())
                .extracting(Object::toString)
                .containsExactly("fab", "tool", "tool maker");
        assertThat(Failure.of(graph, List.of(), StopRules.DEFAULT).stops()).isEmpty();
    }

    @Test
    void aBoundThatCutsSaysSo() {
        GraphSnapshot graph = phone().snapshot(1);
        ChokePoints.Options few = new ChokePoints.Options(StopRules.DEFAULT, false, 1, 10);
        ChokePoints.Options one = new ChokePoints.Options(StopRules.DEFAULT, false, 100_000, 1);

        assertThat(ChokePoints.singles(graph, "phone", few).basis().complete()).isFalse();
        assertThat(ChokePoints.pairs(graph, "phone", few).basis().complete()).isFalse();
        assertThat(ChokePoints.pairs(graph, "phone", one).pairs()).hasSize(1);
        assertThat(ChokePoints.pairs(graph, "phone", one).basis().complete()).isFalse();
        assertThatThrownBy(() -> new ChokePoints.Options(StopRules.DEFAULT, false, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownTargetIsRefused() {
        assertThatThrownBy(() -> ChokePoints.singles(phone().snapshot(1), "car", OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("car");
    }

    private static ChokePoints.Single single(ChokePoints.Singles singles, String id) {
        return singles.points().stream()
                .filter(point -> point.node().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
