package io.strait.trade.rate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What amounts of one currency are multiplied by, as an exact fraction: nothing is rounded before the end.
 *
 * @param numerator of the fraction
 * @param denominator likewise; more than 0
 * @param legs from currency to currency, in order; none where both are the same
 */
public record Factor(BigDecimal numerator, BigDecimal denominator, List<Leg> legs) {
    /** Digits after the point of a converted amount. */
    public static final int SCALE = 6;

    private static final MathContext SHOWN = new MathContext(18, RoundingMode.HALF_EVEN);

    /** How the rate of an amount was found. */
    public enum Method {
        /** There is nothing to convert. */
        SAME_CURRENCY,
        /** By a rate between the two. */
        DIRECT,
        /** By one of the other direction. */
        INVERSE,
        /** By way of a third currency. */
        PIVOT
    }

    /**
     * A step.
     *
     * @param from as the amount goes; the rates have the other direction when {@code inverse}
     * @param rates one of the amount's period, or those of all its months, whose mean it is
     */
    public record Leg(String from, String to, boolean inverse, List<Rate> rates) {
        public Leg {
            if (rates.isEmpty()) {
                throw new IllegalArgumentException("a leg without a rate");
            }
            rates = List.copyOf(rates);
        }

        public boolean isMean() {
            return rates.size() > 1;
        }

        private BigDecimal sum() {
            return rates.stream().map(Rate::rate).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private BigDecimal numerator() {
            return inverse ? BigDecimal.valueOf(rates.size()) : sum();
        }

        private BigDecimal denominator() {
            return inverse ? sum() : BigDecimal.valueOf(rates.size());
        }
    }

    static Factor of(List<Leg> legs) {
        BigDecimal numerator = BigDecimal.ONE;
        BigDecimal denominator = BigDecimal.ONE;
        for (Leg leg : legs) {
            numerator = numerator.multiply(leg.numerator());
            denominator = denominator.multiply(leg.denominator());
        }
        return new Factor(numerator, denominator, List.copyOf(legs));
    }

    public Method method() {
        if (legs.isEmpty()) {
            return Method.SAME_CURRENCY;
        }
        return legs.size() > 1 ? Method.PIVOT : legs.get(0).inverse() ? Method.INVERSE : Method.DIRECT;
    }

    /** {@code amount * numerator / denominator}, half to even at {@link #SCALE}; as it is in the same currency. */
    public BigDecimal apply(BigDecimal amount) {
        return legs.isEmpty() ? amount : exact(amount).rounded();
    }

    /** Likewise, not rounded yet. */
    public Fraction exact(BigDecimal amount) {
        return new Fraction(amount.multiply(numerator), denominator);
    }

    /** To be read, in 18 digits; amounts are converted by the fraction. */
    public BigDecimal rate() {
        return numerator.divide(denominator, SHOWN);
    }
}
