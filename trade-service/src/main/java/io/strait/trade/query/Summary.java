package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a result, on whichever page they are.
 *
 * @param series with at least one figure
 * @param figures read: more than the answer's total when they are added up to longer periods
 * @param estimated values that are estimates
 * @param missing figures without a value
 * @param suppressed figures without a value, for it is confidential
 * @param sums of the values, one a currency; null when they must not be added
 * @param of which level of each dimension the sum is; null likewise
 * @param refused why they must not be added, and what to choose
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Summary(
        long series,
        long figures,
        long estimated,
        long missing,
        long suppressed,
        @Nullable List<Sum> sums,
        @Nullable SumLevels of,
        List<Violation> refused) {
    /**
     * @param figures how many are in it
     * @param primaryValue in units of the currency; null when no figure has a value
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Sum(String currency, long figures, @Nullable BigDecimal primaryValue) {}

    /** @param facets with the value as the first measure */
    static Summary of(List<FacetTally> facets, List<Violation> refused) {
        Tally all = Tally.none(1);
        Map<String, Tally> byCurrency = new TreeMap<>();
        for (FacetTally facet : facets) {
            all = all.plus(facet.tally());
            byCurrency.merge(facet.facet().currency(), facet.tally(), Tally::plus);
        }
        List<Sum> sums = new ArrayList<>();
        byCurrency.forEach(
                (currency, tally) -> sums.add(new Sum(currency, tally.counts().get(0), tally.sum(0))));
        boolean added = refused.isEmpty();
        return new Summary(
                all.series(),
                all.figures(),
                all.estimated(),
                all.missing(),
                all.suppressed(),
                added ? sums : null,
                added ? SumLevels.of(facets) : null,
                refused);
    }

    /** With one sum in one currency; refused where a figure cannot be converted, for it would pass for the whole. */
    Summary in(ExchangeSummary.Counted converted) {
        ExchangeSummary into = converted.summary();
        List<Violation> reasons = new ArrayList<>(refused);
        into.refusal().ifPresent(reasons::add);
        Sum sum = new Sum(
                into.currency(), into.converted(), into.converted() == 0 ? null : PlainNumbers.plain(converted.sum()));
        boolean added = reasons.isEmpty();
        return new Summary(
                series,
                figures,
                estimated,
                missing,
                suppressed,
                added ? List.of(sum) : null,
                added ? of : null,
                reasons);
    }

    /** For formats without an envelope: {@code USD 12.5, JPY 3}; empty when they must not be added. */
    Optional<String> text() {
        return Optional.ofNullable(sums)
                .map(all -> all.stream()
                        .filter(sum -> sum.primaryValue() != null)
                        .map(sum -> sum.currency() + " " + CsvText.number(sum.primaryValue()))
                        .collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }
}
