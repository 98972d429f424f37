package io.strait.supplychain.catalogue.model;

import org.jspecify.annotations.Nullable;

/**
 * One fact as it was and as it shall be.
 *
 * @param before null where it is new
 * @param after null where it goes
 * @param origin where the change was asked for, in an import
 */
public record Change(
        @Nullable Versioned before,
        @Nullable Fact after,
        @Nullable Origin origin) {

    /** A line of an imported file. */
    public record Origin(String file, long line) {}

    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("change: neither before nor after");
        }
    }

    /** The one that is there: after, or else before. */
    public Fact fact() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before.fact();
        }
        throw new IllegalStateException("unreachable");
    }
}
