package io.strait.trade.basket;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A basket's figures by source, reporter, partner, flow and classification: what stands for a commodity's series. */
@ApplicationScoped
public class BasketSeries {
    /** What one question may read. */
    static final int MAX_FIGURES = 100_000;

    /**
     * What is asked for.
     *
     * @param sources empty for all, as are flows and classifications
     * @param last of the same frequency as first
     * @param asOf null for now; of the figures and of the basket
     */
    public record Question(
            String basket,
            List<String> sources,
            List<Integer> reporters,
            List<Integer> partners,
            List<String> flows,
            List<String> classifications,
            Period first,
            Period last,
            @Nullable Instant asOf) {}

    /** What a series is of. Classifications are alternatives: figures by one and by another are of the same trade. */
    public record Key(String source, int reporter, int partner, String flow, String classification, String currency) {
        static Key of(BasketFigureStore.Row row) {
            return new Key(
                    row.source(), row.reporter(), row.partner(), row.flow(), row.classification(), row.currency());
        }
    }

    /** A series; a period without any of the basket's codes is not in it. */
    public record Series(Key key, SortedMap<Period, BasketFigure> figures) {}

    /**
     * The series, in the order of source, reporter, partner, flow, classification.
     *
     * @param versions of the basket and of those in it
     * @param revision of all figures; 0 when there are none
     */
    public record Answer(
            String basket,
            String name,
            Map<String, Integer> versions,
            long revision,
            @Nullable Instant vintage,
            List<Series> series) {}

    private final Baskets baskets;
    private final BasketFigureStore store;

    BasketSeries(Baskets baskets, BasketFigureStore store) {
        this.baskets = baskets;
        this.store = store;
    }

    /** @throws ProblemException NOT_FOUND when there is no such basket; UNPROCESSABLE when too many figures answer */
    @Transactional
    public Answer read(Question question) {
        Baskets.Resolved resolved = baskets.resolve(question.basket(), question.asOf());
        List<BasketCode> codes = codes(resolved, question.classifications());
        Instant asOf = question.asOf();
        BasketFigureStore.Revision of = asOf == null ? null : store.revision(asOf);
        BasketFigureStore.Figures figures = store.read(selection(question, codes), of, MAX_FIGURES + 1);
        mustBeFew(figures);
        return new Answer(
                question.basket(),
                resolved.name(),
                resolved.versions(),
                figures.revision().number(),
                figures.revision().vintage(),
                series(codes, figures.rows()));
    }

    /** @param classifications empty for all */
    static List<BasketCode> codes(Baskets.Resolved resolved, List<String> classifications) {
        return resolved.codes().stream()
                .filter(code -> classifications.isEmpty() || classifications.contains(code.classification()))
                .toList();
    }

    /** @throws ProblemException UNPROCESSABLE when they are more than one question may read */
    static void mustBeFew(BasketFigureStore.Figures figures) {
        if (figures.rows().size() > MAX_FIGURES) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "More than " + MAX_FIGURES
                            + " figures answer this: ask for fewer areas or periods, or name a source"
                            + " or a classification");
        }
    }

    private static BasketFigureStore.Selection selection(Question question, List<BasketCode> codes) {
        return new BasketFigureStore.Selection(
                List.of(question.first().frequency()),
                question.sources(),
                BasketAreas.named(question.reporters()),
                BasketAreas.named(question.partners()),
                question.flows(),
                codes.stream().map(BasketCode::classification).distinct().toList(),
                codes.stream().map(BasketCode::code).distinct().toList(),
                question.first().start(),
                question.last().start(),
                List.of(),
                12);
    }

    /** @param rows of one frequency, and of the codes' classifications */
    static List<Series> series(List<BasketCode> codes, List<BasketFigureStore.Row> rows) {
        Map<Key, SortedMap<Period, List<BasketFigures.CodeFigure>>> cells = new LinkedHashMap<>();
        for (BasketFigureStore.Row row : rows) {
            cells.computeIfAbsent(Key.of(row), k -> new TreeMap<>())
                    .computeIfAbsent(row.period(), p -> new ArrayList<>())
                    .add(row.figure());
        }
        List<Series> series = new ArrayList<>();
        cells.forEach((key, periods) -> {
            SortedMap<Period, BasketFigure> figures = new TreeMap<>();
            periods.forEach((period, cell) -> {
                List<BasketCode> holding = holding(codes, key, period);
                // A code may be held for other classifications, days or reporters only.
                if (!holding.isEmpty()) {
                    figures.put(period, BasketFigures.add(holding, cell));
                }
            });
            if (!figures.isEmpty()) {
                series.add(new Series(key, figures));
            }
        });
        return series;
    }

    private static List<BasketCode> holding(List<BasketCode> codes, Key key, Period period) {
        LocalDate last = period.start().plusMonths(period.frequency().months()).minusDays(1);
        return BasketResolver.at(
                codes.stream()
                        .filter(code -> code.classification().equals(key.classification()))
                        .toList(),
                key.reporter(),
                period.start(),
                last);
    }
}
