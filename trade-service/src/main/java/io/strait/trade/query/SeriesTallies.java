package io.strait.trade.query;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds figures that are at hand: their values, by series and by what decides whether series may be added. */
final class SeriesTallies {
    private SeriesTallies() {}

    static Map<Long, Tally> of(Collection<FigureRow> rows) {
        Map<Long, Adding> adding = new HashMap<>();
        rows.forEach(row ->
                adding.computeIfAbsent(row.seriesId(), id -> new Adding()).add(row));
        Map<Long, Tally> tallies = new HashMap<>();
        adding.forEach((id, added) -> tallies.put(id, added.tally()));
        return tallies;
    }

    /** @param totals codes of the areas that are totals of others */
    static List<FacetTally> facets(Collection<FigureRow> rows, Map<Long, StoredSeries> series, Set<Integer> totals) {
        Map<Facet, FacetTally> facets = new HashMap<>();
        of(rows).forEach((id, tally) -> {
            StoredSeries one = Objects.requireNonNull(series.get(id));
            Facet facet = Facet.of(one, totals);
            facets.merge(
                    facet,
                    new FacetTally(
                            facet,
                            new TreeSet<>(List.of(one.reporter())),
                            new TreeSet<>(List.of(one.partner())),
                            tally),
                    FacetTally::plus);
        });
        return List.copyOf(facets.values());
    }

    /** Figures of one series, being added. */
    private static final class Adding {
        private long items;
        private long values;
        private long estimated;
        private long missing;
        private long suppressed;
        private BigDecimal sum = BigDecimal.ZERO;
        private @Nullable BasketTally basket;

        void add(FigureRow row) {
            items++;
            String value = row.amount(Measure.PRIMARY_VALUE);
            sum = value == null ? sum : sum.add(new BigDecimal(value));
            basket = BasketTally.plus(basket, row.basket());
            FigureRow.Parts parts = row.parts();
            if (parts == null) {
                values += value == null ? 0 : 1;
                estimated += row.status().equals("ESTIMATED") ? 1 : 0;
                missing += row.status().equals("MISSING") ? 1 : 0;
                suppressed += row.status().equals("SUPPRESSED") ? 1 : 0;
            } else {
                values += parts.values();
                estimated += parts.estimated();
                missing += parts.missing();
                suppressed += parts.suppressed();
            }
        }

        Tally tally() {
            return new Tally(
                    1,
                    items,
                    values + missing + suppressed,
                    estimated,
                    missing,
                    suppressed,
                    List.of(sum),
                    List.of(values),
                    basket);
        }
    }
}
