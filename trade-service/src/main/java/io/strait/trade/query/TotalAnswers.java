package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the answer of figures that are added up. */
final class TotalAnswers {
    private static final MathContext SHARE = MathContext.DECIMAL64;

    private final TotalQuery query;
    private final Totals.Result result;
    private final Resolved resolved;

    private TotalAnswers(TotalQuery query, Totals.Result result, Resolved resolved) {
        this.query = query;
        this.result = result;
        this.resolved = resolved;
    }

    /** @param next null on the last page */
    static TotalAnswer of(TotalQuery query, Totals.Result result, Resolved resolved, @Nullable String next) {
        return new TotalAnswers(query, result, resolved).answer(next);
    }

    /** The cursor of the next page; null on the last, and where only the top is asked for. */
    static @Nullable TotalCursor next(TotalQuery query, Totals.Result result) {
        int end = query.offset() + result.rows().groups().size();
        return query.top() != null || end >= result.rows().groupCount()
                ? null
                : new TotalCursor(result.revision().number(), result.digest(), end);
    }

    private TotalAnswer answer(@Nullable String next) {
        TotalRows rows = result.rows();
        boolean added = result.refused().isEmpty();
        List<TotalAnswer.Item> items = new ArrayList<>();
        for (TotalRows.Group group : rows.groups()) {
            Long rank = group.tally().sum(0) == null ? null : group.rank();
            items.add(new TotalAnswer.Item(
                    keys(group),
                    rank,
                    group.tied(),
                    share(group.tally()),
                    amounts(group.tally(), group.tally().series(), expected(group.tally()), currency(group), true)));
        }
        rows.facets().forEach(facet -> resolved.source(facet.facet().source()));
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (rows.facets().isEmpty()) {
            warnings.add(new Warning("no-figures", "query", null, "No source has a figure for this selection"));
        }
        warnings.addAll(resolved.unmapped());
        return new TotalAnswer(
                result.revision().number(),
                result.revision().vintage(),
                query.asOf(),
                result.basket(),
                query.groupBy().stream().map(Dimension::code).toList(),
                SumLevels.of(rows.facets()),
                rows.groupCount(),
                items.size(),
                amounts(
                        result.whole(),
                        result.whole().series(),
                        expectedOfAll(result.whole().series()),
                        currency(null),
                        added),
                result.refused(),
                rest(added),
                resolved.sources().demonstration(),
                resolved.sources().used(),
                ObservationAnswer.UNITS,
                warnings,
                items,
                next);
    }

    /** Text of codes, and objects of areas, in the order of {@code groupBy}. */
    private Map<String, Object> keys(TotalRows.Group group) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (Dimension dimension : query.groupBy()) {
            String key = group.key(dimension);
            if (dimension.isArea()) {
                keys.put(dimension.code(), resolved.area(Integer.parseInt(key)));
            } else if (dimension == Dimension.LEVEL) {
                keys.put(dimension.code(), Integer.valueOf(key));
            } else if (dimension == Dimension.PERIOD) {
                keys.put(dimension.code(), period(group).toString());
            } else if (dimension == Dimension.FREQUENCY && query.isByPeriod()) {
                keys.put(dimension.code(), period(group).frequency().code());
            } else {
                keys.put(dimension.code(), key);
            }
            if (dimension == Dimension.FLOW && query.labels()) {
                keys.put("flowName", resolved.flow(key));
            }
        }
        return keys;
    }

    private Period period(TotalRows.Group group) {
        Conversion conversion = query.conversion();
        Frequency frequency = conversion == null ? Frequency.ofCode(group.key(Dimension.FREQUENCY)) : conversion.into();
        return new Period(frequency, LocalDate.parse(group.key(Dimension.PERIOD)));
    }

    /** Of a group, or of all when it is null. */
    private @Nullable String currency(TotalRows.@Nullable Group group) {
        if (group != null && query.groupBy().contains(Dimension.CURRENCY)) {
            return group.key(Dimension.CURRENCY);
        }
        Set<String> currencies = new TreeSet<>();
        result.rows().facets().forEach(facet -> currencies.add(facet.facet().currency()));
        return currencies.size() == 1 ? currencies.iterator().next() : null;
    }

    private @Nullable BigDecimal share(Tally tally) {
        BigDecimal part = tally.sum(0);
        BigDecimal whole = result.whole().sum(0);
        return !result.refused().isEmpty() || part == null || whole == null || whole.signum() == 0
                ? null
                : PlainNumbers.plain(part.divide(whole, SHARE));
    }

    private TotalAnswer.@Nullable Rest rest(boolean added) {
        List<TotalRows.Group> groups = result.rows().groups();
        if (query.top() == null || groups.isEmpty()) {
            return null;
        }
        Tally shown = groups.stream()
                .map(TotalRows.Group::tally)
                .reduce(Tally.none(query.measures().size()), Tally::plus);
        Tally rest = result.whole().minus(shown);
        TotalRows.Group last = groups.get(groups.size() - 1);
        long shownTied =
                groups.stream().filter(group -> group.rank() == last.rank()).count();
        return new TotalAnswer.Rest(
                result.rows().groupCount() - groups.size(),
                last.tied() - shownTied,
                share(rest),
                amounts(
                        rest,
                        query.isByPeriod() ? null : rest.series(),
                        query.isByPeriod() ? null : expectedOfAll(rest.series()),
                        currency(null),
                        added));
    }

    private TotalAnswer.Amounts amounts(
            Tally tally, @Nullable Long series, @Nullable Long expected, @Nullable String currency, boolean added) {
        Long notReported = expected == null ? null : expected - tally.figures();
        BasketTally basket = tally.basket();
        boolean incomplete = tally.missing() + tally.suppressed() > 0
                || (notReported != null && notReported > 0)
                || (basket != null && basket.isIncomplete());
        Map<String, TotalAnswer.Amount> measures = new LinkedHashMap<>();
        for (int i = 0; i < query.measures().size(); i++) {
            measures.put(
                    query.measures().get(i).code(),
                    new TotalAnswer.Amount(tally.sum(i), tally.counts().get(i)));
        }
        return new TotalAnswer.Amounts(
                currency,
                series,
                tally.figures(),
                tally.estimated(),
                tally.missing(),
                tally.suppressed(),
                notReported,
                incomplete,
                added ? measures : null,
                basket == null ? null : added ? BasketShare.of(basket, tally.sum(0)) : BasketShare.counts(basket));
    }

    /** How many figures a group's series would have; null where that is not known. */
    private @Nullable Long expected(Tally group) {
        Conversion conversion = query.conversion();
        if (query.isByPeriod()) {
            return conversion == null ? null : conversion.parts() * group.series();
        }
        return expectedOfAll(group.series());
    }

    private @Nullable Long expectedOfAll(long series) {
        int periods = query.selection().periods().size();
        return periods == 0 ? null : periods * series;
    }
}
