package io.strait.supplychain.risk;

import java.math.BigDecimal;
import java.util.Optional;

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

    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED =
            "us2010, us2023, or two HHI where moderate and high begin, in order, from 0 to 10000, for example 1500,2500";

    /** Bands by name or by their two numbers; empty where the text is neither. */
    public static Optional<ConcentrationBands> parse(String text) {
        if (text.equals("us2010")) {
            return Optional.of(US_2010);
        }
        if (text.equals("us2023")) {
            return Optional.of(US_2023);
        }
        String[] numbers = text.split(",", -1);
        if (numbers.length != 2 || !isNumber(numbers[0]) || !isNumber(numbers[1])) {
            return Optional.empty();
        }
        double moderate = Double.parseDouble(numbers[0]);
        double high = Double.parseDouble(numbers[1]);
        return moderate <= high && high <= 10_000
                ? Optional.of(new ConcentrationBands(moderate, high))
                : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,5}(\\.\\d{1,6})?");
    }

    /** What {@link #parse} makes the same bands of. */
    public String code() {
        if (equals(US_2010)) {
            return "us2010";
        }
        return equals(US_2023) ? "us2023" : plain(moderate) + "," + plain(high);
    }

    private static String plain(double hhi) {
        return BigDecimal.valueOf(hhi).stripTrailingZeros().toPlainString();
    }

    /** One word for where an interval lies: {@code HIGH}, or {@code LOW_TO_HIGH} where it is not in one band. */
    public String of(Interval hhi) {
        Band low = of(hhi.low());
        Band high = of(hhi.high());
        return low == high ? low.name() : low + "_TO_" + high;
    }

    public Band of(double hhi) {
        if (hhi > high) {
            return Band.HIGH;
        }
        return hhi >= moderate ? Band.MODERATE : Band.LOW;
    }
}
