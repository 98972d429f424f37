package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;

/** A share in percent. Unknown, zero and negligible are different things, and stay so. */
public sealed interface Share {
    Share UNKNOWN = new Unknown();
    Share NEGLIGIBLE = new Negligible();

    /** Nobody said. */
    record Unknown() implements Share {}

    /** The source says that it is small, and not how small. */
    record Negligible() implements Share {}

    /** Between two bounds, which are equal where the share is known exactly. */
    record Known(BigDecimal low, BigDecimal high) implements Share {
        public Known {
            low = Decimals.exact(low);
            high = Decimals.exact(high);
            if (low.signum() < 0 || low.compareTo(high) > 0 || high.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException(
                        "share: " + low + " to " + high + " (expected: 0 <= low <= high <= 100)");
            }
        }
    }
}
