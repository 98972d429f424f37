package io.strait.supplychain.catalogue.model;

import org.jspecify.annotations.Nullable;

/**
 * What a fact rests on.
 *
 * @param source who says so; {@code DEMO} for what only demonstrates and is not claimed to be true
 * @param year the year it speaks of, null where it names none
 */
public record Evidence(String source, @Nullable Integer year, Confidence confidence) {}
