package io.strait.supplychain.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the input: the field, the value received (null where absent), what is wrong and what
 * would do. File, line and column are known for imports and for JSON that cannot be read; both count from 1.
 */
public record Violation(
        String field,
        @Nullable String value,
        String message,
        String expected,
        @Nullable String file,
        @Nullable Long line,
        @Nullable Integer column) {
    private static final int MAX_VALUE = 120;

    public Violation {
        if (value != null && value.length() > MAX_VALUE) {
            value = value.substring(0, MAX_VALUE) + "...";
        }
    }

    public static Violation of(String field, @Nullable String value, String message, String expected) {
        return new Violation(field, value, message, expected, null, null, null);
    }

    /** The same, found at a place in a file. */
    public Violation at(String inFile, long onLine, @Nullable Integer atColumn) {
        return new Violation(field, value, message, expected, inFile, onLine, atColumn);
    }
}
