package io.strait.trade.query;

import io.strait.trade.basket.BasketAreas;
import io.strait.trade.basket.BasketCells;
import io.strait.trade.basket.BasketFigure;
import io.strait.trade.basket.BasketFigure.Outcome;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.basket.BasketSeries;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.reference.Areas;
import io.strait.trade.series.Frequency;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A basket's figures in the form of a commodity's. As with all that is added up from parts, a value is the sum of what has
 * one, and the figure says what has none.
 */
@ApplicationScoped
class BasketRows {
    /**
     * @param rows by series key and period
     * @param series by their ids, which are of this answer only
     */
    record Read(BasketHistory.Named basket, List<FigureRow> rows, Map<Long, StoredSeries> series) {
        /** What a cursor rests on besides: a basket that changes while its pages are read is another question. */
        String digest(String ofQuery) {
            return Digest.of(ofQuery, basket.versions());
        }
    }

    private record Place(long seriesId, LocalDate periodStart) {}

    private final BasketCells cells;
    private final BasketHistory baskets;
    private final Areas areas;

    BasketRows(BasketCells cells, BasketHistory baskets, Areas areas) {
        this.cells = cells;
        this.baskets = baskets;
        this.areas = areas;
    }

    /**
     * What an answer's tag is made of; null where commodities are asked for.
     *
     * @throws ProblemException UNPROCESSABLE when there is no such basket then
     */
    BasketHistory.@Nullable Named named(Selection selection, @Nullable Instant asOf) {
        String basket = BasketQuestion.basket(selection);
        return basket == null ? null : baskets.named(basket, asOf);
    }

    /**
     * @param basket that the selection asks for
     * @param conversion null for the figures as they are
     * @param asOf null for now; of the basket
     * @param revision of the figures
     * @throws ProblemException UNPROCESSABLE when there is no such basket then, or too many figures answer
     */
    Read read(
            String basket,
            Selection selection,
            @Nullable Conversion conversion,
            @Nullable Instant asOf,
            long revision) {
        Frequency frequency = selection.frequency();
        BasketCells.Answer answer = cells.read(
                new BasketCells.Question(
                        basket,
                        frequency == null ? List.of(Frequency.values()) : List.of(frequency),
                        selection.sources(),
                        areas(selection.reporters(), selection.detail().reporters()),
                        areas(selection.partners(), selection.detail().partners()),
                        selection.flows(),
                        selection.classifications(),
                        selection.periods(),
                        asOf),
                revision);
        Map<String, List<BasketCells.Cell>> byKey = new TreeMap<>();
        answer.cells().forEach(cell -> byKey.computeIfAbsent(key(basket, cell), key -> new ArrayList<>())
                .add(cell));
        Map<Long, StoredSeries> series = new HashMap<>();
        List<FigureRow> rows = new ArrayList<>();
        byKey.forEach((key, some) -> {
            long id = -1L - series.size();
            series.put(id, series(id, key, basket, some.get(0)));
            some.sort(Comparator.comparing(BasketCells.Cell::period));
            some.forEach(cell -> rows.add(row(id, cell)));
        });
        return new Read(answer.basket(), conversion == null ? rows : longer(rows, conversion), series);
    }

    private static BasketAreas areas(List<Integer> named, Choice otherwise) {
        return named.isEmpty() ? BasketAreas.of(BasketAreas.Which.valueOf(otherwise.name())) : BasketAreas.named(named);
    }

    private String key(String basket, BasketCells.Cell cell) {
        BasketSeries.Key key = cell.key();
        return BasketLines.key(basket, cell.period().frequency(), key, areas::keyOf);
    }

    private static StoredSeries series(long id, String key, String basket, BasketCells.Cell of) {
        BasketSeries.Key dimensions = of.key();
        return new StoredSeries(
                id,
                key,
                dimensions.source(),
                of.period().frequency(),
                dimensions.reporter(),
                dimensions.partner(),
                0,
                dimensions.flow(),
                dimensions.classification(),
                basket,
                "C00",
                "0",
                "0",
                dimensions.currency(),
                of.partnerIsTotal(),
                StoredSeries.NO_LEVEL,
                true);
    }

    private static FigureRow row(long seriesId, BasketCells.Cell cell) {
        BasketFigure figure = cell.figure();
        BasketTally tally = BasketTally.of(figure);
        return row(seriesId, cell.period().start(), cell.revision(), status(figure), figure.value(), null, tally);
    }

    /** Zero by a share is zero all the same; a code of unknown share is in no value, so it decides nothing. */
    private static String status(BasketFigure figure) {
        if (figure.value() != null) {
            return figure.byFactor().signum() != 0
                            || figure.reportedAsEstimate().signum() != 0
                    ? "ESTIMATED"
                    : "REPORTED";
        }
        return figure.components().stream()
                        .anyMatch(component -> component.share() != null && component.outcome() == Outcome.SUPPRESSED)
                ? "SUPPRESSED"
                : "MISSING";
    }

    private static FigureRow row(
            long seriesId,
            LocalDate start,
            long revision,
            String status,
            @Nullable BigDecimal value,
            FigureRow.@Nullable Parts parts,
            @Nullable BasketTally tally) {
        List<@Nullable String> amounts = new ArrayList<>(Collections.nCopies(Measure.ALL.size(), null));
        amounts.set(Measure.PRIMARY_VALUE.ordinal(), value == null ? null : CsvText.number(PlainNumbers.plain(value)));
        return new FigureRow(
                seriesId, start, revision, status, Collections.unmodifiableList(amounts), null, null, 0, parts, tally);
    }

    /** Added up to longer periods, as {@link FigureSql} adds those of commodities. */
    private static List<FigureRow> longer(List<FigureRow> rows, Conversion into) {
        Map<Place, List<FigureRow>> places = new LinkedHashMap<>();
        for (FigureRow row : rows) {
            places.computeIfAbsent(new Place(row.seriesId(), into.start(row.periodStart())), place -> new ArrayList<>())
                    .add(row);
        }
        List<FigureRow> longer = new ArrayList<>();
        places.forEach((place, parts) -> longer.add(together(place, parts)));
        return longer;
    }

    private static FigureRow together(Place place, List<FigureRow> parts) {
        BigDecimal value = null;
        long revision = 0;
        BasketTally tally = null;
        for (FigureRow part : parts) {
            String one = part.amount(Measure.PRIMARY_VALUE);
            if (one != null) {
                value = value == null ? new BigDecimal(one) : value.add(new BigDecimal(one));
            }
            revision = Math.max(revision, part.revision());
            tally = BasketTally.plus(tally, part.basket());
        }
        FigureRow.Parts told = new FigureRow.Parts(
                count(parts, "REPORTED") + count(parts, "ESTIMATED"),
                count(parts, "ESTIMATED"),
                count(parts, "MISSING"),
                count(parts, "SUPPRESSED"));
        String status = value != null
                ? told.estimated() > 0 ? "ESTIMATED" : "REPORTED"
                : told.suppressed() > 0 ? "SUPPRESSED" : "MISSING";
        return row(place.seriesId(), place.periodStart(), revision, status, value, told, tally);
    }

    private static int count(List<FigureRow> parts, String status) {
        return (int) parts.stream().filter(part -> part.status().equals(status)).count();
    }
}
