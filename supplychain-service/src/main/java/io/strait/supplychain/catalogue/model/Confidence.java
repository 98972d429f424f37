package io.strait.supplychain.catalogue.model;

import java.util.Locale;

/** How far a fact is to be trusted, as whoever entered it judges. */
public enum Confidence implements Coded {
    HIGH,
    MEDIUM,
    LOW,
    UNKNOWN;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
