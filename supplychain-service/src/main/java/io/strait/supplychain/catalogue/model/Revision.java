package io.strait.supplychain.catalogue.model;

import java.time.Instant;

/** A committed state of the catalogue: its number, when, and who made it. */
public record Revision(long id, Instant at, String changedBy) {}
