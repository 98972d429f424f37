package io.strait.supplychain.risk.measures;

import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;

/** Refuses what would take too long, and says how much it would be. */
public final class TooMuch {
    private TooMuch() {}

    /** @throws ProblemException 422 with the estimate when it is above the limit */
    public static void check(String what, long estimate, long limit, String advice) {
        if (estimate > limit) {
            throw ProblemException.of(
                            ProblemType.UNPROCESSABLE,
                            "This would take " + estimate + " " + what + " (expected: at most " + limit + "). "
                                    + advice)
                    .with("estimate", estimate)
                    .with("limit", limit);
        }
    }

    /** The product, or the largest number where it is larger. */
    public static long times(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        return high != 0 || one * other < 0 ? Long.MAX_VALUE : one * other;
    }
}
