package io.strait.trade.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the input.
 *
 * @param field the parameter or member
 * @param value what was sent, cut at {@value #MAX_VALUE} characters; null when nothing was
 * @param expected what would have been right
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Violation(String field, @Nullable String value, String message, String expected) {
    private static final int MAX_VALUE = 200;

    public Violation {
        if (value != null && value.length() > MAX_VALUE) {
            value = value.substring(0, MAX_VALUE) + "…";
        }
    }

    @Override
    public String toString() {
        return field + ": " + value + " (" + message + "; expected: " + expected + ")";
    }
}
