package io.strait.trade.analysis;

import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a series that are compared with one another.
 *
 * @param kind what is added up
 * @param months how many months a rolling window has; of no effect otherwise
 * @param frequency of the series
 */
public record Spans(WindowKind kind, int months, Frequency frequency) {
    /** A decade: longer sums tell nothing of a month. */
    public static final int MAX_MONTHS = 120;

    public Spans {
        if (months < 1 || months > MAX_MONTHS) {
            throw new IllegalArgumentException("months: " + months + " (expected: 1 to " + MAX_MONTHS + ")");
        }
    }

    /** Whether periods of the frequency make up such windows: years make no month. */
    public boolean possible() {
        switch (kind) {
            case MONTH:
                return frequency == Frequency.MONTHLY;
            case QUARTER:
                return frequency != Frequency.ANNUAL;
            case YEAR:
                return true;
            case YEAR_TO_DATE:
                return frequency != Frequency.ANNUAL;
            default:
                return months % frequency.months() == 0;
        }
    }

    /** Whether a window may end with that month: a quarter does not end in April. */
    public boolean endsWith(YearMonth through) {
        int month = through.getMonthValue();
        switch (kind) {
            case QUARTER:
                return month % 3 == 0;
            case YEAR:
                return month == 12;
            default:
                return month % frequency.months() == 0;
        }
    }

    /**
     * Every window from the first figure to the last, and the one through {@code through}, oldest first. Rolling
     * windows that would begin before the first figure are none.
     *
     * @param through the last month of the window that others are compared with
     * @param figures by the first month of their periods
     * @throws IllegalArgumentException when no window ends with {@code through}, or the frequency makes up none
     */
    public List<Span> of(YearMonth through, Map<YearMonth, Figure> figures) {
        if (!possible() || !endsWith(through)) {
            throw new IllegalArgumentException("window: no " + kind + " of " + frequency + " ends with " + through);
        }
        int length = length(through);
        int stride = stride();
        TreeSet<YearMonth> periods = new TreeSet<>(figures.keySet());
        long back = 0;
        long on = 0;
        if (!periods.isEmpty()) {
            YearMonth first = periods.first();
            YearMonth last = periods.last().plusMonths(frequency.months() - 1L);
            if (kind == WindowKind.ROLLING) {
                back = Math.max(0, ChronoUnit.MONTHS.between(first, through.minusMonths(length - 1L)) / stride);
                on = Math.max(0, ChronoUnit.MONTHS.between(through, last) / stride);
            } else {
                // The window's last month is not before the first figure, its first month not after the last one.
                back = Math.max(0, Math.floorDiv(ChronoUnit.MONTHS.between(first, through), stride));
                on = Math.max(
                        0, Math.floorDiv(ChronoUnit.MONTHS.between(through.minusMonths(length - 1L), last), stride));
            }
        }
        List<Span> spans = new ArrayList<>();
        for (long i = -back; i <= on; i++) {
            spans.add(span(through.plusMonths(i * stride), length, figures));
        }
        return spans;
    }

    /** The window through {@code through} alone. */
    public Span one(YearMonth through, Map<YearMonth, Figure> figures) {
        return span(through, length(through), figures);
    }

    /** The last month of the newest complete window; empty when there is none. */
    public Optional<YearMonth> newest(Map<YearMonth, Figure> figures) {
        if (!possible()) {
            return Optional.empty();
        }
        return new TreeSet<>(figures.keySet())
                .descendingSet().stream()
                        .map(first -> first.plusMonths(frequency.months() - 1L))
                        .filter(this::endsWith)
                        .filter(through ->
                                span(through, length(through), figures).isComplete())
                        .findFirst();
    }

    private int length(YearMonth through) {
        switch (kind) {
            case MONTH:
                return 1;
            case QUARTER:
                return 3;
            case YEAR:
                return 12;
            case YEAR_TO_DATE:
                return through.getMonthValue();
            default:
                return months;
        }
    }

    private int stride() {
        switch (kind) {
            case MONTH:
                return 1;
            case QUARTER:
                return 3;
            case YEAR:
            case YEAR_TO_DATE:
                return 12;
            default:
                return frequency.months();
        }
    }

    private Span span(YearMonth through, int length, Map<YearMonth, Figure> figures) {
        YearMonth from = through.minusMonths(length - 1L);
        BigDecimal sum = BigDecimal.ZERO;
        int present = 0;
        int estimated = 0;
        List<Window.Gap> gaps = new ArrayList<>();
        for (YearMonth month = from; !month.isAfter(through); month = month.plusMonths(frequency.months())) {
            Figure figure = figures.get(month);
            if (figure instanceof Figure.Value value) {
                sum = sum.add(value.amount());
                present++;
                estimated += value.estimated() ? 1 : 0;
            } else {
                gaps.add(new Window.Gap(month, reason(figure)));
            }
        }
        return new Span(from, through, gaps.isEmpty() ? sum : null, sum, present, estimated, gaps);
    }

    private static Window.Reason reason(@Nullable Figure figure) {
        if (figure instanceof Figure.Missing) {
            return Window.Reason.MISSING;
        }
        return figure instanceof Figure.Suppressed ? Window.Reason.SUPPRESSED : Window.Reason.NOT_REPORTED;
    }
}
