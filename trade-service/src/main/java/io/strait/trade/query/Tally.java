package io.strait.trade.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures counted and added.
 *
 * @param series with at least one figure
 * @param items what an answer gives of them: as many as figures, unless these are added up to longer periods
 * @param estimated figures with a value that is an estimate
 * @param missing figures without a value
 * @param suppressed figures without a value, for it is confidential
 * @param sums of the measures asked for, in their order
 * @param counts how many figures are in each
 * @param basket what a basket's figures are made of; null for commodities
 */
record Tally(
        long series,
        long items,
        long figures,
        long estimated,
        long missing,
        long suppressed,
        List<BigDecimal> sums,
        List<Long> counts,
        @Nullable BasketTally basket) {
    /** Of commodities. */
    Tally(
            long series,
            long items,
            long figures,
            long estimated,
            long missing,
            long suppressed,
            List<BigDecimal> sums,
            List<Long> counts) {
        this(series, items, figures, estimated, missing, suppressed, sums, counts, null);
    }

    static Tally none(int measures) {
        List<BigDecimal> sums = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < measures; i++) {
            sums.add(BigDecimal.ZERO);
            counts.add(0L);
        }
        return new Tally(0, 0, 0, 0, 0, 0, sums, counts);
    }

    Tally plus(Tally other) {
        return new Tally(
                series + other.series,
                items + other.items,
                figures + other.figures,
                estimated + other.estimated,
                missing + other.missing,
                suppressed + other.suppressed,
                sums(other, 1),
                counts(other, 1),
                BasketTally.plus(basket, other.basket));
    }

    Tally minus(Tally other) {
        return new Tally(
                series - other.series,
                items - other.items,
                figures - other.figures,
                estimated - other.estimated,
                missing - other.missing,
                suppressed - other.suppressed,
                sums(other, -1),
                counts(other, -1),
                basket == null || other.basket == null ? basket : basket.minus(other.basket));
    }

    private List<BigDecimal> sums(Tally other, int sign) {
        List<BigDecimal> together = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            together.add(sums.get(i).add(other.sums.get(i).multiply(BigDecimal.valueOf(sign))));
        }
        return together;
    }

    private List<Long> counts(Tally other, int sign) {
        List<Long> together = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            together.add(counts.get(i) + sign * other.counts.get(i));
        }
        return together;
    }

    /** Of the measure in that place; null when no figure has it, which is not zero. */
    @Nullable
    BigDecimal sum(int measure) {
        return counts.get(measure) == 0 ? null : PlainNumbers.plain(sums.get(measure));
    }
}
