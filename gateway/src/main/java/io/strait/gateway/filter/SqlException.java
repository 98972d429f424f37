package io.strait.gateway.filter;

/** A text that is no expression, or too large a one; the message says where and why. */
final class SqlException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, in the terms of CESQL. */
    enum Kind {
        PARSE,
        MISSING_FUNCTION
    }

    private final Kind kind;

    SqlException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
