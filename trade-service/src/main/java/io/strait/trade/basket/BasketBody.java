package io.strait.trade.basket;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition as a client sends it, not checked. */
record BasketBody(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable Item> items,
        @Nullable List<@Nullable Nested> baskets,
        @Nullable List<@Nullable Exclusion> exclusions) {
    /** @param reporters areas by any of their codes */
    record Item(
            @Nullable String classification,
            @Nullable String code,
            @Nullable BigDecimal share,
            @Nullable String shareSource,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable List<@Nullable String> reporters,
            @Nullable String note) {}

    record Nested(@Nullable String id, @Nullable String note) {}

    record Exclusion(
            @Nullable String classification,
            @Nullable String code,
            @Nullable String note) {}
}
