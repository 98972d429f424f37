package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Herfindahl-Hirschman index of one market: {@code HHI = sum of s_i^2}, shares in percent, 0 (nobody is large) to
 * 10000 (one supplier); and the interval that it lies in when shares are unknown.
 *
 * <p>Convention. The shares of all suppliers, named and unnamed, add up to 100. A share that is known exactly is all that
 * this supplier has; a range is anywhere within; negligible is from 0 to a bound; unknown is from 0 to whatever is left.
 * What no named supplier has belongs to any number of unnamed ones. So the lowest HHI gives every supplier the low end
 * and spreads the rest over infinitely many unnamed ones, where it adds nothing; the highest one heaps the rest on as few
 * as the ranges allow, an unnamed one among them. 70/15/5 and 10 unknown: {@code 70^2+15^2+5^2 = 5150} to
 * {@code 5150+10^2 = 5250}. Both ends are reached, or come as near as one likes.
 *
 * <p>Collective suppliers are no supplier: they are left out and said, and what they have counts as unknown. Low ends
 * that add up to more than 100, as rounded shares do, are scaled down to 100, and {@link #excess()} says by how much.
 *
 * <p>Immutable and thread-safe.
 *
 * @param hhi the interval; a point where nothing is unknown
 * @param hhiOfKnown the sum of squares of the exactly known shares alone, unscaled, as published tables have it
 * @param coverage percent of the market whose supplier is known: the sum of the low ends, at most 100
 * @param suppliers how many are named and not known to have nothing, collective ones left out
 * @param unknown how many of them have an unknown share
 * @param excess by how many points the low ends exceed 100; else 0
 * @param excluded the collective suppliers that were left out
 */
public record Concentration(
        Interval hhi,
        double hhiOfKnown,
        double coverage,
        int suppliers,
        int unknown,
        double excess,
        List<SupplierShare> excluded) {
    /** What a negligible share is at most, in percent, unless said otherwise. */
    public static final double NEGLIGIBLE_UP_TO = 1;

    public Concentration {
        excluded = List.copyOf(excluded);
    }

    /** By supplier, with negligible shares up to {@link #NEGLIGIBLE_UP_TO}. */
    public static Concentration of(List<SupplierShare> shares) {
        return of(shares, NEGLIGIBLE_UP_TO);
    }

    /**
     * By supplier: each is one of its own, be it an organisation or an area.
     *
     * @param negligibleUpTo percent, 0 to 100
     * @throws IllegalArgumentException when the bound is out of its range
     */
    public static Concentration of(List<SupplierShare> shares, double negligibleUpTo) {
        Market market = new Market(shares, negligibleUpTo);
        return market.concentration(
                new Interval(market.lowest(), HighestSquares.of(market.low, market.high, 100 - market.coverage())));
    }

    /**
     * By area (or any other group) of suppliers whose own shares are given. A supplier whose group is unknown, and every
     * unnamed one, may be of any group or of one of its own: so the highest HHI gives all of it to the largest.
     *
     * @param areaOf null where unknown
     * @throws IllegalArgumentException when the bound is out of its range
     */
    public static Concentration byArea(
            List<SupplierShare> shares, Function<SupplierShare, @Nullable String> areaOf, double negligibleUpTo) {
        Market market = new Market(shares, negligibleUpTo);
        Map<String, Double> areas = new LinkedHashMap<>();
        double lowest = 0;
        for (int i = 0; i < market.named.size(); i++) {
            String area = areaOf.apply(market.named.get(i));
            if (area == null) {
                lowest += market.low[i] * market.low[i];
            } else {
                areas.merge(area, market.low[i], Double::sum);
            }
        }
        double placed = 0;
        double largest = 0;
        double squares = 0;
        for (double share : areas.values()) {
            placed += share;
            largest = Math.max(largest, share);
            squares += share * share;
        }
        double free = Math.max(0, 100 - placed);
        double highest = squares - largest * largest + (largest + free) * (largest + free);
        return market.concentration(interval(lowest + squares, highest));
    }

    /**
     * Of amounts in any unit, all of them known: {@code s_i = 100 a_i / sum of a}.
     *
     * @return 0 to 10000; 0 where there is no amount at all
     * @throws IllegalArgumentException when an amount is negative or not finite
     */
    public static double ofAmounts(double... amounts) {
        double largest = 0;
        for (double amount : amounts) {
            largest = Math.max(largest, Checks.notNegative("amount", amount));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        double squares = 0;
        for (double amount : amounts) {
            double part = amount / largest;
            sum += part;
            squares += part * part;
        }
        return 10_000 * squares / (sum * sum);
    }

    /**
     * How many suppliers of equal size would be as concentrated: {@code 10000 / HHI}. Empty where the lowest HHI is 0,
     * because then there may be any number.
     */
    public Optional<Interval> effectiveSuppliers() {
        return effectiveSuppliers(hhi);
    }

    /** The same of any interval of the HHI. */
    public static Optional<Interval> effectiveSuppliers(Interval hhi) {
        return 10_000 / hhi.low() <= Double.MAX_VALUE
                ? Optional.of(new Interval(10_000 / hhi.high(), 10_000 / hhi.low()))
                : Optional.empty();
    }

    /** The band of the lowest HHI: at least this concentrated. */
    public ConcentrationBands.Band atLeast(ConcentrationBands bands) {
        return bands.of(hhi.low());
    }

    /** The band of the highest HHI: at most this concentrated. */
    public ConcentrationBands.Band atMost(ConcentrationBands bands) {
        return bands.of(hhi.high());
    }

    /** Sums that are equal in the mind differ by rounding: the low end is not above the high one, nor above 10000. */
    private static Interval interval(double low, double high) {
        double top = Math.min(10_000, high);
        return new Interval(Math.min(low, top), top);
    }

    /** The named suppliers with what each has at least and at most, scaled so that the low ends fit into 100. */
    private static final class Market {
        final List<SupplierShare> named = new ArrayList<>();
        final List<SupplierShare> collective = new ArrayList<>();
        final double[] low;
        final double[] high;
        final double sumOfLow;
        private double squaresOfExact;
        private int notNothing;
        private int unknown;

        Market(List<SupplierShare> shares, double negligibleUpTo) {
            if (!(negligibleUpTo >= 0 && negligibleUpTo <= 100)) {
                throw new IllegalArgumentException("negligible: " + negligibleUpTo + " (expected: 0 to 100)");
            }
            shares.forEach(share -> (share.collective() ? collective : named).add(share));
            low = new double[named.size()];
            high = new double[named.size()];
            for (int i = 0; i < low.length; i++) {
                place(i, named.get(i).share(), negligibleUpTo);
            }
            sumOfLow = Arrays.stream(low).sum();
            if (sumOfLow > 100) {
                for (int i = 0; i < low.length; i++) {
                    low[i] *= 100 / sumOfLow;
                    high[i] = low[i];
                }
            }
        }

        private void place(int i, Share share, double negligibleUpTo) {
            notNothing++;
            if (share instanceof Share.Known known) {
                low[i] = known.low().doubleValue();
                high[i] = known.high().doubleValue();
                if (low[i] == high[i]) {
                    squaresOfExact += low[i] * low[i];
                }
                if (high[i] == 0) {
                    notNothing--;
                }
            } else if (share instanceof Share.Negligible) {
                high[i] = negligibleUpTo;
            } else {
                high[i] = 100;
                unknown++;
            }
        }

        double coverage() {
            return Math.min(100, sumOfLow);
        }

        double lowest() {
            double squares = 0;
            for (double share : low) {
                squares += share * share;
            }
            return squares;
        }

        Concentration concentration(Interval hhi) {
            return new Concentration(
                    interval(hhi.low(), hhi.high()),
                    squaresOfExact,
                    coverage(),
                    notNothing,
                    unknown,
                    Math.max(0, sumOfLow - 100),
                    collective);
        }
    }
}
