package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Set;

/**
 * Of a snapshot as it is when ordered: who is next to whom, each neighbour once and in order, whatever the number of links between the two; nothing is its own
 * neighbour. Immutable by convention: nobody writes to the arrays.
 */
record Adjacency(int[] offsets, int[] targets) {
    static Adjacency of(GraphSnapshot snapshot, Direction direction, Set<LinkKind> through) {
        GraphSnapshot graph = snapshot.ordered();
        Arcs arcs = graph.arcs(direction);
        int[] offsets = new int[graph.nodeCount() + 1];
        int[] targets = new int[arcs.size()];
        int size = 0;
        for (int node = 0; node < graph.nodeCount(); node++) {
            int begin = size;
            Arcs.Block row = arcs.of(node);
            for (int arc = row.begin(node); arc < row.end(node); arc++) {
                int target = row.target(arc);
                boolean isNew = size == begin || targets[size - 1] != target;
                if (isNew && target != node && through.contains(graph.links().kind(row.link(arc)))) {
                    targets[size++] = target;
                }
            }
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
