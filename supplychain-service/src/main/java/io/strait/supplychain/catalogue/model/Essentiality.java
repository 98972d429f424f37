package io.strait.supplychain.catalogue.model;

import java.util.Locale;

/** What happens to a node without an input: it stops, it suffers, it does not mind, nobody said. */
public enum Essentiality implements Coded {
    CRITICAL,
    IMPORTANT,
    NOT,
    UNKNOWN;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
