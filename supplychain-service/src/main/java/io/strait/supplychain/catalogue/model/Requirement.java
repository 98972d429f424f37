package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code node} needs {@code input}.
 *
 * @param amount per unit of the node's output; null is unknown
 * @param stockDays how long the stock lasts; null is unknown, 0 is none
 */
public record Requirement(
        String id,
        String node,
        String input,
        Essentiality essentiality,
        @Nullable BigDecimal amount,
        @Nullable String amountUnit,
        @Nullable BigDecimal stockDays,
        List<Substitute> substitutes,
        Evidence evidence)
        implements Fact {
    public Requirement {
        amount = Decimals.plain(amount);
        stockDays = Decimals.plain(stockDays);
        substitutes = List.copyOf(substitutes);
    }

    @Override
    public FactKind factKind() {
        return FactKind.REQUIREMENT;
    }

    /** The id of a requirement that was given none. */
    public static String idOf(String node, String input) {
        return node + "_needs_" + input;
    }

    /** The same without a substitute that goes away. */
    public Requirement withoutSubstitute(String other) {
        return new Requirement(
                id,
                node,
                input,
                essentiality,
                amount,
                amountUnit,
                stockDays,
                substitutes.stream().filter(s -> !s.node().equals(other)).toList(),
                evidence);
    }
}
