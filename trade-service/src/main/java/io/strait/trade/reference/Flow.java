package io.strait.trade.reference;

import org.jspecify.annotations.Nullable;

/**
 * A direction of trade.
 *
 * @param parent the flow that includes this one: adding both counts twice
 */
public record Flow(String code, @Nullable String parent, String name) {}
