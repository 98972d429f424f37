package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of figures, all of one revision. */
@ApplicationScoped
class ObservationPages {
    /**
     * @param total figures on all pages
     * @param exchange null for values as delivered
     * @param next where the next page starts; null on the last
     * @param resolved what the figures' codes stand for
     * @param basket which one stands for the commodities; null where none does
     */
    record Page(
            Revision revision,
            List<FigureRow> rows,
            long total,
            Summary summary,
            @Nullable ExchangeSummary exchange,
            @Nullable Cursor next,
            List<Warning> warnings,
            Resolved resolved,
            BasketHistory.@Nullable Named basket) {}

    private final FigureStore revisions;
    private final ObservationStore store;
    private final Summaries summaries;
    private final AbsentFigures absent;
    private final BasketPages basketPages;
    private final BasketRows baskets;
    private final HotFigures hot;

    ObservationPages(
            FigureStore revisions,
            ObservationStore store,
            Summaries summaries,
            AbsentFigures absent,
            BasketPages basketPages,
            BasketRows baskets,
            HotFigures hot) {
        this.basketPages = basketPages;
        this.baskets = baskets;
        this.hot = hot;
        this.revisions = revisions;
        this.store = store;
        this.summaries = summaries;
        this.absent = absent;
    }

    /** The revision that a query would read now. */
    Revision revision(ObservationQuery query) {
        Cursor cursor = query.cursor();
        if (cursor == null) {
            return revisions.revision(query.asOf());
        }
        Revision revision = revisions.revision(cursor.revision());
        if (revision.number() != cursor.revision()) {
            throw ProblemException.invalid(List.of(new Violation(
                    "cursor", cursor.text(), "names a revision that is not held", "what the last page gave as next")));
        }
        return revision;
    }

    /** Figures of few series, as they are and in the order of their keys, come from memory; empty for others. */
    private Optional<List<FigureRow>> held(
            ObservationQuery query, Revision revision, @Nullable Position after, int limit, Resolved resolved) {
        if (query.conversion() != null || query.order() != FigureOrder.SERIES) {
            return Optional.empty();
        }
        return hot.of(query.selection(), revision.number()).map(held -> {
            Map<Long, StoredSeries> series =
                    resolved.lookUp(held.stream().map(HotSeries::id).toList());
            Predicate<LocalDate> periods = HotFigures.periods(query.selection());
            List<FigureRow> rows = new ArrayList<>();
            for (HotSeries one : HotFigures.inOrder(held, series)) {
                String key = Objects.requireNonNull(series.get(one.id())).key();
                one.places(periods).stream()
                        .filter(place -> after == null || after.isBefore(key, one.day(place)))
                        .limit(limit - rows.size())
                        .forEach(place -> rows.add(one.row(place, query.measures())));
            }
            return rows;
        });
    }

    /**
     * Which basket an answer rests on; null where commodities are asked for.
     *
     * @throws ProblemException UNPROCESSABLE when there is no such basket then
     */
    BasketHistory.@Nullable Named basket(ObservationQuery query) {
        return baskets.named(query.selection(), query.asOf());
    }

    /** Whether the figures fit on a page, so that all that is told of one can be told of them; those of a basket do. */
    boolean isOnePage(ObservationQuery query, Revision revision) {
        return query.basket() != null || !store.isMoreThan(query.pageSize(), query, revision.number());
    }

    /**
     * @param revision what {@link #revision} gave a moment ago
     * @param resolved of the answer
     * @param whole whether all figures are wanted at once, and are one page
     */
    Page read(ObservationQuery query, Revision revision, Resolved resolved, boolean whole) {
        String basket = query.basket();
        if (basket != null) {
            return basketPages.read(basket, query, revision, resolved, whole);
        }
        Cursor cursor = query.cursor();
        // One more than asked for tells whether there is a next page.
        Position after = cursor == null ? null : cursor.after();
        int limit = query.pageSize() + 1;
        List<FigureRow> rows =
                held(query, revision, after, limit, resolved).orElseGet(() -> rows(query, revision, after, limit));
        boolean more = rows.size() > query.pageSize();
        rows = more ? rows.subList(0, query.pageSize()) : rows;
        resolved.load(rows);
        resolved.name();
        Summaries.Counted counted = more || cursor != null
                ? summaries.of(query, revision.number(), resolved.exchange())
                : summaries.of(rows, resolved.series(), resolved.exchange());
        Cursor next = more
                ? new Cursor(
                        revision.number(),
                        query.digest(),
                        counted.total(),
                        position(rows.get(rows.size() - 1), query, resolved),
                        query.ratesVersion())
                : null;
        List<Warning> warnings = cursor != null
                ? List.of()
                : more
                        ? absent.series(query.selection())
                        : absent.figures(query, rows, resolved.series().values());
        return new Page(
                revision,
                List.copyOf(rows),
                counted.total(),
                counted.summary(),
                counted.exchange(),
                next,
                warnings,
                resolved,
                null);
    }

    /** Reads the present, for it costs less, and the past when the present is another revision. */
    private List<FigureRow> rows(ObservationQuery query, Revision revision, @Nullable Position after, int limit) {
        ObservationStore.Read read = store.page(query, null, after, limit);
        if (read.revision() == revision.number()
                || (read.revision() == 0 && revisions.revision((Instant) null).number() == revision.number())) {
            return read.rows();
        }
        return store.page(query, revision.number(), after, limit).rows();
    }

    private static Position position(FigureRow row, ObservationQuery query, Resolved resolved) {
        return new Position(
                resolved.series(row).key(), row.periodStart(), query.order().isByValue() ? row.value() : null);
    }
}
