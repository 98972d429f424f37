package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import java.util.Locale;

/** What became of a figure in a revision. */
enum ChangeKind {
    /** It was not held. */
    ADDED,
    /** Something else was held. */
    REVISED,
    /** It is held no more: a replacement took it away. */
    REMOVED;

    static final String EXPECTED = "added, revised or removed";

    static ChangeKind parse(String text) {
        for (ChangeKind kind : values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new ExpectedException("is no kind of change", EXPECTED);
    }

    /** The column of series_revision that counts it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
