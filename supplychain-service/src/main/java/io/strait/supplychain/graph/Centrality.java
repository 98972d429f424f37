package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * How central a node is, on the directed graph in which each pair of nodes has one arc however many links connect it.
 * All methods are pure. Those that need a search from every node are refused beyond {@code maxSteps}, with their size.
 */
public final class Centrality {
    private Centrality() {}

    /**
     * @param direction which arcs count at a node
     * @return how many neighbours it has that way
     */
    public static Scores degree(GraphSnapshot graph, Direction direction, Set<LinkKind> through) {
        Adjacency next = Adjacency.of(graph, direction, through);
        double[] degrees = new double[next.nodeCount()];
        for (int node = 0; node < degrees.length; node++) {
            degrees[node] = next.degree(node);
        }
        return new Scores(graph, degrees, true);
    }

    /**
     * Closeness of a node to all that it reaches: with r reached of n - 1 others at total distance s it is r/s x r/(n-1)
     * (Wasserman and Faust, Social Network Analysis, 1994, formula 5.22), which is Bavelas' (n-1)/s where it reaches all,
     * and 0 where it reaches none. A breadth-first search from every node.
     *
     * @throws IllegalArgumentException where that is more than {@code maxSteps} arcs
     */
    public static Scores closeness(GraphSnapshot graph, Direction direction, Set<LinkKind> through, long maxSteps) {
        Adjacency next = Adjacency.of(graph, direction, through);
        int size = next.nodeCount();
        demand("closeness", next, size, maxSteps);
        double[] scores = new double[size];
        Shortest search = new Shortest(next);
        for (int node = 0; node < size; node++) {
            search.from(node);
            long total = 0;
            for (int i = 1; i < search.size; i++) {
                total += search.distance[search.order[i]];
            }
            double reached = search.size - 1.0;
            scores[node] = total == 0 ? 0 : reached / total * reached / (size - 1);
        }
        return new Scores(graph, scores, true);
    }

    /**
     * How many shortest ways between two others lead over a node, each pair's ways sharing one. Brandes, J. Mathematical
     * Sociology 25(2), 2001, on hops; nodes x arcs. Not normalised.
     *
     * @throws IllegalArgumentException where that is more than {@code maxSteps} arcs; sample then
     */
    public static Scores betweenness(GraphSnapshot graph, Set<LinkKind> through, long maxSteps) {
        Adjacency next = Adjacency.of(graph, Direction.DOWNSTREAM, through);
        demand("betweenness", next, next.nodeCount(), maxSteps);
        double[] scores = new double[next.nodeCount()];
        Shortest search = new Shortest(next);
        for (int node = 0; node < scores.length; node++) {
            search.from(node);
            search.collect(scores, 1);
        }
        return new Scores(graph, scores, true);
    }

    /**
     * The same from a sample of sources drawn without return, scaled to all (Brandes and Pich, Int. J. Bifurcation and
     * Chaos 17(7), 2007). Equal seeds give equal answers; as many sources as nodes give the exact one.
     *
     * @throws IllegalArgumentException where there is no source, or more than {@code maxSteps} arcs to look at
     */
    public static Scores sampledBetweenness(
            GraphSnapshot graph, Set<LinkKind> through, int sources, long seed, long maxSteps) {
        if (sources < 1) {
            throw new IllegalArgumentException("sources: " + sources + " (expected: at least 1)");
        }
        Adjacency next = Adjacency.of(graph, Direction.DOWNSTREAM, through);
        int size = next.nodeCount();
        int drawn = Math.min(sources, size);
        demand("betweenness", next, drawn, maxSteps);
        int[] nodes = new int[size];
        Arrays.setAll(nodes, node -> node);
        Random random = new Random(seed);
        double[] scores = new double[size];
        Shortest search = new Shortest(next);
        for (int i = 0; i < drawn; i++) {
            int other = i + random.nextInt(size - i);
            int node = nodes[other];
            nodes[other] = nodes[i];
            search.from(node);
            search.collect(scores, (double) size / drawn);
        }
        return new Scores(graph, scores, drawn == size);
    }

    /**
     * PageRank (Brin and Page, Computer Networks 30, 1998) with rank that flows the given way; upstream it gathers at
     * those on whom much stands. A node without a neighbour gives its rank to all alike. Ranks sum to 1.
     *
     * @param damping the share that flows on, usually .85; at least 0 and below 1
     * @throws NotConvergedException where the bound comes first
     */
    public static Scores pageRank(
            GraphSnapshot graph, Direction direction, Set<LinkKind> through, double damping, Convergence until) {
        if (!(damping >= 0 && damping < 1)) {
            throw new IllegalArgumentException("damping: " + damping + " (expected: at least 0 and below 1)");
        }
        Adjacency next = Adjacency.of(graph, direction, through);
        int size = next.nodeCount();
        double[] start = new double[size];
        Arrays.fill(start, 1.0 / Math.max(1, size));
        double[] ranks = until.iterate(start, (now, then) -> {
            double idle = 0;
            for (int node = 0; node < size; node++) {
                idle += next.degree(node) == 0 ? now[node] : 0;
            }
            Arrays.fill(then, (1 - damping + damping * idle) / size);
            for (int node = 0; node < size; node++) {
                double share = damping * now[node] / Math.max(1, next.degree(node));
                for (int at = next.offsets()[node]; at < next.offsets()[node + 1]; at++) {
                    then[next.targets()[at]] += share;
                }
            }
        });
        return new Scores(graph, ranks, true);
    }

    private static void demand(String what, Adjacency next, int sources, long maxSteps) {
        long steps = (long) sources * (next.nodeCount() + next.targets().length);
        if (steps > maxSteps) {
            throw new IllegalArgumentException(what + ": " + steps + " steps (expected: at most " + maxSteps + ")");
        }
    }

    /** Breadth-first search from one node after the other, with the number of shortest ways. */
    private static final class Shortest {
        private final Adjacency next;
        private final int[] order;
        private final int[] distance;
        private final double[] ways;
        private final double[] share;
        private int size;

        Shortest(Adjacency next) {
            this.next = next;
            order = new int[next.nodeCount()];
            distance = new int[next.nodeCount()];
            ways = new double[next.nodeCount()];
            share = new double[next.nodeCount()];
            Arrays.fill(distance, -1);
        }

        void from(int start) {
            for (int i = 0; i < size; i++) {
                distance[order[i]] = -1;
            }
            size = 0;
            order[size++] = start;
            distance[start] = 0;
            ways[start] = 1;
            for (int i = 0; i < size; i++) {
                int node = order[i];
                share[node] = 0;
                for (int at = next.offsets()[node]; at < next.offsets()[node + 1]; at++) {
                    int target = next.targets()[at];
                    if (distance[target] < 0) {
                        distance[target] = distance[node] + 1;
                        ways[target] = 0;
                        order[size++] = target;
                    }
                    if (distance[target] == distance[node] + 1) {
                        ways[target] += ways[node];
                    }
                }
            }
        }

        /** Brandes' dependencies, from the farthest back. */
        void collect(double[] scores, double weight) {
            for (int i = size - 1; i > 0; i--) {
                int node = order[i];
                for (int at = next.offsets()[node]; at < next.offsets()[node + 1]; at++) {
                    int target = next.targets()[at];
                    if (distance[target] == distance[node] + 1) {
                        share[node] += ways[node] / ways[target] * (1 + share[target]);
                    }
                }
                scores[node] += weight * share[node];
            }
        }
    }
}
