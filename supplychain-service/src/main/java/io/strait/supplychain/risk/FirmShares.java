package io.strait.supplychain.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shares of all markets and purchases in one array, and which of them are not known. Filled while {@link Firms} are
 * made, and only read afterwards.
 */
final class FirmShares {
    private static final double ALL = 100;
    private static final double SMALLEST = 1e-9;
    /** Halves a factor until a double cannot be told from the next. */
    private static final int STEPS = 60;

    private final List<Sourcing> sourcings = new ArrayList<>();
    private final List<Sensitivity.Unknown> unknowns = new ArrayList<>();
    private int size;

    /**
     * @param where what tells it from other purchases of the same input; empty for the market
     * @return where its first share is
     */
    int add(Sourcing sourcing, String where) {
        int first = size;
        sourcings.add(sourcing);
        size += sourcing.sources().size();
        // A single source has all of it, however wide its range is said to be.
        for (Sourcing.Source source : sourcing.sources()) {
            if (isUnknown(sourcing, source)) {
                unknowns.add(new Sensitivity.Unknown(
                        source.name() + " of " + sourcing.input() + where,
                        Math.min(source.low(), source.given()),
                        source.given(),
                        Math.max(source.high(), source.given())));
            }
        }
        return first;
    }

    private static boolean isUnknown(Sourcing sourcing, Sourcing.Source source) {
        return !source.isCertain() && sourcing.sources().size() > 1;
    }

    List<Sensitivity.Unknown> unknowns() {
        return unknowns;
    }

    /** Every share, in percent, with these values of the unknowns. */
    double[] of(double[] values) {
        double[] shares = new double[size];
        int at = 0;
        int unknown = 0;
        for (Sourcing sourcing : sourcings) {
            int first = at;
            double known = 0;
            boolean isOpen = false;
            for (Sourcing.Source source : sourcing.sources()) {
                if (isUnknown(sourcing, source)) {
                    shares[at++] = values[unknown++];
                    isOpen = true;
                } else {
                    shares[at] = source.given();
                    known += shares[at++];
                }
            }
            if (isOpen) {
                fit(sourcing, shares, first, ALL - known);
            }
        }
        return shares;
    }

    /**
     * Scales what is not known so that it takes what is left, each within its range: the one factor with which the scaled
     * values, cut off at their ends, add up. Where the ranges leave no room for that, the ends are scaled.
     */
    private static void fit(Sourcing sourcing, double[] shares, int first, double left) {
        int count = 0;
        int[] at = new int[sourcing.sources().size()];
        for (int i = 0; i < at.length; i++) {
            if (isUnknown(sourcing, sourcing.sources().get(i))) {
                at[count++] = i;
            }
        }
        double[] low = new double[count];
        double[] value = new double[count];
        double[] high = new double[count];
        for (int i = 0; i < count; i++) {
            Sourcing.Source source = sourcing.sources().get(at[i]);
            low[i] = Math.min(source.low(), source.given());
            high[i] = Math.max(source.high(), source.given());
            // Nothing cannot be scaled; next to nothing can
            value[i] = Math.max(shares[first + at[i]], SMALLEST * high[i]);
        }
        double[] fitted = fit(low, value, high, Math.max(0, left));
        for (int i = 0; i < count; i++) {
            shares[first + at[i]] = fitted[i];
        }
    }

    private static double[] fit(double[] low, double[] value, double[] high, double left) {
        if (sum(low) >= left || sum(high) <= left) {
            double[] ends = sum(low) >= left ? low : high;
            double sum = sum(ends);
            return Arrays.stream(ends)
                    .map(end -> sum > 0 ? end * left / sum : 0)
                    .toArray();
        }
        double below = 0;
        double above = 1;
        while (sum(scaled(low, value, high, above)) < left) {
            below = above;
            above *= 2;
        }
        for (int step = 0; step < STEPS && below < above; step++) {
            double middle = (below + above) / 2;
            if (sum(scaled(low, value, high, middle)) < left) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return scaled(low, value, high, above);
    }

    private static double[] scaled(double[] low, double[] value, double[] high, double factor) {
        double[] scaled = new double[value.length];
        Arrays.setAll(scaled, i -> Math.max(low[i], Math.min(high[i], value[i] * factor)));
        return scaled;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
