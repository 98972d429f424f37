package io.strait.trade.analysis;

import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A record that new figures set: one window is beyond every other one, earlier and later, and was not before.
 *
 * @param window the one, complete
 * @param previous the most extreme of the others
 * @param since the first month compared
 * @param compared how many windows are compared, this one included
 */
public record RecordNews(
        WindowKind kind, Records.Side side, Span window, Records.Best previous, YearMonth since, int compared) {
    /** How many other windows there must be: the second month of a series is no news, however high. */
    static int fewest(WindowKind kind) {
        switch (kind) {
            case MONTH:
                return 12;
            case QUARTER:
                return 4;
            default:
                return 2;
        }
    }

    public BigDecimal value() {
        return Objects.requireNonNull(window.value());
    }

    /**
     * Of each kind at most one high and one low: months or quarters, years, and the year to date through the newest
     * period, unless that is the year's last and it would be said twice.
     *
     * @param before the figures that were held; empty when there were none
     * @param after the figures that are held now; by the first month of their periods, both of them
     */
    public static List<RecordNews> of(
            Frequency frequency, Map<YearMonth, Figure> before, Map<YearMonth, Figure> after) {
        TreeSet<YearMonth> changed = new TreeSet<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(month -> !Objects.equals(before.get(month), after.get(month)))
                .forEach(changed::add);
        if (changed.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        YearMonth newest = new TreeSet<>(after.keySet()).last().plusMonths(frequency.months() - 1L);
        YearMonth yearEnd = newest.withMonth(12);
        List<RecordNews> news = new ArrayList<>();
        switch (frequency) {
            case MONTHLY:
                news.addAll(of(new Spans(WindowKind.MONTH, 1, frequency), newest, changed, before, after));
                break;
            case QUARTERLY:
                news.addAll(of(new Spans(WindowKind.QUARTER, 3, frequency), newest, changed, before, after));
                break;
            default:
                break;
        }
        if (newest.isBefore(yearEnd)) {
            news.addAll(of(new Spans(WindowKind.YEAR_TO_DATE, 1, frequency), newest, changed, before, after));
        }
        news.addAll(of(new Spans(WindowKind.YEAR, 12, frequency), yearEnd, changed, before, after));
        return news;
    }

    private static List<RecordNews> of(
            Spans spans,
            YearMonth through,
            TreeSet<YearMonth> changed,
            Map<YearMonth, Figure> before,
            Map<YearMonth, Figure> after) {
        List<Span> now =
                spans.of(through, after).stream().filter(Span::isComplete).toList();
        List<RecordNews> news = new ArrayList<>();
        for (Records.Side side : Records.Side.values()) {
            Records.Best best = Records.best(side, now).orElse(null);
            if (best == null
                    || best.windows().size() > 1
                    || now.size() <= fewest(spans.kind())
                    || !touched(best.windows().get(0), changed)) {
                continue;
            }
            Span window = best.windows().get(0);
            List<Span> held = Records.best(side, spans.of(through, before))
                    .map(Records.Best::windows)
                    .orElse(List.of());
            if (held.size() == 1 && held.get(0).through().equals(window.through())) {
                // It was the record before, by another value.
                continue;
            }
            List<Span> others =
                    now.stream().filter(other -> !other.equals(window)).toList();
            news.add(new RecordNews(
                    spans.kind(),
                    side,
                    window,
                    Records.best(side, others).orElseThrow(),
                    now.get(0).from(),
                    now.size()));
        }
        return news;
    }

    private static boolean touched(Span window, TreeSet<YearMonth> changed) {
        YearMonth first = changed.ceiling(window.from());
        return first != null && window.contains(first);
    }
}
