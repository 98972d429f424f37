package io.strait.supplychain.graph;

import java.util.Arrays;
import java.util.Collection;

/**
 * A sparse square matrix in compressed rows: entry (i, j) is what {@code from} i has to do with {@code to} j. Immutable
 * and thread-safe.
 */
public final class WeightedArcs {
    /** One entry; several of the same place add up. */
    public record Arc(int from, int to, double weight) {}

    private final int size;
    private final int[] offsets;
    private final int[] columns;
    private final double[] weights;

    private WeightedArcs(int size, int[] offsets, int[] columns, double[] weights) {
        this.size = size;
        this.offsets = offsets;
        this.columns = columns;
        this.weights = weights;
    }

    /** @throws IllegalArgumentException where an end is not within {@code size}, or a weight negative or not a number */
    public static WeightedArcs of(int size, Collection<Arc> arcs) {
        int[] offsets = new int[size + 1];
        for (Arc arc : arcs) {
            if (arc.from() < 0 || arc.from() >= size || arc.to() < 0 || arc.to() >= size) {
                throw new IllegalArgumentException("arc: " + arc + " (expected: ends from 0 to " + (size - 1) + ")");
            }
            if (!(arc.weight() >= 0) || !Double.isFinite(arc.weight())) {
                throw new IllegalArgumentException("arc: " + arc + " (expected: a weight of at least 0)");
            }
            offsets[arc.from() + 1]++;
        }
        for (int i = 0; i < size; i++) {
            offsets[i + 1] += offsets[i];
        }
        int[] next = Arrays.copyOf(offsets, size);
        int[] columns = new int[arcs.size()];
        double[] weights = new double[arcs.size()];
        for (Arc arc : arcs) {
            int at = next[arc.from()]++;
            columns[at] = arc.to();
            weights[at] = arc.weight();
        }
        return new WeightedArcs(size, offsets, columns, weights);
    }

    public int size() {
        return size;
    }

    /** {@code into = constant + scale x (this matrix x vector)}. */
    void multiply(double scale, double[] vector, double[] constant, double[] into) {
        for (int row = 0; row < size; row++) {
            double sum = 0;
            for (int at = offsets[row]; at < offsets[row + 1]; at++) {
                sum += weights[at] * vector[columns[at]];
            }
            into[row] = constant[row] + scale * sum;
        }
    }
}
