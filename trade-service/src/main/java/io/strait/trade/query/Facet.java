package io.strait.trade.query;

import java.util.Set;

/**
 * What decides whether figures may be added: those of one facet may, those of two only where they do not overlap.
 *
 * @param level digits of the commodities' codes; 0 is TOTAL
 */
record Facet(
        String source,
        String frequency,
        String flow,
        String classification,
        String currency,
        boolean reporterIsTotal,
        boolean partnerIsTotal,
        int level,
        boolean partner2IsTotal,
        boolean customsIsTotal,
        boolean transportIsTotal,
        boolean supplyIsTotal) {
    /** @param totals codes of the areas that are totals of others */
    static Facet of(StoredSeries series, Set<Integer> totals) {
        return new Facet(
                series.source(),
                series.frequency().code(),
                series.flow(),
                series.classification(),
                series.currency(),
                totals.contains(series.reporter()),
                series.partnerIsTotal(),
                series.commodityLevel(),
                series.partner2() == 0,
                series.customs().equals("C00"),
                series.transport().equals("0"),
                series.supply().equals("0"));
    }
}
