package io.strait.supplychain.risk;

import java.util.OptionalDouble;

/** What a number can be when some of what it is made of is unknown: finite, both ends included. Immutable. */
public record Interval(double low, double high) {
    /** @throws IllegalArgumentException unless both ends are finite and in order */
    public Interval {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("interval: " + low + " to " + high + " (expected: finite, low <= high)");
        }
    }

    /** The number itself, where nothing is left open. */
    public OptionalDouble point() {
        return low == high ? OptionalDouble.of(low) : OptionalDouble.empty();
    }

    public double width() {
        return high - low;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
