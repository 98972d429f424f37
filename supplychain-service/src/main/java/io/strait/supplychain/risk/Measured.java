package io.strait.supplychain.risk;

import org.jspecify.annotations.Nullable;

/**
 * What a measure of an input is, as it is kept.
 *
 * @param hhi null where nobody is on record as supplier
 * @param coverage percent of the market whose supplier is known
 * @param unknown how many of the suppliers have an unknown share
 */
public record Measured(
        RiskMeasure measure, @Nullable Interval hhi, double coverage, int suppliers, int unknown, Market.Basis basis) {
    public static Measured of(RiskMeasure measure, Market market) {
        Market.Basis basis = measure.basis(market);
        if (basis == Market.Basis.NOBODY) {
            return new Measured(measure, null, 0, 0, 0, basis);
        }
        Concentration concentration = measure.concentration(market);
        return new Measured(
                measure,
                concentration.hhi(),
                concentration.coverage(),
                concentration.suppliers(),
                concentration.unknown(),
                basis);
    }

    /** One word for the band or bands that it lies in; null where there is nobody. */
    public @Nullable String band(ConcentrationBands bands) {
        return hhi == null ? null : bands.of(hhi);
    }
}
