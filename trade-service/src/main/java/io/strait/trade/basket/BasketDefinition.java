package io.strait.trade.basket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a product group.
 *
 * @param items codes; each stands for all that is beneath it too
 * @param baskets others that are part of this one
 * @param exclusions codes beneath an item, or a basket's item, that do not belong
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BasketDefinition(
        String name, @Nullable String description, List<Item> items, List<Nested> baskets, List<Exclusion> exclusions) {
    BasketDefinition {
        items = List.copyOf(items);
        baskets = List.copyOf(baskets);
        exclusions = List.copyOf(exclusions);
    }

    /**
     * A code.
     *
     * @param share which part of the code's figures belongs, 0 to 1; null when nobody knows
     * @param shareSource who says so; null only where the share is 1 or not known
     * @param validFrom the first day on which this holds; null for always
     * @param validTo the last such day
     * @param reporters UN Comtrade's codes of the areas whose line this is; empty for a code that all have
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            String classification,
            String code,
            @Nullable BigDecimal share,
            @Nullable String shareSource,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<Integer> reporters,
            @Nullable String note) {
        Item {
            // A stored definition may leave it out.
            reporters = reporters == null ? List.of() : List.copyOf(reporters);
        }
    }

    /** Another basket, all of it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Nested(String id, @Nullable String note) {}

    /** A code that does not belong, with all that is beneath it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Exclusion(
            String classification, String code, @Nullable String note) {}
}
