package io.strait.trade.query;

import io.strait.trade.analysis.Figure;
import io.strait.trade.analysis.ValueChange;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One period as it was told over time. */
@ApplicationScoped
class Vintages {
    /** A vintage lies beside those of its series: of many series nobody could read them. */
    static final int MAX_SERIES = 100;

    /** A vintage, and how far it is from the one before it. */
    record Told(StoredVintage vintage, ValueChange change) {}

    private final FigureStore figures;
    private final SeriesStore series;
    private final VintageStore store;

    Vintages(FigureStore figures, SeriesStore series, VintageStore store) {
        this.figures = figures;
        this.series = series;
        this.store = store;
    }

    Revision revision() {
        return figures.revision((Instant) null);
    }

    /** @param revision what {@link #revision} gave a moment ago */
    List<Told> read(VintageQuery query, Revision revision) {
        List<Long> few = series.few(query.selection(), MAX_SERIES)
                .orElseThrow(() -> ProblemException.invalid(List.of(new Violation(
                        "query",
                        null,
                        "selects more than " + MAX_SERIES + " series",
                        "at most " + MAX_SERIES + ": name source, reporter, partner, flow, classification"))));
        return told(store.vintages(few, query.period(), revision.number()));
    }

    private static List<Told> told(List<StoredVintage> vintages) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < vintages.size(); i++) {
            StoredVintage vintage = vintages.get(i);
            boolean isFirst = i == 0
                    || vintages.get(i - 1).series().id() != vintage.series().id();
            Figure before = isFirst ? null : figure(vintages.get(i - 1));
            told.add(new Told(vintage, ValueChange.of(before, figure(vintage))));
        }
        return told;
    }

    private static Figure figure(StoredVintage vintage) {
        return Figure.of(vintage.measures().status(), vintage.measures().primaryValue());
    }
}
