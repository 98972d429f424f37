package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures added up.
 *
 * @param basket which basket stands for the commodities; only where one does
 * @param groupBy what is added apart
 * @param of which level of each dimension is added
 * @param groups how many there are, on all pages
 * @param whole everything selected; its amounts are null when groups must not be added, for they overlap
 * @param refused why not, and what to choose
 * @param rest what is not on the page of the top; null without {@code top}, or when groups must not be added
 * @param items the groups
 * @param next the next page; null on the last, and with {@code top}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TotalAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,

        @JsonInclude(JsonInclude.Include.NON_NULL) BasketHistory.@Nullable Named basket,

        List<String> groupBy,
        SumLevels of,
        long groups,
        int count,
        Amounts whole,
        List<Violation> refused,
        @Nullable Rest rest,
        boolean demonstration,
        List<Source> sources,
        Map<String, String> units,
        List<Warning> warnings,
        List<Item> items,
        @Nullable String next) {
    /**
     * @param currency of the values; null when there are several
     * @param series with at least one figure; null where they are in the top as well
     * @param figures added, and those that have no value
     * @param estimated values that are estimates
     * @param missing without a value
     * @param suppressed without a value, for it is confidential
     * @param notReported figures that the series might have and do not; null where that is not known:
     *     without periods, and of a group that is one period
     * @param incomplete whether a figure is missing, suppressed or not reported, or a code of a basket's figure is
     * @param measures by their name; a measure that no figure has is null
     * @param basket how much of the value is estimated by a factor, and what is not in it; only of a basket
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Amounts(
            @Nullable String currency,
            @Nullable Long series,
            long figures,
            long estimated,
            long missing,
            long suppressed,
            @Nullable Long notReported,
            boolean incomplete,
            @Nullable Map<String, Amount> measures,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BasketShare basket) {}

    /** @param figures how many have it: the others say nothing of it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Amount(@Nullable BigDecimal value, long figures) {}

    /**
     * @param keys what is in it, by dimension; an area as an object with its codes
     * @param rank by the first measure, the largest first; equal ones have the same; null when it has no value
     * @param tied how many groups have this rank
     * @param share of the whole's first measure; null when groups must not be added
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            Map<String, Object> keys,
            @Nullable Long rank,
            long tied,
            @Nullable BigDecimal share,
            Amounts amounts) {}

    /**
     * The groups below the top.
     *
     * @param tied how many of them have the value of the last one above
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Rest(long groups, long tied, @Nullable BigDecimal share, Amounts amounts) {}
}
