package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.reference.concordance.Concordances;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Figures of one classification by the codes of another, each source and currency apart. */
@ApplicationScoped
class ConvertedFigures {
    /** Figures of one question: four years by month of all codes of six digits that two areas trade much of. */
    static final int MAX_FIGURES = 20_000;

    /** What they may become: a code may have many targets. */
    private static final int MAX_COMPONENTS = 60_000;

    /** @param vintage when the newest figure came */
    record Series(String source, String currency, Instant vintage, List<ConvertedPeriod> periods) {}

    record Results(Revision revision, List<Series> series) {}

    private record Key(String source, String currency) {}

    private final FigureStore store;
    private final Concordances concordances;

    ConvertedFigures(FigureStore store, Concordances concordances) {
        this.store = store;
        this.concordances = concordances;
    }

    Revision revision(@Nullable Instant asOf) {
        return store.revision(asOf);
    }

    /** @throws ProblemException NOT_FOUND when there is no such table, or not at that version */
    Concordances.Table table(ConvertedQuery query) {
        return concordances.table(query.from(), query.to(), query.version());
    }

    /**
     * In the order of sources and currencies.
     *
     * @param revision what {@link #revision} gave a moment ago
     * @throws ProblemException UNPROCESSABLE when figures are too many, or a target is none of the table's
     */
    Results read(ConvertedQuery query, Concordances.Table by, Revision revision) {
        ConvertedPeriod.Table table =
                new ConvertedPeriod.Table(by.concordance().targets(), query::asks, Set.copyOf(query.targets()));
        SortedMap<String, SortedMap<String, BigDecimal>> sources = table.sources();
        Set<String> codes = new TreeSet<>();
        sources.values().forEach(of -> codes.addAll(of.keySet()));
        if (!query.targets().isEmpty() && codes.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "The table from " + query.from() + " to " + query.to() + " gives nothing to "
                            + String.join(", ", query.targets()));
        }
        Selection selection = query.selection(codes);
        if (!query.targets().isEmpty() && selection.commodities().isEmpty()) {
            // All codes of the table are longer than the level: an empty list would ask for everything.
            return new Results(revision, List.of());
        }
        FigureStore.Figures figures = SeriesReader.figures(
                store, selection, query.asOf(), revision, MAX_FIGURES, "name codes, a source, or fewer periods");
        return new Results(figures.revision(), series(figures.rows(), table, sources));
    }

    private static List<Series> series(
            List<StoredFigure> rows,
            ConvertedPeriod.Table table,
            SortedMap<String, SortedMap<String, BigDecimal>> sources) {
        Map<Key, List<StoredFigure>> bySeries = new LinkedHashMap<>();
        long components = 0;
        for (StoredFigure row : rows) {
            bySeries.computeIfAbsent(new Key(row.source(), row.currency()), key -> new ArrayList<>())
                    .add(row);
            String entry = table.entry(row.commodity());
            components += entry == null
                    ? 0
                    : table.weights().getOrDefault(entry, List.of()).size();
        }
        if (components > MAX_COMPONENTS) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "More than " + MAX_COMPONENTS + " parts of figures answer this: name codes, or fewer periods");
        }
        List<Series> series = new ArrayList<>();
        bySeries.forEach((key, of) -> series.add(new Series(
                key.source(),
                key.currency(),
                of.stream().map(StoredFigure::vintage).max(Instant::compareTo).orElseThrow(),
                periods(of, table, sources))));
        return series;
    }

    private static List<ConvertedPeriod> periods(
            List<StoredFigure> rows,
            ConvertedPeriod.Table table,
            SortedMap<String, SortedMap<String, BigDecimal>> sources) {
        SortedMap<Period, List<ConvertedPeriod.Given>> byPeriod = new TreeMap<>();
        rows.forEach(row -> byPeriod.computeIfAbsent(row.period(), period -> new ArrayList<>())
                .add(new ConvertedPeriod.Given(row.commodity(), row.status(), row.primaryValue())));
        List<ConvertedPeriod> periods = new ArrayList<>();
        byPeriod.forEach(
                (period, figures) -> periods.add(ConvertedPeriod.of(period.toString(), table, sources, figures)));
        return periods;
    }
}
