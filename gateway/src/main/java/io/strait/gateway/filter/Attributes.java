package io.strait.gateway.filter;

import org.jspecify.annotations.Nullable;

/** The CloudEvents context attributes of one event, by their CloudEvents names. */
@FunctionalInterface
public interface Attributes {
    /** The value of attribute {@code name}, or null when the event does not have it. */
    @Nullable
    String attribute(String name);
}
