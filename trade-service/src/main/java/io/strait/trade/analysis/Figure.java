package io.strait.trade.analysis;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is known of one month; a month that nothing is known of has no figure at all. */
public sealed interface Figure {
    /** Zero is a value. */
    record Value(BigDecimal amount, boolean estimated) implements Figure {}

    /** The source says that it has none. */
    record Missing() implements Figure {}

    /** The source has one and keeps it confidential. */
    record Suppressed() implements Figure {}

    /**
     * As it is stored.
     *
     * @param status REPORTED, ESTIMATED, MISSING or SUPPRESSED
     * @param amount null where the status has none
     */
    static Figure of(String status, @Nullable BigDecimal amount) {
        if (amount != null) {
            return new Value(amount, status.equals("ESTIMATED"));
        }
        return status.equals("SUPPRESSED") ? new Suppressed() : new Missing();
    }
}
