package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures by series, with {@code layout=series}: what a chart needs, in a tenth of the bytes of
 * {@link ObservationAnswer}, whose members it has but for the items. A series that the page does not hold whole goes on on
 * the next.
 *
 * @param series in the order of their keys
 * @param quantityUnits what the codes of units mean
 * @param vintages when each revision came
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SeriesAnswer(
        long revision,
        @Nullable Instant vintage,
        @Nullable Instant asOf,
        long total,
        int count,

        @JsonInclude(JsonInclude.Include.NON_NULL) BasketHistory.@Nullable Named basket,

        Summary summary,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExchangeSummary exchange,

        boolean demonstration,
        List<Source> sources,
        Map<String, String> units,
        List<Warning> warnings,
        List<Series> series,
        Map<String, ObservationAnswer.NamedUnit> quantityUnits,
        Map<String, Instant> vintages,
        @Nullable String next) {
    /** Written by {@link SeriesJson}. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Series(
            String seriesKey,
            ObservationAnswer.SourceRef source,
            String frequency,
            AreaRef reporter,
            AreaRef partner,
            AreaRef partner2,
            String flow,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String flowName,

            String classification,
            String commodity,
            String customs,
            String transport,
            String supply,
            boolean partnerIsTotal,
            @Nullable Integer commodityLevel,
            boolean breakdownIsTotal,
            String currency,
            int count,
            Columns figures) {}

    /**
     * Columns of {@code count} values each, the figures of one period in the same place of all. An amount that no figure has
     * is null instead of a column, likewise units and {@code estimated}.
     *
     * @param quantityUnit codes, see {@code quantityUnits}
     * @param estimated names of the measures that are estimates; the value's own is told by the status
     * @param incomplete only of figures that are added up
     * @param parts only of figures that are added up to longer periods
     * @param basket only of a basket
     * @param exchange only of values in one currency
     * @param revision since which a figure holds; when that was is in {@code vintages}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Columns(
            List<String> period,
            List<String> status,
            @Nullable List<@Nullable BigDecimal> primaryValue,
            @Nullable List<@Nullable BigDecimal> cifValue,
            @Nullable List<@Nullable BigDecimal> fobValue,
            @Nullable List<@Nullable BigDecimal> netWeight,
            @Nullable List<@Nullable BigDecimal> grossWeight,
            @Nullable List<@Nullable BigDecimal> quantity,
            @Nullable List<@Nullable Integer> quantityUnit,
            @Nullable List<@Nullable BigDecimal> altQuantity,
            @Nullable List<@Nullable Integer> altQuantityUnit,
            @Nullable List<List<String>> estimated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Boolean> incomplete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<ObservationAnswer.Parts> parts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<BasketShare> basket,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<ObservationAnswer.Original> exchange,

            List<Long> revision) {}
}
