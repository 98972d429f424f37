package io.strait.supplychain.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Who changes the catalogue.
 *
 * @param name the caller
 * @param why in the caller's words
 * @param traceparent W3C trace context of the request; goes into the events
 */
public record Author(
        String name, @Nullable String why, @Nullable String traceparent) {}
