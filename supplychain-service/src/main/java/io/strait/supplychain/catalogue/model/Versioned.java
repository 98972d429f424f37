package io.strait.supplychain.catalogue.model;

/** A fact and the revision that made this version of it. */
public record Versioned(Fact fact, Revision revision) {
    public String id() {
        return fact.id();
    }
}
