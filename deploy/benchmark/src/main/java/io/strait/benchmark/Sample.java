package io.strait.benchmark;

import java.util.Arrays;
import java.util.Locale;

/**
 * Repeated measurements of one thing.
 *
 * @param values one a repetition, in the unit that the caller names
 */
record Sample(double[] values) {
    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** {@code 12,345 (11,000 .. 13,000; n = 3)}. */
    String text() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f .. %,.0f; n = %d)", median(), min(), max(), values.length);
    }
}
