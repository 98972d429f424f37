package io.strait.benchmark;

import io.strait.supplychain.graph.ChokePoints;
import io.strait.supplychain.graph.Essentiality;
import io.strait.supplychain.graph.GraphBuilder;
import io.strait.supplychain.graph.GraphChange;
import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.StopRules;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What the graph takes in this process: room, time to build and to change, single points of failure. */
final class GraphInside {
    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int CHANGES = 1_000;
    private static final int TARGETS = 20;

    private final int repeat;

    GraphInside(int repeat) {
        this.repeat = repeat;
    }

    List<Finding> measure() {
        List<Finding> findings = new ArrayList<>();
        for (int links : SIZES) {
            boolean full = links == SIZES[SIZES.length - 1];
            PowerLaw graph = PowerLaw.ofLinks(links);
            // What holds the snapshot holds nothing else of the facts: its growth is the whole price
            long before = used();
            GraphSnapshot snapshot = graph.snapshot();
            long bytes = used() - before;
            String of = String.format(Locale.ROOT, " of %,d links", links);
            findings.add(Finding.of("memory of the snapshot" + of, full ? "64 MB" : "", megabytes(bytes))
                    .met(!full || bytes <= 64L << 20));
            Sample build = build(graph);
            findings.add(Finding.of("build" + of, full ? "2 s" : "", build.text() + " ms")
                    .met(!full || build.median() <= 2_000));
            findings.add(
                    Finding.of("a change" + of, "", changes(graph, snapshot).text()));
            if (full) {
                findings.add(singles(graph, snapshot, StopRules.DEFAULT, "critical inputs"));
                findings.add(singles(graph, snapshot, StopRules.DEFAULT.withUnknown(), "unknown taken as critical"));
            }
            Reference.reachabilityFence(snapshot);
        }
        return findings;
    }

    /** Of facts that are there already, in milliseconds. */
    private Sample build(PowerLaw graph) {
        List<GraphNode> nodes = graph.allNodes();
        List<GraphLink> links = new ArrayList<>(graph.links());
        graph.eachLink(links::add);
        double[] builds = new double[repeat];
        for (int i = 0; i < repeat; i++) {
            long start = System.nanoTime();
            GraphBuilder builder = new GraphBuilder(nodes);
            links.forEach(builder::add);
            int arcs = builder.build(1).arcCount();
            builds[i] = (System.nanoTime() - start) / 1e6;
            if (arcs < links.size()) {
                throw new IllegalStateException("arcs: " + arcs);
            }
        }
        return new Sample(builds);
    }

    private static Latencies changes(PowerLaw graph, GraphSnapshot built) {
        Latencies latencies = new Latencies();
        Random random = new Random(PowerLaw.SEED);
        GraphSnapshot snapshot = built;
        for (int i = 0; i < CHANGES; i++) {
            GraphChange change = new GraphChange();
            change.add(GraphLink.requirement(
                    "edit-" + i,
                    graph.name(graph.nodes() - 1 - i % (graph.nodes() / 2)),
                    graph.name(random.nextInt(graph.goods())),
                    Essentiality.CRITICAL));
            long start = System.nanoTime();
            snapshot = snapshot.with(change, i + 2);
            latencies.addSince(start);
        }
        return latencies;
    }

    /** Of nodes from all over the graph, hubs and leaves, the one that takes longest; each as the median of its runs. */
    private Finding singles(PowerLaw graph, GraphSnapshot snapshot, StopRules rules, String which) {
        ChokePoints.Options options = new ChokePoints.Options(rules, false, 1_000_000_000, 1);
        Sample longest = new Sample(new double[] {0});
        String what = "";
        // Once for the compiler, and for the net that all of them share
        ChokePoints.singles(snapshot, graph.name(0), options);
        for (int target = 0; target < TARGETS; target++) {
            String node = graph.name((int) ((long) target * (graph.nodes() - 1) / (TARGETS - 1)));
            double[] took = new double[repeat];
            int found = 0;
            for (int i = 0; i < repeat; i++) {
                long start = System.nanoTime();
                found = ChokePoints.singles(snapshot, node, options).points().size();
                took[i] = (System.nanoTime() - start) / 1e6;
            }
            Sample sample = new Sample(took);
            if (sample.median() > longest.median()) {
                longest = sample;
                what = ", " + node + " with " + found;
            }
        }
        return Finding.of(
                        "single points of failure, " + which + ", slowest of " + TARGETS + " targets",
                        "200 ms",
                        longest.text() + " ms" + what)
                .met(longest.median() <= 200);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
