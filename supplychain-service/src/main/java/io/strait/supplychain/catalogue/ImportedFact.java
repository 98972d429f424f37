package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Fact;

/** A fact and the line that it came from. */
public record ImportedFact(Fact fact, Change.Line origin) {}
