package io.strait.trade.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it is read for an answer: without the dimensions of its series, which are many times its size.
 *
 * @param revision since which it holds
 * @param status REPORTED, ESTIMATED, MISSING or SUPPRESSED
 * @param amounts as plain decimal text, in the order of {@link Measure}; null where there is none or it was not asked for
 * @param estimated bits of {@link ObservationAnswer.Estimated}
 * @param parts what it was added up from; null when it was not
 * @param basket what a basket's figure is made of; null for a commodity
 */
record FigureRow(
        long seriesId,
        LocalDate periodStart,
        long revision,
        String status,
        List<@Nullable String> amounts,
        @Nullable Integer quantityUnit,
        @Nullable Integer altQuantityUnit,
        int estimated,
        @Nullable Parts parts,
        @Nullable BasketTally basket) {
    /** Of a commodity. */
    FigureRow(
            long seriesId,
            LocalDate periodStart,
            long revision,
            String status,
            List<@Nullable String> amounts,
            @Nullable Integer quantityUnit,
            @Nullable Integer altQuantityUnit,
            int estimated,
            @Nullable Parts parts) {
        this(seriesId, periodStart, revision, status, amounts, quantityUnit, altQuantityUnit, estimated, parts, null);
    }

    @Nullable
    String amount(Measure measure) {
        return amounts.get(measure.ordinal());
    }

    @Nullable
    BigDecimal value() {
        String value = amount(Measure.PRIMARY_VALUE);
        return value == null ? null : new BigDecimal(value);
    }

    /**
     * Whether something that was added up has no value; null when nothing was.
     *
     * @param conversion of the question
     */
    @Nullable
    Boolean incomplete(@Nullable Conversion conversion) {
        boolean ofParts = parts != null && conversion != null && parts.isIncomplete(conversion.parts());
        boolean ofCodes = basket != null && basket.isIncomplete();
        return parts == null && basket == null ? null : ofParts || ofCodes;
    }

    /** Of a measure that has one. */
    @Nullable
    Integer unit(Measure measure) {
        return measure == Measure.QUANTITY ? quantityUnit : altQuantityUnit;
    }

    /**
     * How many parts of a period said what.
     *
     * @param values with a value, estimated ones among them
     */
    record Parts(int values, int estimated, int missing, int suppressed) {
        int notReported(int of) {
            return of - values - missing - suppressed;
        }

        boolean isIncomplete(int of) {
            return values < of;
        }
    }
}
