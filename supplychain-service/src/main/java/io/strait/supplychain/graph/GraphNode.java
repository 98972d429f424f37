package io.strait.supplychain.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the graph knows of a node.
 *
 * @param kind a label, for filters
 * @param area ISO 3166-1 alpha-3, null where unknown
 * @param collective stands for several unnamed ones
 * @param typeOf the wider types that this one is a type of
 */
public record GraphNode(
        String id, String kind, String name, @Nullable String area, boolean collective, List<String> typeOf) {
    public GraphNode {
        typeOf = List.copyOf(typeOf);
    }
}
