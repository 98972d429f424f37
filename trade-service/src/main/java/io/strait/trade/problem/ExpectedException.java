package io.strait.trade.problem;

/** A value is not what is expected; becomes a {@link Violation}. */
public final class ExpectedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String expected;

    public ExpectedException(String reason, String expected) {
        super(reason + " (expected: " + expected + ")");
        this.reason = reason;
        this.expected = expected;
    }

    public String reason() {
        return reason;
    }

    public String expected() {
        return expected;
    }
}
