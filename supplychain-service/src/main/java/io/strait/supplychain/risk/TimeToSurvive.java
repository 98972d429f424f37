package io.strait.supplychain.risk;

import java.util.Arrays;

/**
 * How long demand is met when supply stops, from stock and backup: {@code TTS = stock / (demand - backup)}; and how much
 * is lost when supply needs longer than that to recover (time to recover, TTR).
 *
 * <p>Source: Simchi-Levi, Schmidt, Wei, Zhang, Combs, Ge, Gusikhin, Sanders, Zhang, Identifying Risks and Mitigating
 * Disruptions in the Automotive Supply Chain, Interfaces 45(5), 2015. Times in days, amounts in one unit, demand and
 * backup a day. Immutable and thread-safe.
 */
public sealed interface TimeToSurvive {
    /** What is lost when supply is back after so many days: {@code max(0, days - TTS) (demand - backup)}. */
    double unitsLost(double daysToRecover);

    /**
     * The backup does not suffice.
     *
     * @param shortfall what is missing a day once the stock is gone, above 0
     */
    record Days(double days, double shortfall) implements TimeToSurvive {
        /** @throws IllegalArgumentException when a number is negative or not finite */
        public Days {
            Checks.notNegative("days", days);
            Checks.notNegative("shortfall", shortfall);
        }

        @Override
        public double unitsLost(double daysToRecover) {
            Checks.notNegative("days to recover", daysToRecover);
            return Checks.notNegative("units lost", Math.max(0, daysToRecover - days) * shortfall);
        }
    }

    /** The backup meets demand for ever: there is no number of days. */
    record Unbounded() implements TimeToSurvive {
        @Override
        public double unitsLost(double daysToRecover) {
            Checks.notNegative("days to recover", daysToRecover);
            return 0;
        }
    }

    /**
     * @param demand a day
     * @param backup what others deliver a day meanwhile
     * @param stocks of what is demanded and of what it is made of, in units of the former
     * @throws IllegalArgumentException when a number is negative or not finite, or the days are too many for a number
     */
    static TimeToSurvive of(double demand, double backup, double... stocks) {
        Checks.notNegative("demand", demand);
        Checks.notNegative("backup", backup);
        double stock = 0;
        for (double one : stocks) {
            stock += Checks.notNegative("stock", one);
        }
        return backup >= demand ? new Unbounded() : new Days(stock / (demand - backup), demand - backup);
    }

    /**
     * The Risk Exposure Index: the impact of each node's disruption (units lost, or their worth) as a part of the
     * largest.
     *
     * @return 0 to 1, one a node; all 0 where nothing is lost anywhere
     * @throws IllegalArgumentException when an impact is negative or not finite
     */
    static double[] riskExposureIndex(double... impacts) {
        double largest = 0;
        for (double impact : impacts) {
            largest = Math.max(largest, Checks.notNegative("impact", impact));
        }
        double unit = largest;
        return unit == 0
                ? new double[impacts.length]
                : Arrays.stream(impacts).map(impact -> impact / unit).toArray();
    }
}
