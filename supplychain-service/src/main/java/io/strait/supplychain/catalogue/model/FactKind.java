package io.strait.supplychain.catalogue.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The kind whose {@link #plural()} this is. */
    public static Optional<FactKind> ofPlural(String plural) {
        return Arrays.stream(values())
                .filter(kind -> kind.plural().equals(plural))
                .findFirst();
    }
}
