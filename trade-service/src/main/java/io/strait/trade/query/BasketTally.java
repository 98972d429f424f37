package io.strait.trade.query;

import io.strait.trade.basket.BasketFigure;
import io.strait.trade.basket.BasketFigure.Outcome;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How much of some figures of a basket is estimated, and what is not in them; added up as their values are.
 *
 * @param byFactor the part that is by a share between 0 and 1
 * @param reportedAsEstimate the part that sources call an estimate
 * @param shareUnknown the whole value of codes whose share nobody knows
 * @param codes how many codes said what, in all figures together
 */
record BasketTally(
        BigDecimal byFactor, BigDecimal reportedAsEstimate, BigDecimal shareUnknown, Map<Outcome, Long> codes) {
    static BasketTally of(BasketFigure figure) {
        Map<Outcome, Long> codes = new EnumMap<>(Outcome.class);
        figure.components().forEach(component -> codes.merge(component.outcome(), 1L, Long::sum));
        BigDecimal unknown = figure.shareUnknown();
        return new BasketTally(
                figure.byFactor(), figure.reportedAsEstimate(), unknown == null ? BigDecimal.ZERO : unknown, codes);
    }

    BasketTally plus(BasketTally other) {
        return with(other, BigDecimal::add, Long::sum);
    }

    BasketTally minus(BasketTally other) {
        return with(other, BigDecimal::subtract, (a, b) -> a - b);
    }

    private BasketTally with(BasketTally other, BinaryOperator<BigDecimal> amounts, BinaryOperator<Long> counts) {
        Map<Outcome, Long> together = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            together.put(outcome, counts.apply(count(outcome), other.count(outcome)));
        }
        return new BasketTally(
                amounts.apply(byFactor, other.byFactor),
                amounts.apply(reportedAsEstimate, other.reportedAsEstimate),
                amounts.apply(shareUnknown, other.shareUnknown),
                together);
    }

    /** Null for what is of no basket. */
    static @Nullable BasketTally plus(@Nullable BasketTally a, @Nullable BasketTally b) {
        return a == null ? b : b == null ? a : a.plus(b);
    }

    long count(Outcome outcome) {
        return codes.getOrDefault(outcome, 0L);
    }

    long of() {
        return codes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether a code has no figure, or no known share. */
    boolean isIncomplete() {
        return count(Outcome.COUNTED) < of();
    }
}
