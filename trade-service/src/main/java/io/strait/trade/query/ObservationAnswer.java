package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.basket.BasketHistory;
import io.strait.trade.rate.Factor;
import io.strait.trade.reference.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures.
 *
 * @param revision of all figures; every page of a query is of the same
 * @param vintage since when that revision holds
 * @param total figures on all pages
 * @param count figures on this one
 * @param basket which basket stands for the commodities; only where one does
 * @param summary of the figures on all pages
 * @param exchange how values came into one currency; only when one is asked for
 * @param demonstration whether some figure on this page is made up
 * @param next the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ObservationAnswer(
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
        List<Item> items,
        @Nullable String next) {
    static final Map<String, String> UNITS = Map.of(
            "primaryValue", "units of the item's currency",
            "netWeight", "kg",
            "grossWeight", "kg",
            "quantity", "the item's quantityUnit");

    /** Who says a figure. */
    record SourceRef(String code, String name, boolean demonstration) {
        static SourceRef of(Source source) {
            return new SourceRef(source.code(), source.name(), source.demonstration());
        }
    }

    /** What a quantity counts. */
    record Unit(int code, String abbreviation) {
        static @Nullable Unit of(@Nullable Integer code, @Nullable String abbreviation) {
            return code == null ? null : new Unit(code, abbreviation == null ? String.valueOf(code) : abbreviation);
        }
    }

    /**
     * Likewise.
     *
     * @param name with labels only
     */
    record NamedUnit(
            int code,
            String abbreviation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name) {}

    /**
     * What a figure was added up from.
     *
     * @param frequency of the series that is read
     * @param of how many parts such a period has
     * @param values parts with a value, estimated ones among them
     */
    record Parts(String frequency, int of, int values, int estimated, int missing, int suppressed, int notReported) {}

    /**
     * What a converted figure was delivered as, and how it was converted.
     *
     * @param primaryValue in units of {@code from}, as cifValue and fobValue are
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Original(
            @Nullable BigDecimal primaryValue,
            @Nullable BigDecimal cifValue,
            @Nullable BigDecimal fobValue,
            String from,
            Factor.@Nullable Method method,
            @Nullable BigDecimal rate,
            List<Exchanged.Step> legs,
            @Nullable String reason) {}

    /** Which amounts are estimates; the value's own is told by the status. */
    record Estimated(boolean netWeight, boolean grossWeight, boolean quantity, boolean altQuantity) {
        private static final int NET_WEIGHT = 1;
        private static final int GROSS_WEIGHT = 2;
        private static final int QUANTITY = 4;
        private static final int ALT_QUANTITY = 8;

        static Estimated of(int bits) {
            return new Estimated(
                    (bits & NET_WEIGHT) != 0,
                    (bits & GROSS_WEIGHT) != 0,
                    (bits & QUANTITY) != 0,
                    (bits & ALT_QUANTITY) != 0);
        }
    }

    /**
     * A figure. Written by {@link FigureJson}, without an object for each.
     *
     * @param flowName with labels only
     * @param status REPORTED and ESTIMATED have a value, zero being one; MISSING and SUPPRESSED have none
     * @param commodityLevel null for a basket
     * @param incomplete whether a part, or a code of a basket, has no value; only of a figure that is added up
     * @param parts what was added up to a longer period
     * @param basket how much of a basket's figure is estimated by a factor, and what is not in it
     * @param exchange of values that are converted: REPORTED and ESTIMATED then have none where there is no rate
     * @param revision since which it holds
     * @param vintage when that was
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            String seriesKey,
            SourceRef source,
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
            String period,
            String status,
            @Nullable BigDecimal primaryValue,
            String currency,
            @Nullable BigDecimal cifValue,
            @Nullable BigDecimal fobValue,
            @Nullable BigDecimal netWeight,
            @Nullable BigDecimal grossWeight,
            @Nullable BigDecimal quantity,
            @Nullable NamedUnit quantityUnit,
            @Nullable BigDecimal altQuantity,
            @Nullable NamedUnit altQuantityUnit,
            Estimated estimated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean incomplete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Parts parts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            BasketShare basket,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Original exchange,

            long revision,
            Instant vintage) {}
}
