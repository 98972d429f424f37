package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.basket.BasketFigure.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a basket's value is estimated, and what is not in it. Amounts are in the currency that the figures were
 * delivered in; they are null where figures must not be added.
 *
 * @param byFactor the part of the value that is by a share between 0 and 1
 * @param estimatedShare {@code byFactor} over the value, up to 6 digits after the point; null without a value other than 0
 * @param reportedAsEstimate the part of the value that the source itself calls an estimate
 * @param shareUnknown the whole value of codes whose share nobody knows: none of it is in the value, and at most all of it
 *     would be; null when there are none with a value
 * @param codes how many codes of the basket said what, in all figures together
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BasketShare(
        @Nullable BigDecimal byFactor,
        @Nullable BigDecimal estimatedShare,
        @Nullable BigDecimal reportedAsEstimate,
        @Nullable BigDecimal shareUnknown,
        Codes codes) {
    private static final int SHARE_SCALE = 6;

    /** The columns of formats without members. */
    static final List<String> HEADER = List.of(
            "byFactor",
            "estimatedShare",
            "reportedAsEstimate",
            "shareUnknown",
            "codesOf",
            "codesCounted",
            "codesShareUnknown",
            "codesMissing",
            "codesSuppressed",
            "codesNotReported",
            "codesNotSeparable");

    /**
     * @param of how many there are: those that the basket holds, for each figure
     * @param counted value times share is in the value
     * @param shareUnknown with a value of which nobody knows the part that belongs
     * @param missing the source has the figure and no value
     * @param suppressed confidential, in whole or in some part
     * @param notReported no figure: not reported, or no trade
     * @param notSeparable what is excluded beneath them cannot be told apart
     */
    record Codes(
            long of,
            long counted,
            long shareUnknown,
            long missing,
            long suppressed,
            long notReported,
            long notSeparable) {
        static Codes of(BasketTally tally) {
            return new Codes(
                    tally.of(),
                    tally.count(Outcome.COUNTED),
                    tally.count(Outcome.SHARE_UNKNOWN),
                    tally.count(Outcome.MISSING),
                    tally.count(Outcome.SUPPRESSED),
                    tally.count(Outcome.NOT_REPORTED),
                    tally.count(Outcome.NOT_SEPARABLE));
        }
    }

    /** @param value what the tally is of; null when no code has one */
    static BasketShare of(BasketTally tally, @Nullable BigDecimal value) {
        return new BasketShare(
                PlainNumbers.plain(tally.byFactor()),
                value == null || value.signum() == 0
                        ? null
                        : PlainNumbers.plain(tally.byFactor().divide(value, SHARE_SCALE, RoundingMode.HALF_EVEN)),
                PlainNumbers.plain(tally.reportedAsEstimate()),
                tally.count(Outcome.SHARE_UNKNOWN) == 0 ? null : PlainNumbers.plain(tally.shareUnknown()),
                Codes.of(tally));
    }

    /** Of figures that must not be added. */
    static BasketShare counts(BasketTally tally) {
        return new BasketShare(null, null, null, null, Codes.of(tally));
    }

    List<String> fields() {
        return List.of(
                CsvText.number(byFactor),
                CsvText.number(estimatedShare),
                CsvText.number(reportedAsEstimate),
                CsvText.number(shareUnknown),
                String.valueOf(codes.of),
                String.valueOf(codes.counted),
                String.valueOf(codes.shareUnknown),
                String.valueOf(codes.missing),
                String.valueOf(codes.suppressed),
                String.valueOf(codes.notReported),
                String.valueOf(codes.notSeparable));
    }
}
