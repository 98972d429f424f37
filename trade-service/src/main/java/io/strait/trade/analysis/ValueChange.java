package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How far a vintage of a figure is from the one before it.
 *
 * @param absolute value less the value before; null when one of them has none
 * @param relative {@code value / before - 1}, to six decimals, half even; null for {@code reason}
 */
public record ValueChange(
        @Nullable BigDecimal absolute,
        @Nullable BigDecimal relative,
        @Nullable NoChange reason) {
    private static final int RATIO_DECIMALS = 6;

    /** Why there is no relative change. */
    public enum NoChange {
        FIRST_VINTAGE,
        ZERO_BEFORE,
        MISSING_BEFORE,
        SUPPRESSED_BEFORE,
        MISSING,
        SUPPRESSED
    }

    /** @param before null when {@code now} is the first vintage */
    public static ValueChange of(@Nullable Figure before, Figure now) {
        if (before == null) {
            return none(NoChange.FIRST_VINTAGE);
        }
        if (!(before instanceof Figure.Value valueBefore)) {
            return none(before instanceof Figure.Missing ? NoChange.MISSING_BEFORE : NoChange.SUPPRESSED_BEFORE);
        }
        if (!(now instanceof Figure.Value value)) {
            return none(now instanceof Figure.Missing ? NoChange.MISSING : NoChange.SUPPRESSED);
        }
        BigDecimal absolute = value.amount().subtract(valueBefore.amount());
        if (valueBefore.amount().signum() == 0) {
            return new ValueChange(absolute, null, NoChange.ZERO_BEFORE);
        }
        BigDecimal relative = absolute.divide(valueBefore.amount(), MathContext.DECIMAL128)
                .setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN);
        return new ValueChange(absolute, relative, null);
    }

    private static ValueChange none(NoChange reason) {
        return new ValueChange(null, null, reason);
    }
}
