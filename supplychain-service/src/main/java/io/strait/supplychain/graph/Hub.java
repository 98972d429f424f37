package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What the best connected node reaches, and what reaches it. Most nodes of a graph of trade lead to it sooner or later;
 * and what leads to it reaches all that it reaches, so that how many these are need not be counted each time. Made for
 * one direction and set of kinds; linear in arcs. Immutable and thread-safe.
 */
final class Hub {
    private final BitSet before;
    private final BitSet beyond;
    private final int size;

    private Hub(BitSet before, BitSet beyond) {
        this.before = before;
        this.beyond = beyond;
        size = beyond.cardinality();
    }

    static Hub of(GraphSnapshot graph, Direction direction, Kinds through) {
        Arcs onwards = graph.arcs(direction);
        Arcs back = graph.arcs(direction.reverse());
        int nodes = graph.nodes().size();
        int hub = 0;
        long best = -1;
        for (int node = 0; node < nodes; node++) {
            long connected = (long) onwards.degree(node) * back.degree(node);
            if (connected > best && !graph.nodes().isHole(node)) {
                best = connected;
                hub = node;
            }
        }
        return new Hub(closure(graph, back, hub, through), closure(graph, onwards, hub, through));
    }

    private static BitSet closure(GraphSnapshot graph, Arcs arcs, int start, Kinds through) {
        BitSet seen = new BitSet(graph.nodes().size());
        seen.set(start);
        walk(graph, arcs, through, start, seen);
        return seen;
    }

    /** Whether a node leads to the hub, or is it. */
    boolean isBefore(int node) {
        return before.get(node);
    }

    /**
     * How many nodes one that {@link #isBefore} reaches, itself not among them: what is beyond the hub, and what it
     * reaches beside that.
     */
    int reachOf(GraphSnapshot graph, Direction direction, Kinds through, int node) {
        if (beyond.get(node)) {
            return size - 1;
        }
        BitSet seen = (BitSet) beyond.clone();
        seen.set(node);
        return size + walk(graph, graph.arcs(direction), through, node, seen);
    }

    /** @return how many nodes it has added to those seen */
    private static int walk(GraphSnapshot graph, Arcs arcs, Kinds through, int start, BitSet seen) {
        LinkTable links = graph.links();
        int[] stack = new int[64];
        int top = 0;
        int added = 0;
        stack[top++] = start;
        while (top > 0) {
            int node = stack[--top];
            Arcs.Block row = arcs.of(node);
            for (int arc = row.begin(node); arc < row.end(node); arc++) {
                int target = row.target(arc);
                if (!seen.get(target) && through.follows(links, row.link(arc))) {
                    seen.set(target);
                    added++;
                    if (top == stack.length) {
                        stack = Arrays.copyOf(stack, top * 2);
                    }
                    stack[top++] = target;
                }
            }
        }
        return added;
    }
}
