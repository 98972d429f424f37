package io.strait.supplychain.graph;

/** An iteration found no end: the coefficients have no solution of that form, or the bound was too low. */
public final class NotConvergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int iterations;
    private final double change;

    NotConvergedException(int iterations, double change) {
        super("not converged after " + iterations + " iterations, last change " + change);
        this.iterations = iterations;
        this.change = change;
    }

    public int iterations() {
        return iterations;
    }

    /** By how much the last step still moved. */
    public double change() {
        return change;
    }
}
