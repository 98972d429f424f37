package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Pages of a basket's figures: few enough that all of them are read for each. */
@ApplicationScoped
class BasketPages {
    private final BasketRows baskets;
    private final Summaries summaries;
    private final AbsentFigures absent;

    BasketPages(BasketRows baskets, Summaries summaries, AbsentFigures absent) {
        this.baskets = baskets;
        this.summaries = summaries;
        this.absent = absent;
    }

    /**
     * @param basket that the query asks for
     * @param resolved of the answer
     * @param whole whether all figures are wanted at once
     */
    ObservationPages.Page read(
            String basket, ObservationQuery query, Revision revision, Resolved resolved, boolean whole) {
        BasketRows.Read read =
                baskets.read(basket, query.selection(), query.conversion(), query.asOf(), revision.number());
        String digest = read.digest(query.digest());
        Cursor cursor = query.cursor();
        if (cursor != null && !cursor.selection().equals(digest)) {
            throw refused(cursor, "belongs to another selection, or the basket has changed since");
        }
        Comparator<FigureRow> order = query.order().of(row -> series(read, row).key());
        List<FigureRow> sorted = new ArrayList<>(read.rows());
        sorted.sort(order);
        int start = cursor == null ? 0 : start(sorted, cursor, query, read);
        int end = whole ? sorted.size() : (int) Math.min(sorted.size(), (long) start + query.pageSize());
        List<FigureRow> page = sorted.subList(start, end);
        resolved.load(
                page,
                page.stream()
                        .map(FigureRow::seriesId)
                        .distinct()
                        .collect(Collectors.toMap(
                                id -> id,
                                id -> Objects.requireNonNull(read.series().get(id)))));
        resolved.name();
        Summaries.Counted counted = summaries.of(read.rows(), read.series(), resolved.exchange());
        Cursor next = end == sorted.size()
                ? null
                : new Cursor(
                        revision.number(),
                        digest,
                        sorted.size(),
                        position(sorted.get(end - 1), query, read),
                        query.ratesVersion());
        return new ObservationPages.Page(
                revision,
                List.copyOf(page),
                counted.total(),
                counted.summary(),
                counted.exchange(),
                next,
                cursor != null
                        ? List.of()
                        : absent.figures(query, read.rows(), read.series().values()),
                resolved,
                read.basket());
    }

    private static StoredSeries series(BasketRows.Read read, FigureRow row) {
        return Objects.requireNonNull(read.series().get(row.seriesId()));
    }

    private static Position position(FigureRow row, ObservationQuery query, BasketRows.Read read) {
        return new Position(
                series(read, row).key(), row.periodStart(), query.order().isByValue() ? row.value() : null);
    }

    /** Behind the figure that the last page ended with. */
    private static int start(List<FigureRow> sorted, Cursor cursor, ObservationQuery query, BasketRows.Read read) {
        Position after = cursor.after();
        for (int i = 0; i < sorted.size(); i++) {
            Position at = position(sorted.get(i), query, read);
            if (at.seriesKey().equals(after.seriesKey()) && at.periodStart().equals(after.periodStart())) {
                return i + 1;
            }
        }
        throw refused(cursor, "names a figure that is not there");
    }

    private static ProblemException refused(Cursor cursor, String why) {
        return ProblemException.invalid(List.of(new Violation(
                "cursor", cursor.text(), why, "what the last page gave as next, with the same selection")));
    }
}
