package io.strait.trade.basket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered about baskets. */
final class BasketAnswers {
    private BasketAnswers() {}

    /** A basket at one version. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Basket(
            String id,
            int version,
            Instant editedAt,
            String editedBy,
            String name,
            @Nullable String description,
            List<BasketDefinition.Item> items,
            List<BasketDefinition.Nested> baskets,
            List<BasketDefinition.Exclusion> exclusions) {
        /** @param version no deletion */
        static Basket of(BasketVersion version, BasketDefinition definition) {
            return new Basket(
                    version.id(),
                    version.version(),
                    version.editedAt(),
                    version.editedBy(),
                    definition.name(),
                    definition.description(),
                    definition.items(),
                    definition.baskets(),
                    definition.exclusions());
        }
    }

    /** A page of baskets. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(
            @Nullable Instant asOf,
            int count,
            List<Entry> items,
            @Nullable String next) {}

    /** A basket in a list. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            String id,
            int version,
            Instant editedAt,
            String editedBy,
            @Nullable String name,
            boolean deleted) {
        static Entry of(BasketVersion version) {
            BasketDefinition definition = version.definition();
            return new Entry(
                    version.id(),
                    version.version(),
                    version.editedAt(),
                    version.editedBy(),
                    definition == null ? null : definition.name(),
                    definition == null);
        }
    }

    /** All versions of a basket, the newest first. */
    record Versions(int count, List<Entry> items) {}

    /**
     * The codes that hold in a period.
     *
     * @param versions of the basket and of those in it
     * @param reporter null when lines of single reporters are left out
     * @param linesOfReporters how many were left out
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Resolved(
            String id,
            Map<String, Integer> versions,
            @Nullable Instant asOf,
            @Nullable String classification,
            @Nullable Integer reporter,
            LocalDate from,
            LocalDate to,
            int linesOfReporters,
            int count,
            List<BasketCode> codes) {}

    /**
     * A basket's series.
     *
     * @param revision of all figures; 0 when there are none
     * @param demonstration whether some figure is made up
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Figures(
            String id,
            String name,
            Map<String, Integer> versions,
            long revision,
            @Nullable Instant vintage,
            @Nullable Instant asOf,
            boolean demonstration,
            String unit,
            int count,
            List<Series> series) {}

    /** One series; figures by another classification are of the same trade, never to be added to it. */
    record Series(
            Source source,
            Area reporter,
            Area partner,
            String flow,
            String classification,
            String currency,
            List<Item> items) {}

    record Source(String code, String name, boolean demonstration) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Area(int code, @Nullable String alpha2, @Nullable String alpha3, String name) {}

    /**
     * A period; see {@link BasketFigure}.
     *
     * @param components each code's part, so that the sum can be followed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            String period,
            @Nullable BigDecimal value,
            BigDecimal byFactor,
            @Nullable BigDecimal estimatedShare,
            BigDecimal reportedAsEstimate,
            @Nullable BigDecimal shareUnknown,
            boolean complete,
            List<BasketFigure.Component> components) {
        static Item of(Period period, BasketFigure figure) {
            return new Item(
                    period.toString(),
                    figure.value(),
                    figure.byFactor(),
                    figure.estimatedShare(),
                    figure.reportedAsEstimate(),
                    figure.shareUnknown(),
                    figure.complete(),
                    figure.components());
        }
    }
}
