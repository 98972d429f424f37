package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a node is called elsewhere.
 *
 * @param scheme for example {@code HS}, {@code LEI}, {@code ETO}
 * @param weight how much of the code's trade is this node, 0 to 1; null where unknown or senseless
 */
public record ExternalId(
        String scheme, String code, @Nullable BigDecimal weight) {
    public ExternalId {
        weight = Decimals.plain(weight);
    }
}
