package io.strait.supplychain.graph;

import java.util.SortedMap;
import java.util.TreeMap;

/** All facts, kept in the plainest way: what a snapshot that was kept up with changes is compared with. */
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

    boolean hasNode(String id) {
        return nodes.containsKey(id);
    }

    /** Removes a node as the catalogue does: links that name it go too, and narrower types forget it. */
    void removeNodeAndLinks(String id) {
        nodes.remove(id);
        requirements.values().removeIf(link -> names(link, id));
        supplies.values().removeIf(link -> names(link, id));
        nodes.replaceAll((key, node) -> new GraphNode(
                key,
                node.kind(),
                node.name(),
                node.area(),
                node.collective(),
                node.typeOf().stream().filter(wider -> !wider.equals(id)).toList()));
    }

    private static boolean names(GraphLink link, String id) {
        return link.from().equals(id) || link.to().contains(id);
    }

    /** A snapshot of what is here now, built from all of it. */
    public GraphSnapshot snapshot(long revision) {
        GraphBuilder builder = new GraphBuilder(nodes.values());
        requirements.values().forEach(builder::add);
        supplies.values().forEach(builder::add);
        return builder.build(revision);
    }

    /** What leads from the facts of another one to those of this. */
    GraphChange since(GraphSource before) {
        GraphChange change = new GraphChange();
        before.nodes.forEach((id, node) -> {
            if (!node.equals(nodes.get(id))) {
                change.removeNode(id);
            }
        });
        nodes.forEach((id, node) -> {
            if (!node.equals(before.nodes.get(id))) {
                change.add(node);
            }
        });
        for (LinkKind kind : new LinkKind[] {LinkKind.REQUIREMENT, LinkKind.SUPPLY}) {
            before.of(kind).forEach((id, link) -> {
                if (!link.equals(of(kind).get(id))) {
                    change.remove(link);
                }
            });
            of(kind).forEach((id, link) -> {
                if (!link.equals(before.of(kind).get(id))) {
                    change.add(link);
                }
            });
        }
        return change;
    }

    GraphSource copy() {
        GraphSource copy = new GraphSource();
        copy.nodes.putAll(nodes);
        copy.requirements.putAll(requirements);
        copy.supplies.putAll(supplies);
        return copy;
    }

    private SortedMap<String, GraphLink> of(LinkKind kind) {
        return switch (kind) {
            case REQUIREMENT -> requirements;
            case SUPPLY -> supplies;
            case TYPE -> throw new IllegalArgumentException("nesting is part of the node");
        };
    }
}
