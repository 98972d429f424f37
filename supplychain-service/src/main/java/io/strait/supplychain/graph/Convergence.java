package io.strait.supplychain.graph;

/**
 * When an iteration is done: once no element has moved by more than {@code tolerance} times the largest element (or
 * times 1 where all are smaller). Where each step shrinks the error by a factor r, what is left of it is at most
 * r / (1 - r) times that. Immutable.
 *
 * @param maxIterations how many steps at most
 */
public record Convergence(double tolerance, int maxIterations) {
    public static final Convergence DEFAULT = new Convergence(1e-12, 10_000);

    /** @throws IllegalArgumentException where a bound is not positive */
    public Convergence {
        if (!(tolerance > 0) || maxIterations < 1) {
            throw new IllegalArgumentException(
                    "tolerance, maxIterations: " + tolerance + ", " + maxIterations + " (expected: more than 0)");
        }
    }

    /** One step, from {@code now} into {@code then}, which holds anything before. */
    interface Step {
        void take(double[] now, double[] then);
    }

    /** @throws NotConvergedException where the bound comes first, or numbers leave what a double can hold */
    double[] iterate(double[] start, Step step) {
        double[] now = start.clone();
        double[] then = new double[start.length];
        double change = 0;
        for (int i = 1; i <= maxIterations; i++) {
            step.take(now, then);
            change = 0;
            double largest = 1;
            for (int at = 0; at < now.length; at++) {
                double moved = Math.abs(then[at] - now[at]);
                if (!Double.isFinite(moved)) {
                    throw new NotConvergedException(i, moved);
                }
                change = Math.max(change, moved);
                largest = Math.max(largest, Math.abs(then[at]));
            }
            double[] spare = now;
            now = then;
            then = spare;
            if (change <= tolerance * largest) {
                return now;
            }
        }
        throw new NotConvergedException(maxIterations, change);
    }
}
