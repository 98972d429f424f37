package io.strait.trade.ingest.format;

import io.strait.trade.series.Period;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one series, checked, in Strait's terms.
 *
 * @param line of the file, from 1; a JSON body counts its records instead
 */
public record TradeRow(long line, Period period, Dimensions dimensions, Figures figures) {
    /** UN Comtrade's code of the area World, and of a second partner that is no breakdown. */
    public static final int WORLD = 0;
    /** The total of all customs procedures. */
    public static final String ALL_CUSTOMS = "C00";
    /** The total of all modes of transport, and of supply. */
    public static final String ALL_MODES = "0";

    /**
     * What a series is of, its frequency and source apart. Areas are UN Comtrade's codes.
     *
     * @param currency ISO 4217
     */
    public record Dimensions(
            int reporter,
            int partner,
            int partner2,
            String flow,
            String classification,
            String commodity,
            String customs,
            String transport,
            String supply,
            String currency) {}

    /** Whether there is a value, zero being one, and what its source says of it. */
    public enum Status {
        REPORTED,
        ESTIMATED,
        MISSING,
        /** Confidential. */
        SUPPRESSED;

        boolean hasValue() {
            return this == REPORTED || this == ESTIMATED;
        }
    }

    /**
     * What the row says. Weights are in kilograms; null is missing, and nothing else.
     *
     * @param estimated the sum of those of {@link #NET_WEIGHT_ESTIMATED} and its like that hold
     */
    public record Figures(
            @Nullable BigDecimal primaryValue,
            @Nullable BigDecimal cifValue,
            @Nullable BigDecimal fobValue,
            @Nullable BigDecimal netWeight,
            @Nullable BigDecimal grossWeight,
            @Nullable BigDecimal quantity,
            @Nullable Integer quantityUnit,
            @Nullable BigDecimal altQuantity,
            @Nullable Integer altQuantityUnit,
            int estimated,
            Status status) {
        public static final int NET_WEIGHT_ESTIMATED = 1;
        public static final int GROSS_WEIGHT_ESTIMATED = 2;
        public static final int QUANTITY_ESTIMATED = 4;
        public static final int ALT_QUANTITY_ESTIMATED = 8;

        public Figures {
            if (status.hasValue() != (primaryValue != null)) {
                throw new IllegalArgumentException("status: " + status + " with value " + primaryValue);
            }
        }

        /** Of a source that knows only values and their absence. */
        public Figures(
                @Nullable BigDecimal primaryValue,
                @Nullable BigDecimal cifValue,
                @Nullable BigDecimal fobValue,
                @Nullable BigDecimal netWeight,
                @Nullable BigDecimal grossWeight,
                @Nullable BigDecimal quantity,
                @Nullable Integer quantityUnit,
                @Nullable BigDecimal altQuantity,
                @Nullable Integer altQuantityUnit,
                int estimated) {
            this(
                    primaryValue,
                    cifValue,
                    fobValue,
                    netWeight,
                    grossWeight,
                    quantity,
                    quantityUnit,
                    altQuantity,
                    altQuantityUnit,
                    estimated,
                    primaryValue == null ? Status.MISSING : Status.REPORTED);
        }
    }
}
