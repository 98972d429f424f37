package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pages of figures, all of one revision. */
@ApplicationScoped
class ObservationPages {
    /** @param next where the next page starts; null on the last */
    record Page(
            Revision revision,
            List<StoredFigure> rows,
            long total,
            @Nullable Cursor next,
            List<Warning> warnings) {}

    private final FigureStore store;

    ObservationPages(FigureStore store) {
        this.store = store;
    }

    /** The revision that a query would read now. */
    Revision revision(ObservationQuery query) {
        Cursor cursor = query.cursor();
        if (cursor == null) {
            return store.revision(query.asOf());
        }
        Revision revision = store.revision(cursor.revision());
        if (revision.number() != cursor.revision()) {
            throw ProblemException.invalid(List.of(new Violation(
                    "cursor", cursor.text(), "names a revision that is not held", "what the last page gave as next")));
        }
        return revision;
    }

    /** @param revision what {@link #revision} gave a moment ago */
    Page read(ObservationQuery query, Revision revision) {
        Cursor cursor = query.cursor();
        Position after = cursor == null ? null : cursor.after();
        boolean pinned = cursor != null || query.asOf() != null;
        // One more than asked for tells whether there is a next page.
        FigureStore.Figures figures = store.current(query.selection(), after, query.limit() + 1);
        if (pinned && figures.revision().number() != revision.number()) {
            figures = store.asOf(query.selection(), revision.number(), after, query.limit() + 1);
        }
        List<StoredFigure> rows = figures.rows();
        boolean more = rows.size() > query.limit();
        rows = more ? rows.subList(0, query.limit()) : rows;
        Revision of = figures.revision();
        long total;
        if (cursor != null) {
            total = cursor.total();
        } else {
            total = more ? store.count(query.selection(), of.number()) : rows.size();
        }
        Cursor next = more
                ? new Cursor(
                        of.number(),
                        query.digest(),
                        total,
                        rows.get(rows.size() - 1).position())
                : null;
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (cursor == null) {
            warnings.addAll(more ? absentSeries(query.selection()) : absentFigures(query.selection(), rows));
        }
        return new Page(of, List.copyOf(rows), total, next, warnings);
    }

    private List<Warning> absentSeries(Selection selection) {
        FigureStore.Present present = store.present(selection);
        List<Warning> warnings = new ArrayList<>();
        absent(warnings, "reporter", selection.reporters(), present.reporters());
        absent(warnings, "partner", selection.partners(), present.partners());
        absent(warnings, "commodity", selection.commodities(), present.commodities());
        return warnings;
    }

    private static List<Warning> absentFigures(Selection selection, List<StoredFigure> rows) {
        List<Warning> warnings = new ArrayList<>();
        if (rows.isEmpty()) {
            warnings.add(new Warning("no-figures", "query", null, "No source has a figure for this selection"));
            return warnings;
        }
        absent(warnings, "reporter", selection.reporters(), all(rows, StoredFigure::reporter));
        absent(warnings, "partner", selection.partners(), all(rows, StoredFigure::partner));
        absent(warnings, "commodity", selection.commodities(), all(rows, StoredFigure::commodity));
        absent(warnings, "flow", selection.flows(), all(rows, StoredFigure::flow));
        absent(warnings, "source", selection.sources(), all(rows, StoredFigure::source));
        absent(warnings, "classification", selection.classifications(), all(rows, StoredFigure::classification));
        Set<Period> periods = all(rows, StoredFigure::period);
        List<Period> missing = selection.periods().stream()
                .filter(period -> !periods.contains(period))
                .toList();
        if (!missing.isEmpty()) {
            warnings.add(new Warning(
                    "no-figures",
                    "period",
                    missing.stream().map(Period::toString).limit(24).collect(Collectors.joining(","))
                            + (missing.size() > 24 ? ",…" : ""),
                    "No source has a figure for " + missing.size() + " of the periods"));
        }
        return warnings;
    }

    private static <T> Set<T> all(List<StoredFigure> rows, java.util.function.Function<StoredFigure, T> of) {
        return rows.stream().map(of).collect(Collectors.toSet());
    }

    private static <T> void absent(
            List<Warning> warnings, String parameter, Collection<T> asked, Collection<T> present) {
        Set<T> absent = new LinkedHashSet<>(asked);
        absent.removeAll(present);
        for (T code : absent) {
            warnings.add(new Warning(
                    "no-figures", parameter, String.valueOf(code), "No source has a figure of it in this selection"));
        }
    }
}
