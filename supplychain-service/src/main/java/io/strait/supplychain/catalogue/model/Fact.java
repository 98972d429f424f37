package io.strait.supplychain.catalogue.model;

/** One entry of the catalogue, in one version. Equal facts say the same, whatever the scale of their numbers. */
public sealed interface Fact permits Node, Requirement, Supply {
    String id();

    FactKind factKind();

    Evidence evidence();
}
