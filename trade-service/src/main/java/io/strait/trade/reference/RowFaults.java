package io.strait.trade.reference;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rows of a table that is taken as a whole or not at all. Not thread-safe. */
public final class RowFaults {
    private static final int MAX_TOLD = 50;

    private final List<Violation> told = new ArrayList<>();
    private int count;

    public void add(String where, String value, String message, String expected) {
        count++;
        if (told.size() < MAX_TOLD) {
            told.add(new Violation(where, value, message, expected));
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** @throws ProblemException UNPROCESSABLE when there is one */
    public void check() {
        if (count > 0) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    count == 1
                            ? told.get(0).toString()
                            : count + " faults, nothing is taken: the first " + told.size() + " are in violations",
                    told);
        }
    }
}
