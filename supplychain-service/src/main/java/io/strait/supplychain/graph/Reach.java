package io.strait.supplychain.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a node reaches along the arcs, each node once at its smallest distance. Cycles are legal; the start itself is
 * never part of the answer. Breadth first, linear in the arcs reached.
 *
 * @param steps by distance, then by id
 * @param complete false where the depth bound left something unseen
 */
public record Reach(List<Step> steps, boolean complete) {
    /** A node that was reached, how far it is, and the last arc of one shortest way to it. */
    public record Step(GraphNode node, int distance, LinkKind kind, String link, String from) {}

    public Reach {
        steps = List.copyOf(steps);
    }

    /**
     * @param start the id of a node of the snapshot
     * @param maxDepth at least 1
     * @param through the kinds of arcs to follow
     * @throws IllegalArgumentException when the snapshot has no such node
     */
    public static Reach of(
            GraphSnapshot graph, String start, Direction direction, int maxDepth, Set<LinkKind> through) {
        GraphSnapshot.Arcs arcs = graph.arcs(direction);
        LinkTable links = graph.links();
        boolean[] follow = new boolean[LinkKind.values().length];
        through.forEach(kind -> follow[kind.ordinal()] = true);
        boolean[] seen = new boolean[graph.nodeCount()];
        int[] cameFrom = new int[graph.nodeCount()];
        int[] cameBy = new int[graph.nodeCount()];
        int[] level = {graph.indexOf(start)};
        seen[level[0]] = true;

        List<Step> steps = new ArrayList<>();
        for (int depth = 1; depth <= maxDepth && level.length > 0; depth++) {
            int[] next = new int[16];
            int found = 0;
            for (int node : level) {
                for (int arc = arcs.offsets()[node]; arc < arcs.offsets()[node + 1]; arc++) {
                    int target = arcs.targets()[arc];
                    if (follow[links.kind(arcs.links()[arc]).ordinal()] && !seen[target]) {
                        seen[target] = true;
                        cameFrom[target] = node;
                        cameBy[target] = arc;
                        if (found == next.length) {
                            next = Arrays.copyOf(next, found * 2);
                        }
                        next[found++] = target;
                    }
                }
            }
            level = Arrays.copyOf(next, found);
            Arrays.sort(level);
            for (int node : level) {
                steps.add(new Step(
                        graph.nodeAt(node),
                        depth,
                        links.kind(arcs.links()[cameBy[node]]),
                        links.id(arcs.links()[cameBy[node]]),
                        graph.nodeAt(cameFrom[node]).id()));
            }
        }
        return new Reach(steps, !leadsFurther(graph, arcs, level, follow, seen));
    }

    private static boolean leadsFurther(
            GraphSnapshot graph, GraphSnapshot.Arcs arcs, int[] level, boolean[] follow, boolean[] seen) {
        LinkTable links = graph.links();
        for (int node : level) {
            for (int arc = arcs.offsets()[node]; arc < arcs.offsets()[node + 1]; arc++) {
                if (follow[links.kind(arcs.links()[arc]).ordinal()] && !seen[arcs.targets()[arc]]) {
                    return true;
                }
            }
        }
        return false;
    }
}
