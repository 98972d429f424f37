package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A source kept up with changes is the same as one filled at once: else replicas would come to answer differently. */
class GraphSourcePropertiesTest {
    /** A change: {@code what} says of which kind, {@code remove} whether it goes; the numbers name nodes and links. */
    record Step(LinkKind what, boolean remove, int id, int from, int to) {}

    @Property(tries = 500)
    void keptUpWithChangesItIsAsIfBuiltFromScratch(@ForAll("steps") List<Step> steps, @ForAll Random order) {
        GraphSource kept = new GraphSource();
        Map<String, GraphNode> nodes = new TreeMap<>();
        Map<String, GraphLink> links = new TreeMap<>();
        for (Step step : steps) {
            apply(step, kept, nodes, links);
            kept.snapshot(0);
        }
        List<Runnable> fill = new ArrayList<>();
        GraphSource fresh = new GraphSource();
        nodes.values().forEach(node -> fill.add(() -> fresh.put(node)));
        links.values().forEach(link -> fill.add(() -> fresh.put(link)));
        Collections.shuffle(fill, order);
        fill.forEach(Runnable::run);

        GraphSnapshot incremental = kept.snapshot(steps.size());
        GraphSnapshot scratch = fresh.snapshot(steps.size());

        assertThat(describe(incremental)).isEqualTo(describe(scratch));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, 5);
        return Combinators.combine(
                        Arbitraries.of(LinkKind.class),
                        Arbitraries.of(true, false, false),
                        Arbitraries.integers().between(0, 5),
                        node,
                        node)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static void apply(Step step, GraphSource kept, Map<String, GraphNode> nodes, Map<String, GraphLink> links) {
        if (step.what() == LinkKind.TYPE) {
            GraphNode node = Graphs.node("n" + step.id(), "n" + step.to());
            if (step.remove()) {
                kept.removeNode(node.id());
                nodes.remove(node.id());
            } else {
                kept.put(node);
                nodes.put(node.id(), node);
            }
            return;
        }
        GraphLink link = new GraphLink(
                "l" + step.id(), step.what(), "n" + step.from(), List.of("n" + step.to()), Essentiality.UNKNOWN);
        if (step.remove()) {
            kept.removeLink(link.kind(), link.id());
            links.remove(link.kind() + link.id());
        } else {
            kept.put(link);
            links.put(link.kind() + link.id(), link);
        }
    }

    private static List<Object> describe(GraphSnapshot snapshot) {
        List<Object> all = new ArrayList<>();
        all.add(snapshot.revision());
        all.add(snapshot.requirementCount());
        all.add(snapshot.supplyCount());
        for (int i = 0; i < snapshot.nodeCount(); i++) {
            all.add(snapshot.nodeAt(i));
            all.add(snapshot.indexOf(snapshot.nodeAt(i).id()));
        }
        for (Direction direction : Direction.values()) {
            GraphSnapshot.Arcs arcs = snapshot.arcs(direction);
            for (int i = 0; i < arcs.targets().length; i++) {
                int link = arcs.links()[i];
                all.add(List.of(
                        arcs.targets()[i],
                        snapshot.links().kind(link),
                        snapshot.links().id(link)));
            }
            for (int offset : arcs.offsets()) {
                all.add(offset);
            }
        }
        return all;
    }
}
