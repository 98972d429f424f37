package io.strait.supplychain.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A figure for every node of a snapshot. Immutable and thread-safe. */
public final class Scores {
    /** A node and its figure. */
    public record Score(GraphNode node, double value) {}

    private final GraphSnapshot graph;
    private final double[] values;
    private final boolean exact;

    Scores(GraphSnapshot graph, double[] values, boolean exact) {
        this.graph = graph.ordered();
        this.values = values;
        this.exact = exact;
    }

    public long revision() {
        return graph.revision();
    }

    /** False where they are estimated from a sample. */
    public boolean exact() {
        return exact;
    }

    /** @throws IllegalArgumentException where the snapshot has no such node */
    public double of(String id) {
        return values[graph.indexOf(id)];
    }

    /** The highest, then by id. */
    public List<Score> top(int most) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(node -> -values[node])
                        .thenComparingInt(node -> node))
                .limit(most)
                .map(node -> new Score(graph.nodeAt(node), values[node]))
                .toList();
    }
}
