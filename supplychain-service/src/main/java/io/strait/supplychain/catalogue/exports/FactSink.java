package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.model.Fact;
import java.io.IOException;

/** One document while it is written: all nodes, then what connects them. Not thread-safe. */
interface FactSink {
    void node(Fact node) throws IOException;

    default void endOfNodes() throws IOException {}

    /** A requirement or a supply; where this {@link #isGraph}, before them each node again for its wider types. */
    void link(Fact fact) throws IOException;

    void end() throws IOException;

    /** Whether it draws arcs, nesting among them, rather than listing facts. */
    default boolean isGraph() {
        return true;
    }
}
