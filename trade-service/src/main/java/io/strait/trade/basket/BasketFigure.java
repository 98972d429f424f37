package io.strait.trade.basket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a basket's codes add up to in one period.
 *
 * @param value the sum of each code's value times its share, where both are known; null when none is
 * @param byFactor the part of it that is by a share between 0 and 1
 * @param estimatedShare {@code byFactor} in {@code value}, 6 digits after the point; null without a value other than 0
 * @param reportedAsEstimate the part of {@code value} that the source itself calls an estimate
 * @param shareUnknown the whole value of the codes whose share nobody knows: none of it is in {@code value}, and at most
 *     all of it would be; null when there are none with a value
 * @param complete whether every code has a figure and a known share
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BasketFigure(
        @Nullable BigDecimal value,
        BigDecimal byFactor,
        @Nullable BigDecimal estimatedShare,
        BigDecimal reportedAsEstimate,
        @Nullable BigDecimal shareUnknown,
        boolean complete,
        List<Component> components) {
    /** Whether a code was counted, and why not. */
    public enum Outcome {
        /** Value times share is in the sum. */
        COUNTED,
        /** It has a value; nobody knows which part of it belongs. */
        SHARE_UNKNOWN,
        /** No row: not reported, or no trade. */
        NOT_REPORTED,
        /** The source has the row and no value. */
        MISSING,
        /** Confidential, in whole or, of a sum of parts, in some of them. */
        SUPPRESSED,
        /** What is excluded beneath it cannot be told apart: there are no figures at that level. */
        NOT_SEPARABLE
    }

    /**
     * A code's part.
     *
     * @param share null when nobody knows
     * @param value the code's whole value, before the share; null when there is none
     * @param level digits of the codes that were added up for it; the code's own length when it has a figure itself
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Component(
            String code,
            @Nullable BigDecimal share,
            @Nullable BigDecimal value,
            @Nullable Integer level,
            Outcome outcome) {}
}
