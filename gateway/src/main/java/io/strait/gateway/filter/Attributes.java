package io.strait.gateway.filter;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a filter may ask of one event. */
@FunctionalInterface
public interface Attributes {
    /** The value of the CloudEvents context attribute {@code name}, or null when the event does not have it. */
    @Nullable
    String attribute(String name);

    /** What the event's data says it is about; empty when it says nothing of that. */
    default Set<String> about(Dimension dimension) {
        return Set.of();
    }
}
