package io.strait.gateway.filter;

import java.util.Locale;

/** What an event can be about, as its data says by name; each has a query parameter. */
public enum Dimension {
    /** The reporting area of a series: ISO 3166 alpha-3 where there is one, else the source's code. */
    REPORTER(true),
    /** The partner area of a series. */
    PARTNER(true),
    /** The commodity code of a series, in its classification. */
    COMMODITY(false),
    /** A node of the supply chain: what is told of, either end of a link, what stops in a scenario. */
    NODE(false);

    private final boolean area;

    Dimension(boolean area) {
        this.area = area;
    }

    /** The query parameter. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isArea() {
        return area;
    }
}
