package io.strait.trade.basket;

import java.util.List;

/**
 * Which areas a basket's figures are of.
 *
 * @param codes those that are named; none for the others
 */
public record BasketAreas(Which which, List<Integer> codes) {
    /** What is meant where none is named. */
    public enum Which {
        NAMED,
        /** All that are no totals. */
        PARTS,
        /** World and groups. */
        TOTALS,
        ALL
    }

    public BasketAreas {
        codes = List.copyOf(codes);
    }

    /** None, when there are no codes. */
    public static BasketAreas named(List<Integer> codes) {
        return new BasketAreas(Which.NAMED, codes);
    }

    public static BasketAreas of(Which which) {
        return new BasketAreas(which, List.of());
    }
}
