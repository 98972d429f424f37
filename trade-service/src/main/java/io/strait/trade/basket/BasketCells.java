package io.strait.trade.basket;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A basket's figures one by one: what stands for those of a commodity where they are listed and added up. */
@ApplicationScoped
public class BasketCells {
    /**
     * What is asked for; an empty list means all.
     *
     * @param basket as {@link BasketHistory#parse} gave it
     * @param frequencies at least one; that of the periods, where there are some
     * @param periods in order
     * @param asOf null for now; of the basket
     */
    public record Question(
            String basket,
            List<Frequency> frequencies,
            List<String> sources,
            BasketAreas reporters,
            BasketAreas partners,
            List<String> flows,
            List<String> classifications,
            List<Period> periods,
            @Nullable Instant asOf) {}

    /** @param revision since which the newest of its figures holds */
    public record Cell(
            BasketSeries.Key key, boolean partnerIsTotal, Period period, long revision, BasketFigure figure) {}

    /** @param cells in no order */
    public record Answer(BasketHistory.Named basket, List<Cell> cells) {}

    private record Place(BasketSeries.Key key, Period period) {
        static Place of(BasketFigureStore.Row row) {
            return new Place(BasketSeries.Key.of(row), row.period());
        }
    }

    private final BasketHistory baskets;
    private final BasketFigureStore store;

    BasketCells(BasketHistory baskets, BasketFigureStore store) {
        this.baskets = baskets;
        this.store = store;
    }

    /**
     * @param revision of all figures; the newest costs no history
     * @throws ProblemException UNPROCESSABLE when there is no such basket then, or too many figures answer
     */
    @Transactional
    public Answer read(Question question, long revision) {
        Baskets.Resolved resolved = baskets.resolve(question.basket(), question.asOf());
        List<BasketCode> codes = BasketSeries.codes(resolved, question.classifications());
        BasketFigureStore.Selection selection = selection(question, codes);
        BasketFigureStore.Figures figures = store.read(selection, null, BasketSeries.MAX_FIGURES + 1);
        if (figures.revision().number() != revision) {
            figures =
                    store.read(selection, new BasketFigureStore.Revision(revision, null), BasketSeries.MAX_FIGURES + 1);
        }
        BasketSeries.mustBeFew(figures);
        return new Answer(BasketHistory.named(resolved), cells(codes, figures.rows()));
    }

    private static List<Cell> cells(List<BasketCode> codes, List<BasketFigureStore.Row> rows) {
        Map<Place, Long> revisions =
                rows.stream().collect(Collectors.toMap(Place::of, BasketFigureStore.Row::revision, Math::max));
        Map<Place, Boolean> totals = rows.stream()
                .collect(Collectors.toMap(Place::of, BasketFigureStore.Row::partnerIsTotal, Boolean::logicalOr));
        Map<Frequency, List<BasketFigureStore.Row>> byFrequency = rows.stream()
                .collect(Collectors.groupingBy(row -> row.period().frequency(), TreeMap::new, Collectors.toList()));
        List<Cell> cells = new ArrayList<>();
        byFrequency.values().forEach(some -> BasketSeries.series(codes, some)
                .forEach(series -> series.figures().forEach((period, figure) -> {
                    Place place = new Place(series.key(), period);
                    cells.add(new Cell(
                            series.key(),
                            totals.getOrDefault(place, false),
                            period,
                            revisions.getOrDefault(place, 0L),
                            figure));
                })));
        return cells;
    }

    private static BasketFigureStore.Selection selection(Question question, List<BasketCode> codes) {
        List<Period> periods = question.periods();
        boolean all = periods.isEmpty();
        LocalDate first =
                all ? Period.year(Period.MIN_YEAR).start() : periods.get(0).start();
        Period last = all ? Period.month(Period.MAX_YEAR, 12) : periods.get(periods.size() - 1);
        boolean gaps = !all && !periods.get(0).plus(periods.size() - 1).equals(last);
        return new BasketFigureStore.Selection(
                question.frequencies(),
                question.sources(),
                question.reporters(),
                question.partners(),
                question.flows(),
                codes.stream().map(BasketCode::classification).distinct().toList(),
                codes.stream().map(BasketCode::code).distinct().toList(),
                first,
                last.start(),
                gaps ? periods.stream().map(Period::start).toList() : List.of(),
                12);
    }
}
