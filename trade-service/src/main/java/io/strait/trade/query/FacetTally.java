package io.strait.trade.query;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The figures of a facet.
 *
 * @param reporters some of their codes, the first and the last among them
 * @param partners some of their codes, the first and the last among them
 */
record FacetTally(Facet facet, SortedSet<Integer> reporters, SortedSet<Integer> partners, Tally tally) {
    FacetTally plus(FacetTally other) {
        return new FacetTally(
                facet, ends(reporters, other.reporters), ends(partners, other.partners), tally.plus(other.tally));
    }

    /** The first and the last are enough to tell whether there are several. */
    private static SortedSet<Integer> ends(SortedSet<Integer> some, SortedSet<Integer> others) {
        SortedSet<Integer> codes = new TreeSet<>(List.of(some.first(), some.last()));
        codes.addAll(List.of(others.first(), others.last()));
        return new TreeSet<>(List.of(codes.first(), codes.last()));
    }
}
