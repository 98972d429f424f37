package io.strait.trade.rate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A converted amount before it is rounded, so that a sum of amounts with rates of their own is rounded once, at its end.
 *
 * @param denominator more than 0
 */
public record Fraction(BigDecimal numerator, BigDecimal denominator) {
    private static final Fraction ZERO = new Fraction(BigDecimal.ZERO, BigDecimal.ONE);

    /** Exact. */
    public static Fraction sum(Collection<Fraction> parts) {
        Map<BigDecimal, BigDecimal> byDenominator = new TreeMap<>();
        parts.forEach(part -> byDenominator.merge(part.denominator, part.numerator, BigDecimal::add));
        return together(byDenominator.entrySet().stream()
                .map(entry -> new Fraction(entry.getValue(), entry.getKey()))
                .toList());
    }

    /** By halves, so that numbers of like length are multiplied. */
    private static Fraction together(List<Fraction> parts) {
        if (parts.size() < 2) {
            return parts.isEmpty() ? ZERO : parts.get(0);
        }
        int half = parts.size() / 2;
        return together(parts.subList(0, half)).plus(together(parts.subList(half, parts.size())));
    }

    private Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Half to even, at {@link Factor#SCALE}. */
    public BigDecimal rounded() {
        return numerator.divide(denominator, Factor.SCALE, RoundingMode.HALF_EVEN);
    }
}
