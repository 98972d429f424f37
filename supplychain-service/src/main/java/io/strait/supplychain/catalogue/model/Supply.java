package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * {@code supplier} can deliver {@code input}.
 *
 * @param recipient to whom; null is anyone
 * @param share of the world market where there is no recipient, else of the recipient's purchase
 */
public record Supply(
        String id,
        String supplier,
        String input,
        @Nullable String recipient,
        Share share,
        @Nullable BigDecimal capacity,
        @Nullable String capacityUnit,
        @Nullable BigDecimal leadTimeDays,
        @Nullable String areaOfOrigin,
        Evidence evidence)
        implements Fact {
    public Supply {
        capacity = Decimals.plain(capacity);
        leadTimeDays = Decimals.plain(leadTimeDays);
    }

    @Override
    public FactKind factKind() {
        return FactKind.SUPPLY;
    }

    /** The id of a supply that was given none. */
    public static String idOf(String supplier, String input, @Nullable String recipient) {
        return supplier + "_supplies_" + input + (recipient == null ? "" : "_to_" + recipient);
    }
}
