package io.strait.trade.analysis;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far apart two sides tell the same trade. Neither is right: exports are mostly told FOB and imports CIF, and goods
 * arrive later than they leave, or somewhere else.
 *
 * @param difference the importer's value less the exporter's; null for {@code reason}
 * @param ratio {@code |E - I| / (E + I)}, to six decimals, half even: 0 where both say the same, 1 where one says
 *     nothing; null for {@code reason}
 */
public record Asymmetry(
        @Nullable BigDecimal difference,
        @Nullable BigDecimal ratio,
        @Nullable Reason reason) {
    /** Why the two are not compared. */
    public enum Reason {
        NO_COUNTERPART,
        CURRENCIES_DIFFER,
        COMMODITIES_DIFFER,
        INCOMPLETE,
        BOTH_ZERO
    }

    /** @param exporter what the exporter says; null when it is incomplete; likewise {@code importer} */
    public static Asymmetry of(@Nullable BigDecimal exporter, @Nullable BigDecimal importer) {
        if (exporter == null || importer == null) {
            return not(Reason.INCOMPLETE);
        }
        BigDecimal difference = importer.subtract(exporter);
        BigDecimal sum = importer.add(exporter);
        if (sum.signum() == 0) {
            return new Asymmetry(difference, null, Reason.BOTH_ZERO);
        }
        return new Asymmetry(difference, Change.divide(difference.abs(), sum), null);
    }

    public static Asymmetry not(Reason reason) {
        return new Asymmetry(null, null, reason);
    }
}
