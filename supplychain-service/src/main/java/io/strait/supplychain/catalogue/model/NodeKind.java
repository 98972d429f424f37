package io.strait.supplychain.catalogue.model;

import java.util.Locale;

/** What a node is. */
public enum NodeKind implements Coded {
    MATERIAL,
    PART,
    EQUIPMENT,
    PROCESS,
    PRODUCT,
    ORGANISATION,
    SITE,
    AREA;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it delivers. An area delivers as the sum of its makers, so its share holds theirs. */
    public boolean isSupplier() {
        return this == ORGANISATION || this == SITE || this == AREA;
    }
}
