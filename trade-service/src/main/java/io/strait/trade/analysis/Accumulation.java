package io.strait.trade.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A year-to-date value among the same windows of other years, from one series.
 *
 * @param target the window asked for
 * @param windows of every year from the first to the last with a figure in the window, and the target's, oldest first
 * @param since the first year that is compared; null when none is
 * @param rank among the complete windows up to the target; null when the target is incomplete
 * @param rankOfAll likewise, with the later years
 * @param isRecord whether the target is above every earlier complete window, of which there is at least one
 * @param previousBest the best of the earlier complete windows; null when there is none
 */
public record Accumulation(
        Window target,
        List<Window> windows,
        @Nullable Integer since,
        @Nullable Rank rank,
        @Nullable Rank rankOfAll,
        boolean isRecord,
        @Nullable PreviousBest previousBest,
        Growth yearOnYear) {
    private static final int RATIO_DECIMALS = 6;

    /**
     * @param position 1 for the highest; equal values share the better position
     * @param of how many windows are ranked
     * @param tiedWith other years with the very same value
     */
    public record Rank(int position, int of, List<Integer> tiedWith) {}

    /**
     * @param years those that had it
     * @param difference the target's value less this; null when the target is incomplete
     */
    public record PreviousBest(
            BigDecimal value, List<Integer> years, @Nullable BigDecimal difference) {}

    /** Why there is no growth rate. */
    public enum NoGrowth {
        TARGET_INCOMPLETE,
        PREVIOUS_YEAR_INCOMPLETE,
        PREVIOUS_YEAR_ZERO
    }

    /**
     * @param ratio {@code value / previous - 1}, to six decimals, half even; null for {@code reason}
     */
    public record Growth(
            int previousYear,
            @Nullable BigDecimal previousValue,
            @Nullable BigDecimal ratio,
            @Nullable NoGrowth reason) {}

    /**
     * @param through the last month of the window
     * @param figures of one series; months after {@code through}'s month play no part
     */
    public static Accumulation of(YearMonth through, Map<YearMonth, Figure> figures) {
        TreeSet<Integer> years = new TreeSet<>();
        years.add(through.getYear());
        figures.keySet().stream()
                .filter(month -> month.getMonthValue() <= through.getMonthValue())
                .forEach(month -> years.add(month.getYear()));
        List<Window> windows = new ArrayList<>();
        for (int year = years.first(); year <= years.last(); year++) {
            windows.add(window(year, through.getMonth(), figures));
        }
        Window target = windows.get(through.getYear() - years.first());
        List<Window> complete = windows.stream().filter(Window::isComplete).toList();
        List<Window> earlier =
                complete.stream().filter(w -> w.year() < target.year()).toList();
        List<Window> upTo =
                complete.stream().filter(w -> w.year() <= target.year()).toList();
        PreviousBest best = previousBest(target, earlier);
        return new Accumulation(
                target,
                List.copyOf(windows),
                upTo.isEmpty() ? null : upTo.get(0).year(),
                rank(target, upTo),
                rank(target, complete),
                best != null && best.difference() != null && best.difference().signum() > 0,
                best,
                growth(target, windows));
    }

    private static Window window(int year, Month last, Map<YearMonth, Figure> figures) {
        BigDecimal sum = BigDecimal.ZERO;
        int present = 0;
        int estimated = 0;
        List<Window.Gap> gaps = new ArrayList<>();
        for (int m = 1; m <= last.getValue(); m++) {
            YearMonth month = YearMonth.of(year, m);
            Figure figure = figures.get(month);
            if (figure instanceof Figure.Value value) {
                sum = sum.add(value.amount());
                present++;
                estimated += value.estimated() ? 1 : 0;
            } else {
                gaps.add(new Window.Gap(month, reason(figure)));
            }
        }
        return new Window(year, gaps.isEmpty() ? sum : null, sum, present, estimated, gaps);
    }

    private static Window.Reason reason(@Nullable Figure figure) {
        if (figure instanceof Figure.Missing) {
            return Window.Reason.MISSING;
        }
        return figure instanceof Figure.Suppressed ? Window.Reason.SUPPRESSED : Window.Reason.NOT_REPORTED;
    }

    private static @Nullable Rank rank(Window target, List<Window> complete) {
        BigDecimal value = target.value();
        if (value == null) {
            return null;
        }
        int above = 0;
        List<Integer> tied = new ArrayList<>();
        for (Window window : complete) {
            int order = compare(window, value);
            if (order > 0) {
                above++;
            } else if (order == 0 && window.year() != target.year()) {
                tied.add(window.year());
            }
        }
        return new Rank(above + 1, complete.size(), List.copyOf(tied));
    }

    private static @Nullable PreviousBest previousBest(Window target, List<Window> earlier) {
        BigDecimal best = null;
        for (Window window : earlier) {
            if (best == null || compare(window, best) > 0) {
                best = window.value();
            }
        }
        if (best == null) {
            return null;
        }
        BigDecimal value = best;
        List<Integer> years = earlier.stream()
                .filter(window -> compare(window, value) == 0)
                .map(Window::year)
                .toList();
        return new PreviousBest(
                value, years, target.value() == null ? null : target.value().subtract(value));
    }

    private static Growth growth(Window target, List<Window> windows) {
        int year = target.year() - 1;
        BigDecimal previous = windows.stream()
                .filter(window -> window.year() == year)
                .findFirst()
                .map(Window::value)
                .orElse(null);
        BigDecimal value = target.value();
        if (value == null) {
            return new Growth(year, previous, null, NoGrowth.TARGET_INCOMPLETE);
        }
        if (previous == null) {
            return new Growth(year, null, null, NoGrowth.PREVIOUS_YEAR_INCOMPLETE);
        }
        if (previous.signum() == 0) {
            return new Growth(year, previous, null, NoGrowth.PREVIOUS_YEAR_ZERO);
        }
        BigDecimal ratio = value.subtract(previous)
                .divide(previous, MathContext.DECIMAL128)
                .setScale(RATIO_DECIMALS, RoundingMode.HALF_EVEN);
        return new Growth(year, previous, ratio, null);
    }

    private static int compare(Window window, BigDecimal value) {
        BigDecimal own = window.value();
        return own == null ? -1 : own.compareTo(value);
    }
}
