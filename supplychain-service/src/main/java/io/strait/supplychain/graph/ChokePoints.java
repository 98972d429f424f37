package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a product or site cannot do without: the nodes whose failing alone stops it, and the pairs that do so together.
 * A node needs all its inputs and any supplier of each ({@link StopRules}), so dominators of the flow are wrong here: no
 * single node lies on every way from the raw materials to a product that needs two of them. All methods are pure; the
 * answers are immutable and thread-safe.
 */
public final class ChokePoints {
    private ChokePoints() {}

    /**
     * @param rules when a node stops
     * @param collectives whether a node that stands for several unnamed ones counts as one that can fail
     * @param maxSteps how many arcs may be looked at; about ten nanoseconds each
     * @param maxPairs how many pairs to answer at most
     */
    public record Options(StopRules rules, boolean collectives, long maxSteps, int maxPairs) {
        public static final Options DEFAULT = new Options(StopRules.DEFAULT, false, 100_000_000, 1000);

        /** @throws IllegalArgumentException where a bound is not positive */
        public Options {
            if (maxSteps < 1 || maxPairs < 1) {
                throw new IllegalArgumentException(
                        "maxSteps, maxPairs: " + maxSteps + ", " + maxPairs + " (expected: at least 1)");
            }
        }
    }

    /**
     * What an answer rests on.
     *
     * @param uncountedUnknown requirements upstream of the target whose essentiality nobody said and that the rules
     *     therefore passed over; with them counted there may be more
     * @param complete false where the bound cut the work; what was found is right, but there may be more
     */
    public record Basis(
            long revision, GraphNode target, StopRules rules, long uncountedUnknown, boolean complete, long steps) {}

    /** By id. */
    public record Singles(Basis basis, List<Single> points) {
        public Singles {
            points = List.copyOf(points);
        }
    }

    /** By id of the first, then of the second. */
    public record Pairs(Basis basis, List<Pair> pairs) {
        public Pairs {
            pairs = List.copyOf(pairs);
        }
    }

    /** {@code stopped} stops because {@code from} did; where that was the last of several suppliers all are named. */
    public record Step(String from, String stopped, List<Cause> causes) {
        public Step {
            causes = List.copyOf(causes);
        }
    }

    /** A node whose failing alone stops the target. */
    public static final class Single {
        private final StopNet net;
        private final SingleSearch search;
        private final int node;

        private Single(StopNet net, SingleSearch search, int node) {
            this.net = net;
            this.search = search;
            this.node = node;
        }

        public GraphNode node() {
            return net.graph().nodeAt(node);
        }

        /** One chain of why, from this node to the target; made when asked for, as long as the chain. */
        public List<Step> witness() {
            Evidence evidence = new Evidence(net);
            List<Step> witness = new ArrayList<>();
            int[] chain = search.chain(node);
            int from = chain[0];
            for (int i = 1; i < chain.length; i++) {
                if (!net.isGroup(chain[i])) {
                    witness.add(new Step(
                            net.graph().nodeAt(from).id(),
                            net.graph().nodeAt(chain[i]).id(),
                            evidence.causes(chain[i], chain[i - 1])));
                    from = chain[i];
                }
            }
            return witness;
        }

        @Override
        public String toString() {
            return node().id();
        }
    }

    /** Two nodes, none of them a single, that stop the target together. */
    public static final class Pair {
        private final StopNet net;
        private final int target;
        private final int one;
        private final int other;

        private Pair(StopNet net, int target, int one, int other) {
            this.net = net;
            this.target = target;
            this.one = one;
            this.other = other;
        }

        public GraphNode one() {
            return net.graph().nodeAt(one);
        }

        public GraphNode other() {
            return net.graph().nodeAt(other);
        }

        /** Why; made when asked for, by following the failure of both. See {@link Failure#proof}. */
        public Failure.Proof witness(int maxSteps) {
            return Failure.of(net, new int[] {one, other})
                    .proof(net.graph().nodeAt(target).id(), maxSteps);
        }

        @Override
        public String toString() {
            return one().id() + "+" + other().id();
        }
    }

    /**
     * All single points of failure of a node, itself left out. {@link SingleSearch} says how and why that is right;
     * linear in the snapshot's links to prepare, then at most {@code maxSteps}.
     *
     * @param target the id of a node of the snapshot
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public static Singles singles(GraphSnapshot graph, String target, Options options) {
        GraphSnapshot ordered = graph.ordered();
        int at = ordered.indexOf(target);
        StopNet net = ordered.net(options.rules());
        SingleSearch search = new SingleSearch(net, at, options.maxSteps());
        int[] found = search.singles(new int[0]);
        Arrays.sort(found);
        List<Single> points = new ArrayList<>();
        for (int node : found) {
            if (options.collectives() || !ordered.nodeAt(node).collective()) {
                points.add(new Single(net, search, node));
            }
        }
        return new Singles(basis(net, search, at, search.complete()), points);
    }

    /**
     * All minimal pairs: no node of one is a single. A pair that stops the target has a node in every proof of the
     * target, so it is enough to take out each node of one proof and to ask for the singles of what is left. Where the
     * first fails the second with it, or the other way about, the one alone would be a single, so no such pair comes up.
     * As many searches as that proof has nodes that are no singles, each as long as one of {@link #singles}; the bounds
     * of the options cut it.
     *
     * @throws IllegalArgumentException where the snapshot has no such node
     */
    public static Pairs pairs(GraphSnapshot graph, String target, Options options) {
        GraphSnapshot ordered = graph.ordered();
        int at = ordered.indexOf(target);
        StopNet net = ordered.net(options.rules());
        SingleSearch search = new SingleSearch(net, at, options.maxSteps());
        Set<Integer> singles = new HashSet<>();
        for (int single : search.singles(new int[0])) {
            singles.add(single);
        }
        Set<Long> found = new HashSet<>();
        boolean full = false;
        for (int first : search.lastProof()) {
            if (first == at || singles.contains(first) || !canFail(ordered, first, options)) {
                continue;
            }
            int[] out = search.harmless(first);
            if (out == null || full) {
                break;
            }
            for (int second : search.singles(out)) {
                if (!singles.contains(second) && canFail(ordered, second, options)) {
                    long pair = ((long) Math.min(first, second) << 32) | Math.max(first, second);
                    if (found.size() < options.maxPairs()) {
                        found.add(pair);
                    } else {
                        full |= !found.contains(pair);
                    }
                }
            }
        }
        List<Pair> pairs = found.stream()
                .sorted()
                .map(pair -> new Pair(net, at, (int) (pair >> 32), (int) (long) pair))
                .toList();
        return new Pairs(basis(net, search, at, search.complete() && !full), pairs);
    }

    private static boolean canFail(GraphSnapshot graph, int node, Options options) {
        return options.collectives() || !graph.nodeAt(node).collective();
    }

    private static Basis basis(StopNet net, SingleSearch search, int target, boolean complete) {
        GraphSnapshot graph = net.graph();
        long unknown = 0;
        for (int node = 0; node < graph.nodeCount(); node++) {
            unknown += search.isUpstream(node) ? net.uncounted(node) : 0;
        }
        return new Basis(graph.revision(), graph.nodeAt(target), net.rules(), unknown, complete, search.steps());
    }
}
