package io.strait.trade.basket;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that a basket ever added up to: what stands for a commodity's series where windows are ranked and compared. */
@ApplicationScoped
public class BasketHistory {
    /** What a basket is called where a commodity may stand: {@code basket:SAF}. */
    public static final String PREFIX = "basket:";

    public static final String EXPECTED = "basket: and " + BasketChecks.ID_EXPECTED;

    /**
     * What is asked for; an empty list means all.
     *
     * @param throughMonth only periods that begin up to this month of each year; 12 for all
     * @param asOf null for now; of the figures and of the basket
     */
    public record Question(
            String basket,
            List<Frequency> frequencies,
            List<String> sources,
            List<Integer> reporters,
            List<Integer> partners,
            List<String> flows,
            List<String> classifications,
            int throughMonth,
            @Nullable Instant asOf) {}

    /**
     * Which basket answers.
     *
     * @param versions of the basket and of those in it
     */
    @Schema(name = "AnsweringBasket")
    public record Named(String id, String name, int version, Map<String, Integer> versions) {}

    /**
     * A basket's series.
     *
     * @param revisions since which each period's newest figure holds
     */
    public record Series(
            Frequency frequency,
            BasketSeries.Key key,
            SortedMap<Period, BasketFigure> figures,
            SortedMap<Period, Long> revisions) {}

    /** @param revision of all figures; 0 when there are none */
    public record Answer(
            Named basket, long revision, @Nullable Instant vintage, List<Series> series) {}

    private record Cell(BasketSeries.Key key, Period period) {
        static Cell of(BasketFigureStore.Row row) {
            return new Cell(BasketSeries.Key.of(row), row.period());
        }
    }

    private final Baskets baskets;
    private final BasketFigureStore store;

    BasketHistory(Baskets baskets, BasketFigureStore store) {
        this.baskets = baskets;
        this.store = store;
    }

    /** Whether a basket is meant, be there one or not. */
    public static boolean isBasket(String text) {
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * {@code basket:SAF} as it is written in answers.
     *
     * @throws ExpectedException when no basket can be called so
     */
    public static String parse(String text) {
        String id = text.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
        if (!BasketChecks.ID.matcher(id).matches()) {
            throw new ExpectedException("is no id of a basket", EXPECTED);
        }
        return PREFIX + id;
    }

    /**
     * @param commodity as {@link #parse} gave it
     * @param asOf null for now
     * @throws ProblemException UNPROCESSABLE with the nearest ones when there is none then
     */
    @Transactional
    public Named named(String commodity, @Nullable Instant asOf) {
        return named(resolve(commodity, asOf));
    }

    /**
     * In the order of frequency, source, reporter, partner, flow, classification.
     *
     * @throws ProblemException UNPROCESSABLE when there is no such basket then, or too many figures answer
     */
    @Transactional
    public Answer read(Question question) {
        Baskets.Resolved resolved = resolve(question.basket(), question.asOf());
        List<BasketCode> codes = BasketSeries.codes(resolved, question.classifications());
        Instant asOf = question.asOf();
        BasketFigureStore.Revision of = asOf == null ? null : store.revision(asOf);
        BasketFigureStore.Figures figures = store.read(selection(question, codes), of, BasketSeries.MAX_FIGURES + 1);
        BasketSeries.mustBeFew(figures);
        Map<Frequency, List<BasketFigureStore.Row>> byFrequency = figures.rows().stream()
                .collect(Collectors.groupingBy(row -> row.period().frequency(), TreeMap::new, Collectors.toList()));
        Map<Cell, Long> revisions =
                figures.rows().stream().collect(Collectors.toMap(Cell::of, BasketFigureStore.Row::revision, Math::max));
        List<Series> all = new ArrayList<>();
        byFrequency.forEach((frequency, rows) -> BasketSeries.series(codes, rows)
                .forEach(one -> all.add(new Series(frequency, one.key(), one.figures(), revisions(one, revisions)))));
        return new Answer(
                named(resolved), figures.revision().number(), figures.revision().vintage(), all);
    }

    private static SortedMap<Period, Long> revisions(BasketSeries.Series series, Map<Cell, Long> all) {
        SortedMap<Period, Long> revisions = new TreeMap<>();
        for (Period period : series.figures().keySet()) {
            Long revision = all.get(new Cell(series.key(), period));
            if (revision != null) {
                revisions.put(period, revision);
            }
        }
        return revisions;
    }

    /** @throws ProblemException UNPROCESSABLE with the nearest ones when there is none then */
    Baskets.Resolved resolve(String commodity, @Nullable Instant asOf) {
        String id = commodity.substring(PREFIX.length());
        if (!baskets.isThere(id, asOf)) {
            String near = Nearest.hint(
                            id,
                            baskets.page("", BasketStore.MAX_BASKETS, asOf),
                            BasketVersion::id,
                            version -> PREFIX + version.id())
                    .map(hint -> hint + "; ")
                    .orElse("");
            Violation violation =
                    new Violation("commodity", commodity, "no such basket", near + "a basket of GET /trade/v1/baskets");
            throw new ProblemException(ProblemType.UNPROCESSABLE, violation.toString(), List.of(violation));
        }
        return baskets.resolve(id, asOf);
    }

    static Named named(Baskets.Resolved resolved) {
        return new Named(
                resolved.basket().id(), resolved.name(), resolved.basket().version(), resolved.versions());
    }

    private static BasketFigureStore.Selection selection(Question question, List<BasketCode> codes) {
        return new BasketFigureStore.Selection(
                question.frequencies(),
                question.sources(),
                BasketAreas.named(question.reporters()),
                BasketAreas.named(question.partners()),
                question.flows(),
                codes.stream().map(BasketCode::classification).distinct().toList(),
                codes.stream().map(BasketCode::code).distinct().toList(),
                Period.year(Period.MIN_YEAR).start(),
                Period.month(Period.MAX_YEAR, 12).start(),
                List.of(),
                question.throughMonth());
    }
}
