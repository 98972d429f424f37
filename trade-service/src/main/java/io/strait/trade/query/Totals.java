package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Flows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Adds figures, where nothing is counted twice. */
@ApplicationScoped
class Totals {
    /**
     * @param whole all groups together
     * @param refused why groups must not be added to one another; none when they may
     */
    record Result(Revision revision, TotalRows rows, Tally whole, List<Violation> refused) {}

    private final FigureStore revisions;
    private final TotalStore store;
    private final Summaries summaries;
    private final Flows flows;

    Totals(FigureStore revisions, TotalStore store, Summaries summaries, Flows flows) {
        this.revisions = revisions;
        this.store = store;
        this.summaries = summaries;
        this.flows = flows;
    }

    /** The revision that a query would read now. */
    Revision revision(TotalQuery query) {
        TotalCursor cursor = query.cursor();
        if (cursor == null) {
            return revisions.revision(query.asOf());
        }
        Revision revision = revisions.revision(cursor.revision());
        if (revision.number() != cursor.revision()) {
            throw ProblemException.invalid(List.of(
                    new Violation("cursor", cursor.text(), "names a revision that is not held", TotalCursor.EXPECTED)));
        }
        return revision;
    }

    /**
     * @param revision what {@link #revision} gave a moment ago
     * @throws ProblemException UNPROCESSABLE when a sum would count twice, with what to choose in its violations
     */
    Result read(TotalQuery query, Revision revision) {
        TotalRows rows = rows(query, revision);
        Supplier<List<String>> commodities = () -> store.commodities(query.selection(), revision.number());
        List<Violation> refused = SumGuard.refusals(rows.facets(), separate(query), flows.list(), commodities);
        if (!refused.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "A sum would count twice, or add what is not alike: see violations",
                    refused);
        }
        Tally whole = rows.facets().stream()
                .map(FacetTally::tally)
                .reduce(Tally.none(query.measures().size()), Tally::plus);
        return new Result(revision, rows, whole, SumGuard.refusals(rows.facets(), Set.of(), flows.list(), commodities));
    }

    /** What is added apart: a period is none without its length. */
    private static Set<Dimension> separate(TotalQuery query) {
        Set<Dimension> separate = EnumSet.noneOf(Dimension.class);
        separate.addAll(query.groupBy());
        if (query.isByPeriod()) {
            separate.add(Dimension.FREQUENCY);
        }
        return separate;
    }

    /** Reads the present, for it costs less, and the past when the present is another revision. */
    private TotalRows rows(TotalQuery query, Revision revision) {
        Set<Integer> totalAreas = summaries.totalAreas();
        TotalRows rows = store.totals(query, null, totalAreas);
        if (rows.revision() == revision.number()
                || (rows.revision() == 0 && revisions.revision((Instant) null).number() == revision.number())) {
            return rows;
        }
        return store.totals(query, revision.number(), totalAreas);
    }
}
