package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * January through some month of one year.
 *
 * @param value the sum, null when a month is missing: a part of a window compares with nothing
 * @param sumOfPresent the sum of the months there are
 * @param monthsPresent months with a value, zero being one
 * @param monthsEstimated how many of them are estimates
 * @param gaps the other months
 */
public record Window(
        int year,
        @Nullable BigDecimal value,
        BigDecimal sumOfPresent,
        int monthsPresent,
        int monthsEstimated,
        List<Gap> gaps) {
    /** Why a month has no value. */
    public enum Reason {
        NOT_REPORTED,
        MISSING,
        SUPPRESSED
    }

    /** A month without a value. */
    public record Gap(YearMonth month, Reason reason) {}

    public Window {
        gaps = List.copyOf(gaps);
        if ((value == null) == gaps.isEmpty()) {
            throw new IllegalArgumentException("window " + year + ": a value and gaps, or neither");
        }
    }

    public boolean isComplete() {
        return gaps.isEmpty();
    }
}
