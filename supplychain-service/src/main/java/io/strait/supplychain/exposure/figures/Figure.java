package io.strait.supplychain.exposure.figures;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A figure without what it is of: a status, and a value where the status has one. */
public record Figure(Status status, @Nullable BigDecimal value) {
    private static final int MAX_DIGITS = 40;

    /** @throws IllegalArgumentException when status and value do not go together, or the value is no amount */
    public Figure {
        if (status.hasValue() != (value != null)) {
            throw new IllegalArgumentException(
                    "figure: " + status + (value == null ? " without" : " with") + " a value");
        }
        // A power of ten with a huge exponent is a few bytes here, and gigabytes when it is written out.
        if (value != null
                && (value.signum() < 0
                        || Math.abs((long) value.scale()) > MAX_DIGITS
                        || value.precision() > MAX_DIGITS)) {
            throw new IllegalArgumentException("figure: the value is negative or has more than 40 digits");
        }
    }
}
