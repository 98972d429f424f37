package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.reference.Areas;
import io.strait.trade.series.Frequency;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whole series for the arithmetic: of commodities, or of a basket that stands for one. */
@ApplicationScoped
class SeriesReader {
    /** Two centuries of months for twenty series; more is no question of an analyst. */
    static final int MAX_FIGURES = 50_000;

    /**
     * What an answer's tag is made of.
     *
     * @param basket null when commodities are asked for
     */
    record State(Revision revision, BasketHistory.@Nullable Named basket) {}

    /** In the order of the series keys. */
    record Read(State state, List<SeriesFigures> series) {
        Revision revision() {
            return state.revision();
        }
    }

    private final FigureStore store;
    private final BasketHistory baskets;
    private final RevisionLookup revisions;
    private final Areas areas;
    private final HotFigures hot;
    private final SeriesLookup series;

    SeriesReader(
            FigureStore store,
            BasketHistory baskets,
            RevisionLookup revisions,
            Areas areas,
            HotFigures hot,
            SeriesLookup series) {
        this.areas = areas;
        this.hot = hot;
        this.series = series;
        this.store = store;
        this.baskets = baskets;
        this.revisions = revisions;
    }

    /** @throws ProblemException UNPROCESSABLE when a basket is asked for that was not there then */
    State state(Selection selection, @Nullable Instant asOf) {
        String basket = BasketQuestion.basket(selection);
        return new State(store.revision(asOf), basket == null ? null : baskets.named(basket, asOf));
    }

    /**
     * All figures of a selection; {@code asOf} decides whether today's or those of the revision.
     *
     * @param state what {@link #state} gave a moment ago
     * @throws ProblemException UNPROCESSABLE when they are too many
     */
    Read read(Selection selection, @Nullable Instant asOf, State state) {
        String basket = BasketQuestion.basket(selection);
        return basket == null ? codes(selection, asOf, state.revision()) : basket(basket, selection, asOf);
    }

    private Read codes(Selection selection, @Nullable Instant asOf, Revision revision) {
        Optional<List<HotSeries>> held = hot.of(selection, revision.number());
        if (held.isPresent()) {
            return new Read(new State(revision, null), figures(selection, held.get()));
        }
        FigureStore.Figures figures =
                figures(store, selection, asOf, revision, MAX_FIGURES, "name a source or a classification");
        return new Read(new State(figures.revision(), null), SeriesFigures.of(figures.rows()));
    }

    private List<SeriesFigures> figures(Selection selection, List<HotSeries> held) {
        Map<Long, StoredSeries> series =
                this.series.of(held.stream().map(HotSeries::id).toList());
        Predicate<LocalDate> periods = HotFigures.periods(selection);
        List<SeriesFigures> read = new ArrayList<>();
        for (HotSeries one : HotFigures.inOrder(held, series)) {
            List<Integer> places = one.places(periods);
            if (!places.isEmpty()) {
                Set<Long> numbers = places.stream().map(one::revision).collect(Collectors.toSet());
                read.add(SeriesFigures.of(
                        Objects.requireNonNull(series.get(one.id())), one, places, revisions.of(numbers)));
            }
        }
        return read;
    }

    /**
     * @param instead what to ask, when they are more than {@code most}
     * @throws ProblemException UNPROCESSABLE when they are
     */
    static FigureStore.Figures figures(
            FigureStore store,
            Selection selection,
            @Nullable Instant asOf,
            Revision revision,
            int most,
            String instead) {
        FigureStore.Figures figures = store.current(selection, null, most + 1);
        if (asOf != null && figures.revision().number() != revision.number()) {
            figures = store.asOf(selection, revision.number(), null, most + 1);
        }
        if (figures.rows().size() > most) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE, "More than " + most + " figures answer this: " + instead);
        }
        return figures;
    }

    private Read basket(String basket, Selection selection, @Nullable Instant asOf) {
        Frequency frequency = selection.frequency();
        BasketHistory.Answer answer = baskets.read(new BasketHistory.Question(
                basket,
                frequency == null ? List.of(Frequency.values()) : List.of(frequency),
                selection.sources(),
                selection.reporters(),
                selection.partners(),
                selection.flows(),
                selection.classifications(),
                selection.throughMonth(),
                asOf));
        Set<Long> numbers = new HashSet<>();
        answer.series().forEach(one -> numbers.addAll(one.revisions().values()));
        Map<Long, Instant> vintages = numbers.isEmpty() ? Map.of() : revisions.of(numbers);
        List<SeriesFigures> series = new ArrayList<>();
        answer.series().forEach(one -> series.add(BasketLines.series(basket, one, vintages, areas::keyOf)));
        return new Read(new State(new Revision(answer.revision(), answer.vintage()), answer.basket()), series);
    }
}
