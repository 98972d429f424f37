package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Set;

/**
 * Who is next to whom, each neighbour once and in order, whatever the number of links between the two; nothing is its own
 * neighbour. Immutable by convention: nobody writes to the arrays.
 */
record Adjacency(int[] offsets, int[] targets) {
    static Adjacency of(GraphSnapshot graph, Direction direction, Set<LinkKind> through) {
        GraphSnapshot.Arcs arcs = graph.arcs(direction);
        int[] offsets = new int[graph.nodeCount() + 1];
        int[] targets = new int[arcs.targets().length];
        int size = 0;
        for (int node = 0; node < graph.nodeCount(); node++) {
            int begin = size;
            for (int arc = arcs.offsets()[node]; arc < arcs.offsets()[node + 1]; arc++) {
                if (arcs.targets()[arc] != node
                        && through.contains(graph.links().kind(arcs.links()[arc]))) {
                    targets[size++] = arcs.targets()[arc];
                }
            }
            Arrays.sort(targets, begin, size);
            int kept = begin;
            for (int at = begin; at < size; at++) {
                if (at == begin || targets[at] != targets[at - 1]) {
                    // Reading is ahead of writing, and what was before is the same or smaller
                    targets[kept++] = targets[at];
                }
            }
            size = kept;
            offsets[node + 1] = size;
        }
        return new Adjacency(offsets, Arrays.copyOf(targets, size));
    }

    int nodeCount() {
        return offsets.length - 1;
    }

    int degree(int node) {
        return offsets[node + 1] - offsets[node];
    }
}
