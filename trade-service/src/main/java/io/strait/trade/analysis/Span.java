package io.strait.trade.analysis;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window of one series: the periods from the month {@code from} to the month {@code through}, added up.
 *
 * @param value the sum, null when a period is missing: a part of a window compares with nothing
 * @param sumOfPresent the sum of the periods there are
 * @param present periods with a value, zero being one
 * @param estimated how many of them are estimates
 * @param gaps the other periods, by their first month
 */
public record Span(
        YearMonth from,
        YearMonth through,
        @Nullable BigDecimal value,
        BigDecimal sumOfPresent,
        int present,
        int estimated,
        List<Window.Gap> gaps) {
    public Span {
        gaps = List.copyOf(gaps);
        if (through.isBefore(from)) {
            throw new IllegalArgumentException("window: ends in " + through + ", before " + from);
        }
        if ((value == null) == gaps.isEmpty()) {
            throw new IllegalArgumentException("window through " + through + ": a value and gaps, or neither");
        }
    }

    public boolean isComplete() {
        return value != null;
    }

    public boolean contains(YearMonth month) {
        return !month.isBefore(from) && !month.isAfter(through);
    }

    /** {@code 2024-08}, {@code 2024-Q3}, {@code 2024}, or {@code 2024-01..2024-08}. */
    public String label(WindowKind kind) {
        switch (kind) {
            case QUARTER:
                return new Period(Frequency.QUARTERLY, from.atDay(1)).toString();
            case YEAR:
                return new Period(Frequency.ANNUAL, from.atDay(1)).toString();
            default:
                return from.equals(through) ? through.toString() : from + ".." + through;
        }
    }
}
