package io.strait.supplychain.graph;

/** What an arc stands for. The first two are the flow of goods; the third is nesting, which no flow follows by itself. */
public enum LinkKind {
    /** From an input to the node that needs it. */
    REQUIREMENT,
    /** From a supplier to what it delivers, and to the one it delivers it to where that is named. */
    SUPPLY,
    /** From a type to the wider type that it is one of. */
    TYPE
}
