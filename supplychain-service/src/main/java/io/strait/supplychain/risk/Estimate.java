package io.strait.supplychain.risk;

/** A number that is not known exactly: at least, as it is taken where one number is needed, at most. Immutable. */
public record Estimate(double low, double given, double high) {
    /** @throws IllegalArgumentException unless the three are in order, none of them negative */
    public Estimate {
        if (!(0 <= low && low <= given && given <= high)) {
            throw new IllegalArgumentException(
                    "estimate: " + low + ", " + given + ", " + high + " (expected: 0 or more, in order)");
        }
    }

    static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }

    /** The three brought into order around the middle one, as sums of rounded numbers may not be. */
    static Estimate around(double low, double given, double high) {
        return new Estimate(Math.max(0, Math.min(low, given)), Math.max(0, given), Math.max(0, Math.max(given, high)));
    }
}
