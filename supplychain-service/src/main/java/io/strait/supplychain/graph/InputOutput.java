package io.strait.supplychain.graph;

import java.util.Arrays;

/**
 * Linear models of who stands on whom, each solved as the sum of a Neumann series, term by term: no inverse is made, a
 * step is linear in the entries. The series has a sum exactly where the largest eigenvalue is below 1; where it has none
 * there is a {@link NotConvergedException}. All methods are pure.
 */
public final class InputOutput {
    private InputOutput() {}

    /**
     * Output that serves a final demand: x = (I - A)^-1 d (Leontief, Review of Economics and Statistics 18(3), 1936).
     *
     * @param inputs A: entry (i, j) is how much of i a unit of j takes
     * @param demand d, one for each of A
     * @throws NotConvergedException where A takes more than it gives
     */
    public static double[] leontief(WeightedArcs inputs, double[] demand, Convergence until) {
        return solve(inputs, 1, demand, until);
    }

    /**
     * Inoperability: q = A* q + c (Haimes and Jiang, J. Infrastructure Systems 7(1), 2001). As the model is linear, a
     * result above 1 is possible; it says that the shock is beyond what the model describes.
     *
     * @param dependence A*: entry (i, j) is what share of j's inoperability i takes over
     * @param shock c, each at least 0 and at most 1
     * @throws NotConvergedException where what is passed on grows
     */
    public static double[] inoperability(WeightedArcs dependence, double[] shock, Convergence until) {
        for (double part : shock) {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException("shock: " + part + " (expected: from 0 to 1)");
            }
        }
        return solve(dependence, 1, shock, until);
    }

    /**
     * The influence vector v = (a/n) (I - (1 - a) A)^-1 1: how much a shock to each moves the whole (Acemoglu, Carvalho,
     * Ozdaglar and Tahbaz-Salehi, Econometrica 80(5), 2012). It sums to 1 where every column does.
     *
     * @param shares A: entry (i, j) is the share of i in the inputs of j
     * @param labour a, the share of what is no input; above 0 and at most 1
     * @throws NotConvergedException where the shares of a column sum to too much
     */
    public static double[] influence(WeightedArcs shares, double labour, Convergence until) {
        if (!(labour > 0 && labour <= 1)) {
            throw new IllegalArgumentException("labour: " + labour + " (expected: above 0 and at most 1)");
        }
        double[] own = new double[shares.size()];
        Arrays.fill(own, labour / Math.max(1, own.length));
        return solve(shares, 1 - labour, own, until);
    }

    private static double[] solve(WeightedArcs matrix, double scale, double[] constant, Convergence until) {
        if (constant.length != matrix.size()) {
            throw new IllegalArgumentException(
                    "vector: " + constant.length + " elements (expected: " + matrix.size() + ")");
        }
        return until.iterate(constant, (now, then) -> matrix.multiply(scale, now, constant, then));
    }
}
