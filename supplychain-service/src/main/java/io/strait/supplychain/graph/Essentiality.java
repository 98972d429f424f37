package io.strait.supplychain.graph;

/** What happens to a node without an input: it stops, it suffers, it does not mind, nobody said. */
public enum Essentiality {
    CRITICAL,
    IMPORTANT,
    NOT,
    UNKNOWN
}
