package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
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
import org.jspecify.annotations.Nullable;

/** Adds figures, where nothing is counted twice. */
@ApplicationScoped
class Totals {
    /**
     * @param whole all groups together
     * @param refused why groups must not be added to one another; none when they may
     * @param basket which one stands for the commodities; null where none does
     * @param digest what a cursor of this answer rests on
     */
    record Result(
            Revision revision,
            TotalRows rows,
            Tally whole,
            List<Violation> refused,
            BasketHistory.@Nullable Named basket,
            String digest) {}

    private final FigureStore revisions;
    private final TotalStore store;
    private final Summaries summaries;
    private final Flows flows;
    private final BasketRows baskets;

    Totals(FigureStore revisions, TotalStore store, Summaries summaries, Flows flows, BasketRows baskets) {
        this.baskets = baskets;
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
     * Which basket an answer rests on; null where commodities are asked for.
     *
     * @throws ProblemException UNPROCESSABLE when there is no such basket then
     */
    BasketHistory.@Nullable Named basket(TotalQuery query) {
        return baskets.named(query.selection(), query.asOf());
    }

    /**
     * @param revision what {@link #revision} gave a moment ago
     * @throws ProblemException UNPROCESSABLE when a sum would count twice, with what to choose in its violations
     */
    Result read(TotalQuery query, Revision revision) {
        String basket = query.basket();
        if (basket == null) {
            return result(query, revision, rows(query, revision), null, query.digest());
        }
        BasketRows.Read read =
                baskets.read(basket, query.selection(), query.conversion(), query.asOf(), revision.number());
        String digest = read.digest(query.digest());
        TotalCursor cursor = query.cursor();
        if (cursor != null && !cursor.selection().equals(digest)) {
            throw ProblemException.invalid(List.of(new Violation(
                    "cursor",
                    cursor.text(),
                    "belongs to another selection, or the basket has changed since",
                    TotalCursor.EXPECTED)));
        }
        TotalRows rows = BasketTotals.of(query, read, summaries.totalAreas(), revision.number());
        return result(query, revision, rows, read.basket(), digest);
    }

    private Result result(
            TotalQuery query, Revision revision, TotalRows rows, BasketHistory.@Nullable Named basket, String digest) {
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
        return new Result(
                revision,
                rows,
                whole,
                SumGuard.refusals(rows.facets(), Set.of(), flows.list(), commodities),
                basket,
                digest);
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
