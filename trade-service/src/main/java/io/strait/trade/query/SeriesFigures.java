package io.strait.trade.query;

import io.strait.trade.analysis.Figure;
import io.strait.trade.basket.BasketFigure;
import io.strait.trade.series.Frequency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one series as the arithmetic takes them. A basket is ranked and compared the same way once it is given as
 * this: see {@link BasketLines}.
 *
 * @param series its dimensions
 * @param figures by the first month of their periods
 * @param vintages when each of them came
 * @param basis {@code CIF} or {@code FOB} where the source tells that value too and every figure is it; null where it
 *     does not
 * @param parts what a basket's figures are made of; empty for a commodity
 */
record SeriesFigures(
        Of series,
        Map<YearMonth, Figure> figures,
        Map<YearMonth, Instant> vintages,
        @Nullable String basis,
        SortedMap<YearMonth, BasketFigure> parts) {
    /**
     * What a series is of.
     *
     * @param commodity a code, or {@code basket:SAF}
     */
    record Of(
            String seriesKey,
            String source,
            Frequency frequency,
            int reporter,
            int partner,
            String flow,
            String classification,
            String commodity,
            String currency) {
        private static Of of(StoredSeries series) {
            return new Of(
                    series.key(),
                    series.source(),
                    series.frequency(),
                    series.reporter(),
                    series.partner(),
                    series.flow(),
                    series.classification(),
                    series.commodity(),
                    series.currency());
        }

        private static Of of(StoredFigure figure) {
            return new Of(
                    figure.seriesKey(),
                    figure.source(),
                    figure.frequency(),
                    figure.reporter(),
                    figure.partner(),
                    figure.flow(),
                    figure.classification(),
                    figure.commodity(),
                    figure.currency());
        }
    }

    /**
     * Of a series that is held in memory.
     *
     * @param places of the figures wanted
     * @param vintages of their revisions
     */
    static SeriesFigures of(StoredSeries series, HotSeries held, List<Integer> places, Map<Long, Instant> vintages) {
        Map<YearMonth, Figure> figures = new TreeMap<>();
        Map<YearMonth, Instant> since = new TreeMap<>();
        boolean cif = true;
        boolean fob = true;
        for (int place : places) {
            YearMonth month = YearMonth.from(held.day(place));
            BigDecimal value = held.amount(Measure.PRIMARY_VALUE, place);
            figures.put(month, Figure.of(held.status(place), value));
            since.put(month, Objects.requireNonNull(vintages.get(held.revision(place))));
            cif &= value == null || value.equals(held.amount(Measure.CIF_VALUE, place));
            fob &= value == null || value.equals(held.amount(Measure.FOB_VALUE, place));
        }
        return new SeriesFigures(Of.of(series), figures, since, basis(cif, fob), new TreeMap<>());
    }

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
            figures.put(month, Figure.of(row.status(), row.primaryValue()));
            vintages.put(month, row.vintage());
        }
        return new SeriesFigures(Of.of(rows.get(0)), figures, vintages, basis(rows), new TreeMap<>());
    }

    private static @Nullable String basis(List<StoredFigure> rows) {
        List<StoredFigure> valued =
                rows.stream().filter(row -> row.primaryValue() != null).toList();
        boolean cif = valued.stream().allMatch(row -> Objects.equals(row.cifValue(), row.primaryValue()));
        boolean fob = valued.stream().allMatch(row -> Objects.equals(row.fobValue(), row.primaryValue()));
        return basis(cif, fob);
    }

    private static @Nullable String basis(boolean cif, boolean fob) {
        return cif == fob ? null : cif ? "CIF" : "FOB";
    }

    Frequency frequency() {
        return series.frequency();
    }

    /** When the newest figure of the window came; null when it has none. */
    @Nullable
    Instant vintage(YearMonth from, YearMonth through) {
        return vintages.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().isBefore(from) && !entry.getKey().isAfter(through))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
