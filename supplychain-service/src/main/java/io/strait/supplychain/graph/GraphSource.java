package io.strait.supplychain.graph;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts from which snapshots are made: filled once, then kept up with committed changes. Not thread-safe; its owner
 * serialises access. Sorted, so that equal facts make equal snapshots on every replica.
 */
public final class GraphSource {
    private final SortedMap<String, GraphNode> nodes = new TreeMap<>();
    private final SortedMap<String, GraphLink> requirements = new TreeMap<>();
    private final SortedMap<String, GraphLink> supplies = new TreeMap<>();

    /** Adds a node, or replaces the one of the same id. */
    public void put(GraphNode node) {
        nodes.put(node.id(), node);
    }

    public void removeNode(String id) {
        nodes.remove(id);
    }

    /** Adds a link, or replaces the one of the same kind and id. */
    public void put(GraphLink link) {
        of(link.kind()).put(link.id(), link);
    }

    public void removeLink(LinkKind kind, String id) {
        of(kind).remove(id);
    }

    /** A snapshot of what is here now. Links whose ends are missing are left out: the catalogue does not allow them. */
    public GraphSnapshot snapshot(long revision) {
        return GraphSnapshot.build(revision, nodes.values(), requirements.values(), supplies.values());
    }

    private SortedMap<String, GraphLink> of(LinkKind kind) {
        return switch (kind) {
            case REQUIREMENT -> requirements;
            case SUPPLY -> supplies;
            case TYPE -> throw new IllegalArgumentException("nesting is part of the node");
        };
    }
}
