package io.strait.trade.reference;

/** What an area is; {@code GROUP} and {@code WORLD} are totals of others. */
public enum AreaKind {
    COUNTRY,
    GROUP,
    WORLD,
    /** A part of World of which no country is told: "Areas, nes", bunkers, free zones. */
    RESIDUAL,
    /** Came with a file and is in no code list. */
    UNMAPPED;

    public boolean isTotal() {
        return this == GROUP || this == WORLD;
    }
}
