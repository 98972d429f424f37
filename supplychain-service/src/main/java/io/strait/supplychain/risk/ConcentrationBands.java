package io.strait.supplychain.risk;

/**
 * Where a market begins to be moderately and highly concentrated, in HHI points. Immutable.
 *
 * @param moderate the lowest HHI of a moderately concentrated market
 * @param high the highest HHI of a moderately concentrated market: a highly concentrated one is above it
 */
public record ConcentrationBands(double moderate, double high) {
    /** U.S. Department of Justice and Federal Trade Commission, Horizontal Merger Guidelines, 2010, section 5.3. */
    public static final ConcentrationBands US_2010 = new ConcentrationBands(1500, 2500);

    /** The same authorities, Merger Guidelines, 2023, guideline 1. */
    public static final ConcentrationBands US_2023 = new ConcentrationBands(1000, 1800);

    /** How concentrated a market is. */
    public enum Band {
        LOW,
        MODERATE,
        HIGH
    }

    /** @throws IllegalArgumentException unless {@code 0 <= moderate <= high <= 10000} */
    public ConcentrationBands {
        if (!(moderate >= 0 && moderate <= high && high <= 10_000)) {
            throw new IllegalArgumentException(
                    "bands: " + moderate + ", " + high + " (expected: 0 <= moderate <= high <= 10000)");
        }
    }

    public Band of(double hhi) {
        if (hhi > high) {
            return Band.HIGH;
        }
        return hhi >= moderate ? Band.MODERATE : Band.LOW;
    }
}
