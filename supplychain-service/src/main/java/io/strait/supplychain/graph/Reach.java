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
        Arcs arcs = graph.arcs(direction);
        LinkTable links = graph.links();
        boolean[] follow = new boolean[LinkKind.values().length];
        through.forEach(kind -> follow[kind.ordinal()] = true);
        boolean[] seen = new boolean[graph.nodes().size()];
        int[] cameFrom = new int[seen.length];
        int[] cameBy = new int[seen.length];
        int[] level = {graph.indexOf(start)};
        seen[level[0]] = true;

        List<Step> steps = new ArrayList<>();
        for (int depth = 1; depth <= maxDepth && level.length > 0; depth++) {
            int[] next = new int[16];
            int found = 0;
            for (int node : level) {
                Arcs.Block row = arcs.of(node);
                for (int arc = row.begin(node); arc < row.end(node); arc++) {
                    int target = row.target(arc);
                    if (!seen[target] && follow[links.kind(row.link(arc)).ordinal()]) {
                        seen[target] = true;
                        cameFrom[target] = node;
                        cameBy[target] = row.link(arc);
                        if (found == next.length) {
                            next = Arrays.copyOf(next, found * 2);
                        }
                        next[found++] = target;
                    }
                }
            }
            level = Arrays.copyOf(next, found);
            graph.nodes().sort(level);
            for (int node : level) {
                steps.add(new Step(
                        graph.nodeAt(node),
                        depth,
                        links.kind(cameBy[node]),
                        links.id(cameBy[node]),
                        graph.nodeAt(cameFrom[node]).id()));
            }
        }
        return new Reach(steps, !leadsFurther(graph, arcs, level, follow, seen));
    }

    private static boolean leadsFurther(
            GraphSnapshot graph, Arcs arcs, int[] level, boolean[] follow, boolean[] seen) {
        LinkTable links = graph.links();
        for (int node : level) {
            Arcs.Block row = arcs.of(node);
            for (int arc = row.begin(node); arc < row.end(node); arc++) {
                if (!seen[row.target(arc)] && follow[links.kind(row.link(arc)).ordinal()]) {
                    return true;
                }
            }
        }
        return false;
    }
}
