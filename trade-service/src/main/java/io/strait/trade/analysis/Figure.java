package io.strait.trade.analysis;

import java.math.BigDecimal;

/** What is known of one month; a month that nothing is known of has no figure at all. */
public sealed interface Figure {
    /** Zero is a value. */
    record Value(BigDecimal amount, boolean estimated) implements Figure {}

    /** The source says that it has none. */
    record Missing() implements Figure {}

    /** The source has one and keeps it confidential. */
    record Suppressed() implements Figure {}
}
