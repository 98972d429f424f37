package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers without trailing zeros, so that 5 and 5.0 are one and the same fact. */
final class Decimals {
    private Decimals() {}

    static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        return value == null ? null : exact(value);
    }

    static BigDecimal exact(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
