package io.strait.trade.query;

import io.strait.trade.analysis.Records;
import io.strait.trade.analysis.Spans;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ranks and records of each series that answers a query. */
@ApplicationScoped
class RecordRanks {
    /** Two centuries of months for twenty series; more is no question of an analyst. */
    static final int MAX_FIGURES = 50_000;

    /**
     * @param newest the last month of the series' newest complete window, whatever was asked for
     * @param vintage when the newest figure of the window came; null when it has none
     */
    record Ranked(
            StoredFigure series,
            Records records,
            @Nullable YearMonth newest,
            @Nullable Instant vintage) {}

    /** In the order of the series keys. */
    record Results(Revision revision, List<Ranked> results) {}

    private final FigureStore store;

    RecordRanks(FigureStore store) {
        this.store = store;
    }

    Revision revision(@Nullable Instant asOf) {
        return store.revision(asOf);
    }

    /** @param revision what {@link #revision} gave a moment ago */
    Results read(RecordQuery query, Revision revision) {
        FigureStore.Figures figures = figures(store, query.selection(), query.asOf(), revision);
        return new Results(
                figures.revision(),
                SeriesFigures.of(figures.rows()).stream()
                        .flatMap(series -> rank(query, series).stream())
                        .toList());
    }

    /** All figures of a selection; {@code asOf} decides whether today's or those of the revision. */
    static FigureStore.Figures figures(
            FigureStore store, Selection selection, @Nullable Instant asOf, Revision revision) {
        FigureStore.Figures figures = store.current(selection, null, MAX_FIGURES + 1);
        if (asOf != null && figures.revision().number() != revision.number()) {
            figures = store.asOf(selection, revision.number(), null, MAX_FIGURES + 1);
        }
        if (figures.rows().size() > MAX_FIGURES) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "More than " + MAX_FIGURES + " figures answer this: name a source or a classification");
        }
        return figures;
    }

    /** Empty for a series that has no such window: years make no months. */
    private static Optional<Ranked> rank(RecordQuery query, SeriesFigures series) {
        Spans spans = new Spans(query.window(), query.months(), series.frequency());
        YearMonth newest = spans.newest(series.figures()).orElse(null);
        YearMonth through = query.through() == null ? newest : query.through();
        if (!spans.possible() || through == null || !spans.endsWith(through)) {
            return Optional.empty();
        }
        Records records = Records.of(spans.of(through, series.figures()), through);
        return Optional.of(new Ranked(series.series(), records, newest, series.vintage(records.target())));
    }
}
