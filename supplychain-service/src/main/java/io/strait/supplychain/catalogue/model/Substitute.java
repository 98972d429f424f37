package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Another input that would do, and how many days it takes to qualify it (null: unknown). */
public record Substitute(String node, @Nullable BigDecimal qualificationDays) {
    public Substitute {
        qualificationDays = Decimals.plain(qualificationDays);
    }
}
