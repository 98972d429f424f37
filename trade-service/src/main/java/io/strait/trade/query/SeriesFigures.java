package io.strait.trade.query;

import io.strait.trade.analysis.Figure;
import io.strait.trade.analysis.Span;
import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one series as the arithmetic takes them. Whatever else has figures by period, a basket say, is ranked
 * and compared the same way once it is given as this.
 *
 * @param series one of its figures, for the dimensions
 * @param figures by the first month of their periods
 * @param vintages when each of them came
 * @param basis {@code CIF} or {@code FOB} where the source tells that value too and every figure is it; null where it
 *     does not
 */
record SeriesFigures(
        StoredFigure series,
        Map<YearMonth, Figure> figures,
        Map<YearMonth, Instant> vintages,
        @Nullable String basis) {
    /** @param rows of any number of series, those of one together and in the order of their periods */
    static List<SeriesFigures> of(List<StoredFigure> rows) {
        Map<String, List<StoredFigure>> bySeries = new LinkedHashMap<>();
        rows.forEach(row -> bySeries.computeIfAbsent(row.seriesKey(), key -> new ArrayList<>())
                .add(row));
        return bySeries.values().stream().map(SeriesFigures::ofOne).toList();
    }

    private static SeriesFigures ofOne(List<StoredFigure> rows) {
        Map<YearMonth, Figure> figures = new TreeMap<>();
        Map<YearMonth, Instant> vintages = new TreeMap<>();
        for (StoredFigure row : rows) {
            YearMonth month = YearMonth.from(row.periodStart());
            figures.put(month, figure(row.status(), row.primaryValue()));
            vintages.put(month, row.vintage());
        }
        return new SeriesFigures(rows.get(0), figures, vintages, basis(rows));
    }

    private static @Nullable String basis(List<StoredFigure> rows) {
        List<StoredFigure> valued =
                rows.stream().filter(row -> row.primaryValue() != null).toList();
        boolean cif = valued.stream().allMatch(row -> Objects.equals(row.cifValue(), row.primaryValue()));
        boolean fob = valued.stream().allMatch(row -> Objects.equals(row.fobValue(), row.primaryValue()));
        return cif == fob ? null : cif ? "CIF" : "FOB";
    }

    static Figure figure(String status, @Nullable BigDecimal value) {
        if (value == null) {
            return status.equals("SUPPRESSED") ? new Figure.Suppressed() : new Figure.Missing();
        }
        return new Figure.Value(value, status.equals("ESTIMATED"));
    }

    Frequency frequency() {
        return series.frequency();
    }

    /** When the newest figure of the window came; null when it has none. */
    @Nullable
    Instant vintage(Span window) {
        return vintages.entrySet().stream()
                .filter(entry -> window.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
