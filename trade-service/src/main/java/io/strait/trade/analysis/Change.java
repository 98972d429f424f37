package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How far one value is from another.
 *
 * @param difference {@code now - before}; null when one of them is not there
 * @param ratio {@code now / before - 1}, to six decimals, half even; null for {@code reason}
 */
public record Change(
        @Nullable BigDecimal difference,
        @Nullable BigDecimal ratio,
        @Nullable NoRatio reason) {
    static final int RATIO_DECIMALS = 6;

    /** Why there is no ratio. */
    public enum NoRatio {
        INCOMPLETE,
        BEFORE_INCOMPLETE,
        BEFORE_ZERO
    }

    /** @param now null when it is incomplete; likewise {@code before} */
    public static Change of(@Nullable BigDecimal before, @Nullable BigDecimal now) {
        if (now == null) {
            return new Change(null, null, NoRatio.INCOMPLETE);
        }
        if (before == null) {
            return new Change(null, null, NoRatio.BEFORE_INCOMPLETE);
        }
        BigDecimal difference = now.subtract(before);
        if (before.signum() == 0) {
            return new Change(difference, null, NoRatio.BEFORE_ZERO);
        }
        return new Change(difference, divide(difference, before), null);
    }

    static BigDecimal divide(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, MathContext.DECIMAL128).setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
