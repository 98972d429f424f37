package io.strait.supplychain.graph;

/** Which way to follow the flow of goods. */
public enum Direction {
    /** To whatever needs it or is supplied by it. */
    DOWNSTREAM,
    /** To whatever it needs, and to those who supply that. */
    UPSTREAM;

    Direction reverse() {
        return this == DOWNSTREAM ? UPSTREAM : DOWNSTREAM;
    }
}
