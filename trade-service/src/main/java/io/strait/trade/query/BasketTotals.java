package io.strait.trade.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds a basket's figures, in groups and by rank as {@link TotalStore} adds those of commodities. Plain. */
final class BasketTotals {
    private static final Comparator<Map<String, String>> NO_KEYS = (one, other) -> 0;

    /** A group that has no place yet. */
    private record Sum(Map<String, String> keys, Tally tally) {
        @Nullable
        BigDecimal value() {
            return tally.sum(0);
        }
    }

    private BasketTotals() {}

    /** @param totals codes of the areas that are totals of others */
    static TotalRows of(TotalQuery query, BasketRows.Read read, Set<Integer> totals, long revision) {
        Map<Map<String, String>, List<FigureRow>> groups = new LinkedHashMap<>();
        for (FigureRow row : read.rows()) {
            StoredSeries series = Objects.requireNonNull(read.series().get(row.seriesId()));
            groups.computeIfAbsent(keys(query, series, row), keys -> new ArrayList<>())
                    .add(row);
        }
        List<Sum> sums = new ArrayList<>();
        groups.forEach((keys, rows) -> sums.add(new Sum(
                keys,
                SeriesTallies.of(rows).values().stream().reduce(Tally::plus).orElseThrow())));
        sums.sort(order(query));
        return new TotalRows(
                revision,
                SeriesTallies.facets(read.rows(), read.series(), totals),
                ranked(sums, query.offset(), query.limit()),
                sums.size());
    }

    /** A period is none without its length. */
    private static Map<String, String> keys(TotalQuery query, StoredSeries series, FigureRow row) {
        Map<String, String> keys = new HashMap<>();
        query.groupBy().forEach(dimension -> keys.put(dimension.column(), key(dimension, series, row)));
        if (query.isByPeriod()) {
            keys.put(Dimension.FREQUENCY.column(), series.frequency().code());
        }
        return keys;
    }

    private static String key(Dimension dimension, StoredSeries series, FigureRow row) {
        return switch (dimension) {
            case SOURCE -> series.source();
            case FREQUENCY -> series.frequency().code();
            case REPORTER -> String.valueOf(series.reporter());
            case PARTNER -> String.valueOf(series.partner());
            case FLOW -> series.flow();
            case CLASSIFICATION -> series.classification();
            case COMMODITY -> series.commodity();
            case LEVEL -> String.valueOf(series.commodityLevel());
            case PARTNER2 -> String.valueOf(series.partner2());
            case CUSTOMS -> series.customs();
            case TRANSPORT -> series.transport();
            case SUPPLY -> series.supply();
            case CURRENCY -> series.currency();
            case PERIOD -> row.periodStart().toString();
        };
    }

    private static Comparator<Sum> order(TotalQuery query) {
        Comparator<BigDecimal> values =
                query.order() == TotalOrder.LARGEST ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<Sum> byKeys = Comparator.comparing(Sum::keys, keys(query));
        return query.order() == TotalOrder.GROUP
                ? byKeys
                : Comparator.comparing(Sum::value, Comparator.nullsLast(values)).thenComparing(byKeys);
    }

    private static Comparator<Map<String, String>> keys(TotalQuery query) {
        Comparator<Map<String, String>> order = NO_KEYS;
        List<Dimension> dimensions = new ArrayList<>(query.groupBy());
        if (query.isByPeriod() && !dimensions.contains(Dimension.FREQUENCY)) {
            dimensions.add(Dimension.FREQUENCY);
        }
        for (Dimension dimension : dimensions) {
            order = dimension.isArea() || dimension == Dimension.LEVEL
                    ? order.thenComparing(keys -> Integer.valueOf(keys.getOrDefault(dimension.column(), "0")))
                    : order.thenComparing(keys -> keys.getOrDefault(dimension.column(), ""));
        }
        return order;
    }

    /** Largest first, equal ones alike, those without a value behind all others. */
    private static List<TotalRows.Group> ranked(List<Sum> sums, int offset, int limit) {
        SortedMap<BigDecimal, Long> tied = new TreeMap<>(Comparator.reverseOrder());
        long without = 0;
        for (Sum sum : sums) {
            BigDecimal value = sum.value();
            if (value == null) {
                without++;
            } else {
                tied.merge(value, 1L, Long::sum);
            }
        }
        SortedMap<BigDecimal, Long> ranks = new TreeMap<>(Comparator.reverseOrder());
        long rank = 1;
        for (Map.Entry<BigDecimal, Long> entry : tied.entrySet()) {
            ranks.put(entry.getKey(), rank);
            rank += entry.getValue();
        }
        List<TotalRows.Group> groups = new ArrayList<>();
        int end = (int) Math.min(sums.size(), (long) offset + limit);
        for (Sum sum : sums.subList(Math.min(offset, sums.size()), end)) {
            BigDecimal value = sum.value();
            groups.add(
                    value == null
                            ? new TotalRows.Group(sum.keys(), sum.tally(), rank, without)
                            : new TotalRows.Group(
                                    sum.keys(),
                                    sum.tally(),
                                    ranks.getOrDefault(value, 1L),
                                    tied.getOrDefault(value, 1L)));
        }
        return groups;
    }
}
