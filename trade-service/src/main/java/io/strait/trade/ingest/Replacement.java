package io.strait.trade.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file is all there is for: figures held there that it does not have are taken away. */
enum Replacement {
    /**
     * Of each reporter, flow, classification, level of commodities and breakdown that occurs in it, each of its periods.
     */
    SLICE("frequency, reporter, flow, classification, commodity_level, breakdown_is_total"),
    /** Likewise, but only of the commodities that occur in it. */
    COMMODITIES("frequency, reporter, flow, classification, commodity, breakdown_is_total"),
    /** Of each series that occurs in it, from its first period to its last. */
    SERIES("");

    static final String EXPECTED = Arrays.stream(values())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", ""));

    private final String columns;

    Replacement(String columns) {
        this.columns = columns;
    }

    /** The columns of series that make a slice, to be compared with each of the file's periods. */
    String columns() {
        return columns;
    }

    /** @throws IllegalArgumentException when {@code text} is none */
    static Replacement parse(String text) {
        for (Replacement value : values()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new IllegalArgumentException("replace: " + text + " (expected: " + EXPECTED + ")");
    }
}
