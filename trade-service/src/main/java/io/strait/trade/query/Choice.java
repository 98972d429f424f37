package io.strait.trade.query;

import java.util.Locale;
import java.util.Optional;

/** Which codes of a dimension, where none is named: what is no total, the totals only, or both. */
enum Choice {
    PARTS,
    TOTALS,
    ALL;

    static final String EXPECTED = "parts, totals or all, alone";

    /** Empty when {@code text} is a code. */
    static Optional<Choice> of(String text) {
        for (Choice choice : values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
