package io.strait.supplychain.graph;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Prints how long things take on a large graph. A program to run by hand; nothing here holds a test. */
final class GraphSpeed {
    private GraphSpeed() {}

    public static void main(String[] args) {
        int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int links = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        GraphSource source = PowerLaw.source(nodes, links, 20190704);
        long before = used();
        GraphSnapshot graph = source.snapshot(1);
        System.out.printf("snapshot: bytes=%d%n", used() - before);
        GraphSnapshot measured = graph;
        time("snapshot", () -> source.snapshot(1).arcCount());
        time("net", () -> StopNet.of(measured, StopRules.DEFAULT).vertexCount());
        for (StopRules rules : List.of(StopRules.DEFAULT, StopRules.DEFAULT.withUnknown())) {
            ChokePoints.Options options = new ChokePoints.Options(rules, false, 200_000_000, 1000);
            for (int target : new int[] {0, nodes * 3 / 10, nodes / 2, nodes - 1}) {
                String id = PowerLaw.name(target);
                time("singles of " + id, () -> describe(ChokePoints.singles(measured, id, options)));
                time(
                        "failure of " + id,
                        () -> Failure.of(measured, List.of(id), rules).stops().size());
            }
        }
        String target = PowerLaw.name(nodes - 1);
        time("pairs", () -> {
            ChokePoints.Pairs pairs = ChokePoints.pairs(measured, target, ChokePoints.Options.DEFAULT);
            return pairs.pairs().size() + " " + pairs.basis().complete() + " "
                    + pairs.basis().steps();
        });
        Set<LinkKind> flow = Set.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY);
        time("components", () -> Components.of(measured, flow).count());
        time("page rank", () -> Centrality.pageRank(measured, Direction.UPSTREAM, flow, .85, new Convergence(1e-9, 999))
                .exact());
        time("betweenness of 10", () -> Centrality.sampledBetweenness(measured, flow, 10, 1, Long.MAX_VALUE)
                .exact());
        time("10 shortest", () -> Paths.shortest(
                        measured, PowerLaw.name(nodes / 4), target, new Paths.Bounds(flow, 10, 50, 100_000_000))
                .paths()
                .size());
    }

    private static String describe(ChokePoints.Singles singles) {
        return singles.points().size() + " complete=" + singles.basis().complete() + " steps="
                + singles.basis().steps();
    }

    private static void time(String what, Supplier<Object> work) {
        double best = Double.MAX_VALUE;
        double first = 0;
        Object answer = "";
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            answer = work.get();
            double took = (System.nanoTime() - start) / 1e6;
            first = i == 0 ? took : first;
            best = Math.min(best, took);
        }
        System.out.printf("%s: first=%.1f ms best=%.1f ms answer=%s%n", what, first, best, answer);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
