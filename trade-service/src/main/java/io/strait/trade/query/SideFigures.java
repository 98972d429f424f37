package io.strait.trade.query;

import io.strait.trade.analysis.Change;
import io.strait.trade.analysis.Contributions;
import io.strait.trade.analysis.Figure;
import io.strait.trade.analysis.Span;
import io.strait.trade.analysis.Spans;
import io.strait.trade.analysis.WindowKind;
import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One window of a view beside the same one a year before: of all its lines, and of each. */
final class SideFigures {
    private static final int EARLIEST = 1900;

    private record Line(Span now, Span before) {}

    private final WindowKind kind;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, Contributions.Line> contributions = new LinkedHashMap<>();
    private final Change change;

    private SideFigures(Comparisons.View view, WindowKind kind, YearMonth through) {
        this.kind = kind;
        view.lines()
                .forEach((commodity, line) -> lines.put(
                        commodity,
                        new Line(
                                span(kind, through, line.figures()),
                                span(kind, through.minusYears(1), line.figures()))));
        Contributions all = Contributions.of(lines.values().stream()
                .map(line ->
                        new Contributions.Pair(line.before().value(), line.now().value()))
                .toList());
        this.change = all.total();
        int i = 0;
        for (String commodity : lines.keySet()) {
            contributions.put(commodity, all.lines().get(i++));
        }
    }

    /** Null when there is no month to compare. */
    static @Nullable SideFigures of(Comparisons.View view, WindowKind kind, @Nullable YearMonth through) {
        return through == null ? null : new SideFigures(view, kind, through);
    }

    /** The newest year up to the month's in which no line misses a month; null when there is none. */
    static @Nullable SideFigures fullYear(Comparisons.View view, @Nullable YearMonth through) {
        if (through == null) {
            return null;
        }
        for (int year = through.getYear(); year >= EARLIEST; year--) {
            YearMonth end = YearMonth.of(year, 12);
            if (view.lines().values().stream()
                    .allMatch(line -> span(WindowKind.YEAR, end, line.figures()).isComplete())) {
                return new SideFigures(view, WindowKind.YEAR, end);
            }
        }
        return null;
    }

    ComparisonAnswer.Measured total() {
        return measured(lines, change, null);
    }

    ComparisonAnswer.Measured line(String commodity) {
        Contributions.Line line = Objects.requireNonNull(contributions.get(commodity));
        return measured(
                Map.of(commodity, Objects.requireNonNull(lines.get(commodity))),
                line.change(),
                lines.size() == 1 ? null : line.share());
    }

    private ComparisonAnswer.Measured measured(Map<String, Line> of, Change change, @Nullable BigDecimal share) {
        List<@Nullable BigDecimal> now = new ArrayList<>();
        List<@Nullable BigDecimal> before = new ArrayList<>();
        List<ComparisonAnswer.Missing> missing = new ArrayList<>();
        BigDecimal present = BigDecimal.ZERO;
        int months = 0;
        int estimated = 0;
        for (Map.Entry<String, Line> entry : of.entrySet()) {
            Line line = entry.getValue();
            now.add(line.now().value());
            before.add(line.before().value());
            present = present.add(line.now().sumOfPresent());
            months += line.now().present();
            estimated += line.now().estimated();
            for (Span span : List.of(line.now(), line.before())) {
                span.gaps()
                        .forEach(gap -> missing.add(new ComparisonAnswer.Missing(
                                entry.getKey(),
                                gap.month().toString(),
                                gap.reason().name())));
            }
        }
        Line any = of.values().iterator().next();
        return new ComparisonAnswer.Measured(
                any.now().label(kind),
                PlainNumbers.plain(Contributions.sum(now)),
                months == 0 ? null : PlainNumbers.plain(present),
                estimated,
                missing,
                any.before().label(kind),
                PlainNumbers.plain(Contributions.sum(before)),
                PlainNumbers.plain(change.difference()),
                PlainNumbers.plain(change.ratio()),
                change.reason() == null ? null : change.reason().name(),
                PlainNumbers.plain(share));
    }

    private static Span span(WindowKind kind, YearMonth through, Map<YearMonth, Figure> figures) {
        return new Spans(kind, 1, Frequency.MONTHLY).one(through, figures);
    }
}
