package io.strait.supplychain.catalogue.model;

import java.util.Locale;

/** The three kinds of fact. */
public enum FactKind implements Coded {
    NODE,
    REQUIREMENT,
    SUPPLY;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As in a path and in counts. */
    public String plural() {
        return this == SUPPLY ? "supplies" : code() + "s";
    }
}
