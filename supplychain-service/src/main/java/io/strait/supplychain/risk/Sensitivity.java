package io.strait.supplychain.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How sure an answer is, and which unknown moves it most.
 *
 * <p>The unknowns are drawn independently and evenly from their ranges. For each of N draws A, the answer is computed
 * once, and once more with each unknown i alone drawn anew (A_i). The total effect of i, the part of the variance that is
 * left when all but i are known, is {@code T_i = sum of (f(A) - f(A_i))^2 / (2 N Var f(A))}: Jansen, Computer Physics
 * Communications 117 (1999); Saltelli et al., Computer Physics Communications 181 (2010), table 2 (f). It takes
 * {@code N (k + 1) + 2 k + 1} answers for k unknowns.
 *
 * <p>Bit for bit the same for the same unknowns, seed and function. Immutable and thread-safe.
 *
 * @param point the answer at the given values of the unknowns
 * @param interval the answers without the lowest and the highest part, see {@link Sampling#tail()}; widened to contain
 *     the point
 * @param range the lowest and the highest answer of all that were computed
 * @param effects the unknowns, that which moves the answer most first
 */
public record Sensitivity(double point, Interval interval, Interval range, List<Effect> effects) {
    /**
     * Something that is not known.
     *
     * @param given the value that is assumed, low to high
     */
    public record Unknown(String name, double low, double given, double high) {
        /** @throws IllegalArgumentException unless the three are finite and in order */
        public Unknown {
            if (!(low <= given && given <= high) || Double.isInfinite(high - low)) {
                throw new IllegalArgumentException(
                        name + ": " + low + ", " + given + ", " + high + " (expected: finite, low <= given <= high)");
            }
        }
    }

    /**
     * @param total T_i: 0 where it does not matter; all of them add up to 1 or, where unknowns act together, to more
     * @param swing the answers with this one at its ends and all others as given
     */
    public record Effect(String name, double total, Interval swing) {}

    /**
     * @param samples N
     * @param tail which part of the answers is left out at either end of the interval, 0 to below 0.5
     */
    public record Sampling(int samples, long seed, double tail) {
        private static final long MOST_ANSWERS = 10_000_000;

        /** @throws IllegalArgumentException when a number is out of range */
        public Sampling {
            Checks.between("samples", samples, 2, 1_000_000);
            if (!(tail >= 0 && tail < 0.5)) {
                throw new IllegalArgumentException("tail: " + tail + " (expected: 0 to below 0.5)");
            }
        }

        /** How many answers it takes. */
        public long answers(int unknowns) {
            return samples * (unknowns + 1L) + 2L * unknowns + 1;
        }
    }

    public Sensitivity {
        effects = List.copyOf(effects);
    }

    /**
     * @param answer of the unknowns in their order; must give the same for the same values, and keep no hold of the array
     * @throws IllegalArgumentException when it takes more than 10 million answers
     * @throws IllegalStateException when an answer is not finite
     */
    public static Sensitivity of(List<Unknown> unknowns, ToDoubleFunction<double[]> answer, Sampling sampling) {
        int k = unknowns.size();
        if (sampling.answers(k) > Sampling.MOST_ANSWERS) {
            throw new IllegalArgumentException(
                    "answers: " + sampling.answers(k) + " (expected: at most " + Sampling.MOST_ANSWERS + ")");
        }
        double[] given = unknowns.stream().mapToDouble(Unknown::given).toArray();
        double point = ask(answer, given);
        double[] answers = new double[sampling.samples()];
        double[] squares = new double[k];
        double[] ends = {point, point};
        SplittableRandom random = new SplittableRandom(sampling.seed());
        double[] values = new double[k];
        double[] others = new double[k];
        for (int n = 0; n < answers.length; n++) {
            draw(unknowns, random, values);
            draw(unknowns, random, others);
            answers[n] = ask(answer, values);
            widen(ends, answers[n]);
            for (int i = 0; i < k; i++) {
                double own = values[i];
                values[i] = others[i];
                double moved = ask(answer, values);
                values[i] = own;
                widen(ends, moved);
                squares[i] += (answers[n] - moved) * (answers[n] - moved);
            }
        }
        double variance = variance(answers);
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Interval swing = swing(unknowns.get(i), i, given, answer);
            widen(ends, swing.low());
            widen(ends, swing.high());
            double total = variance > 0 ? squares[i] / (2.0 * answers.length * variance) : 0;
            effects.add(new Effect(unknowns.get(i).name(), total, swing));
        }
        // Stable: what moves the answer as much stays in its order
        effects.sort(Comparator.comparingDouble(Effect::total)
                .thenComparingDouble(effect -> effect.swing().width())
                .reversed());
        return new Sensitivity(
                point, interval(answers, sampling.tail(), point), new Interval(ends[0], ends[1]), effects);
    }

    /** Draws a value of each, evenly from its range. */
    public static void draw(List<Unknown> unknowns, SplittableRandom random, double[] values) {
        for (int i = 0; i < values.length; i++) {
            Unknown unknown = unknowns.get(i);
            values[i] =
                    Math.min(unknown.high(), unknown.low() + random.nextDouble() * (unknown.high() - unknown.low()));
        }
    }

    private static double ask(ToDoubleFunction<double[]> answer, double[] values) {
        double result = answer.applyAsDouble(values.clone());
        if (!Double.isFinite(result)) {
            throw new IllegalStateException(
                    "answer: " + result + " for " + Arrays.toString(values) + " (expected: finite)");
        }
        return result;
    }

    private static void widen(double[] ends, double answer) {
        ends[0] = Math.min(ends[0], answer);
        ends[1] = Math.max(ends[1], answer);
    }

    private static Interval swing(Unknown unknown, int at, double[] given, ToDoubleFunction<double[]> answer) {
        double[] values = given.clone();
        values[at] = unknown.low();
        double low = ask(answer, values);
        values[at] = unknown.high();
        double high = ask(answer, values);
        return new Interval(Math.min(low, high), Math.max(low, high));
    }

    private static double variance(double[] answers) {
        double mean = 0;
        for (double answer : answers) {
            mean += answer / answers.length;
        }
        double sum = 0;
        for (double answer : answers) {
            sum += (answer - mean) * (answer - mean);
        }
        return sum / answers.length;
    }

    /** The answers without the lowest and the highest part, widened to contain the point; that alone where there are none. */
    public static Interval interval(double[] answers, double tail, double point) {
        if (answers.length == 0) {
            return new Interval(point, point);
        }
        double[] sorted = answers.clone();
        Arrays.sort(sorted);
        int left = (int) Math.floor(tail * sorted.length);
        return new Interval(Math.min(point, sorted[left]), Math.max(point, sorted[sorted.length - 1 - left]));
    }
}
