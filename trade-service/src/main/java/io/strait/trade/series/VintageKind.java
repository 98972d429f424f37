package io.strait.trade.series;

import java.util.Locale;

/**
 * What a source calls a vintage of its figures. Customs offices publish a month several times over, each time in full;
 * the order here is that of their publications.
 */
public enum VintageKind {
    /** First, from declarations that are not all checked. */
    PROVISIONAL,
    /** By all commodities, where the provisional one had groups of them. */
    DETAILED,
    /** Corrected after the first publications. */
    REVISED,
    /** Final: the source means to change it no more. */
    FIXED;

    public static final String EXPECTED = "provisional, detailed, revised or fixed";

    /** @throws IllegalArgumentException when {@code text} is none of them, in either case */
    public static VintageKind parse(String text) {
        for (VintageKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("vintage kind: " + text + " (expected: " + EXPECTED + ")");
    }
}
