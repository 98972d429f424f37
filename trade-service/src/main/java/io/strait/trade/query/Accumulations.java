package io.strait.trade.query;

import io.strait.trade.analysis.Accumulation;
import io.strait.trade.analysis.Figure;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Year-to-date values of each series that answers a query. */
@ApplicationScoped
class Accumulations {
    /** Two centuries of months for twenty series; more is no question of an analyst. */
    private static final int MAX_FIGURES = 50_000;

    /** @param series one of its figures, for the dimensions */
    record Result(
            StoredFigure series,
            Accumulation accumulation,
            @Nullable Instant vintage) {}

    /** In the order of the series keys. */
    record Results(Revision revision, List<Result> results) {}

    private final FigureStore store;

    Accumulations(FigureStore store) {
        this.store = store;
    }

    Revision revision(AccumulationQuery query) {
        return store.revision(query.asOf());
    }

    /** @param revision what {@link #revision} gave a moment ago */
    Results read(AccumulationQuery query, Revision revision) {
        FigureStore.Figures figures = store.current(query.selection(), null, MAX_FIGURES + 1);
        if (query.asOf() != null && figures.revision().number() != revision.number()) {
            figures = store.asOf(query.selection(), revision.number(), null, MAX_FIGURES + 1);
        }
        if (figures.rows().size() > MAX_FIGURES) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "More than " + MAX_FIGURES + " monthly figures answer this: name a source or a classification");
        }
        Map<String, List<StoredFigure>> bySeries = new LinkedHashMap<>();
        figures.rows().forEach(row -> bySeries.computeIfAbsent(row.seriesKey(), key -> new ArrayList<>())
                .add(row));
        return new Results(
                figures.revision(),
                bySeries.values().stream()
                        .map(rows -> result(rows, query.through()))
                        .toList());
    }

    private static Result result(List<StoredFigure> rows, YearMonth through) {
        Map<YearMonth, Figure> figures = new HashMap<>();
        Instant vintage = null;
        for (StoredFigure row : rows) {
            YearMonth month = YearMonth.from(row.periodStart());
            figures.put(month, figure(row));
            if (month.getYear() == through.getYear()
                    && (vintage == null || row.vintage().isAfter(vintage))) {
                vintage = row.vintage();
            }
        }
        return new Result(rows.get(0), Accumulation.of(through, figures), vintage);
    }

    private static Figure figure(StoredFigure row) {
        if (row.primaryValue() == null) {
            return row.status().equals("SUPPRESSED") ? new Figure.Suppressed() : new Figure.Missing();
        }
        return new Figure.Value(row.primaryValue(), row.status().equals("ESTIMATED"));
    }
}
