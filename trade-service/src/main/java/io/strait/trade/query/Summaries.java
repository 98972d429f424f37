package io.strait.trade.query;

import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Area;
import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Flows;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sums of whole results. Those of a revision never change, so they are kept for the pages that follow.
 * Thread-safe.
 */
@ApplicationScoped
class Summaries {
    /**
     * @param total figures on all pages
     * @param exchange null for values as delivered
     */
    record Counted(long total, Summary summary, @Nullable ExchangeSummary exchange) {
        /** In one currency. */
        Counted in(ExchangeSummary.Counted converted) {
            return new Counted(total, summary.in(converted), converted.summary());
        }
    }

    private static final int MAX_KEPT = 500;
    /** An answer has sums by currency, so currencies may differ. */
    private static final Set<Dimension> BY_CURRENCY = EnumSet.of(Dimension.CURRENCY);

    private final TotalStore store;
    private final ExchangeStore exchanges;
    private final Areas areas;
    private final Flows flows;

    private final Map<String, Counted> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
            return size() > MAX_KEPT;
        }
    };

    Summaries(TotalStore store, ExchangeStore exchanges, Areas areas, Flows flows) {
        this.store = store;
        this.exchanges = exchanges;
        this.areas = areas;
        this.flows = flows;
    }

    Set<Integer> totalAreas() {
        return areas.list().areas().stream()
                .filter(area -> area.kind().isTotal())
                .map(Area::code)
                .collect(Collectors.toSet());
    }

    /** Of all figures that were there at the revision. */
    Counted of(ObservationQuery query, long revision, @Nullable Exchange exchange) {
        String name = revision + " " + query.digest() + " " + query.ratesVersion();
        synchronized (kept) {
            Counted known = kept.get(name);
            if (known != null) {
                return known;
            }
        }
        TotalRows read = store.facets(query.selection(), query.conversion(), null, totalAreas());
        if (read.revision() != revision) {
            read = store.facets(query.selection(), query.conversion(), revision, totalAreas());
        }
        Counted counted = counted(read.facets(), () -> store.commodities(query.selection(), revision));
        counted = exchange == null ? counted : counted.in(converted(query.selection(), revision, exchange));
        synchronized (kept) {
            kept.put(name, counted);
        }
        return counted;
    }

    /** Of figures that are all there are, with their series. */
    Counted of(List<FigureRow> rows, Map<Long, StoredSeries> series, @Nullable Exchange exchange) {
        Counted counted = counted(
                SeriesTallies.facets(rows, series, totalAreas()),
                () -> series.values().stream().map(StoredSeries::commodity).collect(Collectors.toSet()));
        return exchange == null ? counted : counted.in(converted(rows, series, exchange));
    }

    private ExchangeSummary.Counted converted(Selection selection, long revision, Exchange exchange) {
        ExchangeStore.Read read = exchanges.added(selection, null);
        if (read.revision() != revision) {
            read = exchanges.added(selection, revision);
        }
        exchange.load(read.added().stream().map(ExchangeStore.Added::currency).collect(Collectors.toSet()));
        Map<Exchange.Key, ExchangeSummary.Group> groups = new LinkedHashMap<>();
        read.added()
                .forEach(added -> add(
                        groups,
                        exchange.key(added.currency(), added.frequency(), added.periodStart(), added.flow()),
                        added.sum(),
                        added.figures()));
        return ExchangeSummary.of(List.copyOf(groups.values()), exchange);
    }

    private static ExchangeSummary.Counted converted(
            List<FigureRow> rows, Map<Long, StoredSeries> series, Exchange exchange) {
        exchange.load(series.values().stream().map(StoredSeries::currency).collect(Collectors.toSet()));
        Map<Exchange.Key, ExchangeSummary.Group> groups = new LinkedHashMap<>();
        for (FigureRow row : rows) {
            String value = row.amount(Measure.PRIMARY_VALUE);
            if (value != null) {
                add(
                        groups,
                        exchange.key(Objects.requireNonNull(series.get(row.seriesId())), row.periodStart()),
                        new BigDecimal(value),
                        1);
            }
        }
        return ExchangeSummary.of(List.copyOf(groups.values()), exchange);
    }

    private static void add(
            Map<Exchange.Key, ExchangeSummary.Group> groups, Exchange.Key key, BigDecimal sum, long figures) {
        groups.merge(
                key,
                new ExchangeSummary.Group(key, sum, figures),
                (one, other) ->
                        new ExchangeSummary.Group(key, one.sum().add(other.sum()), one.figures() + other.figures()));
    }

    private Counted counted(List<FacetTally> facets, Supplier<Collection<String>> commodities) {
        List<Violation> refused = new ArrayList<>(SumGuard.refusals(facets, BY_CURRENCY, flows.list(), commodities));
        return new Counted(
                facets.stream().mapToLong(facet -> facet.tally().items()).sum(), Summary.of(facets, refused), null);
    }
}
