package io.strait.supplychain.risk;

/** Refuses numbers that would leave as NaN or infinity, naming what was wrong and what was expected. */
final class Checks {
    private Checks() {}

    static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: finite, 0 or more)");
        }
        return value;
    }

    static double fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to 1)");
        }
        return value;
    }

    static int index(String name, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to " + (size - 1) + ")");
        }
        return value;
    }

    static int between(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + low + " to " + high + ")");
        }
        return value;
    }
}
