package io.strait.trade.query;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which level of each dimension a sum is of: {@code totals} or {@code parts} of areas and breakdowns, digits of the
 * commodities' codes, of which a basket has none.
 */
record SumLevels(
        List<String> source,
        List<String> frequency,
        List<String> flow,
        List<String> classification,
        List<String> currency,
        List<Integer> commodityLevel,
        List<String> reporter,
        List<String> partner,
        List<String> partner2,
        List<String> customs,
        List<String> transport,
        List<String> supply) {
    static SumLevels of(List<FacetTally> facets) {
        List<Facet> all = facets.stream().map(FacetTally::facet).toList();
        return new SumLevels(
                each(all, Facet::source),
                each(all, Facet::frequency),
                each(all, Facet::flow),
                each(all, Facet::classification),
                each(all, Facet::currency),
                each(all, Facet::level).stream()
                        .filter(level -> level != StoredSeries.NO_LEVEL)
                        .toList(),
                level(all, Facet::reporterIsTotal),
                level(all, Facet::partnerIsTotal),
                level(all, Facet::partner2IsTotal),
                level(all, Facet::customsIsTotal),
                level(all, Facet::transportIsTotal),
                level(all, Facet::supplyIsTotal));
    }

    private static <T extends Comparable<T>> List<T> each(List<Facet> facets, Function<Facet, T> of) {
        return facets.stream().map(of).distinct().sorted().toList();
    }

    private static List<String> level(List<Facet> facets, Predicate<Facet> isTotal) {
        return each(facets, facet -> isTotal.test(facet) ? "totals" : "parts");
    }
}
