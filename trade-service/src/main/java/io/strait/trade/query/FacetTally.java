package io.strait.trade.query;

import java.util.List;
import java.util.TreeSet;

/**
 * The figures of a facet.
 *
 * @param reporters some of their codes, the first and the last among them
 * @param partners some of their codes, the first and the last among them
 */
record FacetTally(Facet facet, TreeSet<Integer> reporters, TreeSet<Integer> partners, Tally tally) {
    FacetTally plus(FacetTally other) {
        return new FacetTally(
                facet, together(reporters, other.reporters), together(partners, other.partners), tally.plus(other.tally));
    }

    private static TreeSet<Integer> together(TreeSet<Integer> some, TreeSet<Integer> others) {
        TreeSet<Integer> ends = new TreeSet<>();
        for (TreeSet<Integer> codes : List.of(some, others)) {
            ends.add(codes.first());
            ends.add(codes.last());
        }
        return new TreeSet<>(List.of(ends.first(), ends.last()));
    }
}
