package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** A part, or the whole run, cannot be done, and trying again would not help. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final boolean wholeRun;
    private final transient @Nullable ObjectNode memory;

    private RefusedException(ProblemType type, String detail, boolean wholeRun, @Nullable ObjectNode memory) {
        super(detail);
        this.type = type;
        this.wholeRun = wholeRun;
        this.memory = memory;
    }

    /** The other parts may still be done. */
    static RefusedException part(ProblemType type, String detail) {
        return new RefusedException(type, detail, false, null);
    }

    /** No part can be done: a key is refused, a folder is gone. */
    static RefusedException run(ProblemType type, String detail) {
        return new RefusedException(type, detail, true, null);
    }

    /** The same, and what later runs should know of it. */
    RefusedException remembering(ObjectNode what) {
        return new RefusedException(type, detail(), wholeRun, what);
    }

    @Nullable
    ObjectNode memory() {
        return memory;
    }

    ProblemType type() {
        return type;
    }

    boolean wholeRun() {
        return wholeRun;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
