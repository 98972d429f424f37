package io.strait.supplychain.exposure.figures;

/** What a figure is. Zero is a reported value; the last three have none. */
public enum Status {
    REPORTED,
    ESTIMATED,
    MISSING,
    SUPPRESSED,
    REMOVED;

    public boolean hasValue() {
        return this == REPORTED || this == ESTIMATED;
    }
}
