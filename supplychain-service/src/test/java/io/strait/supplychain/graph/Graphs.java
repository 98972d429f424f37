package io.strait.supplychain.graph;

import java.util.List;

/** Short words for graphs in tests. */
final class Graphs {
    private Graphs() {}

    static GraphNode node(String id, String... typeOf) {
        return new GraphNode(id, "material", id, null, false, List.of(typeOf));
    }

    static GraphLink needs(String node, String input) {
        return new GraphLink(node + "_needs_" + input, LinkKind.REQUIREMENT, input, List.of(node));
    }

    static GraphLink supplies(String supplier, String... to) {
        return new GraphLink(supplier + "_supplies_" + String.join("_to_", to), LinkKind.SUPPLY, supplier, List.of(to));
    }

    /** Nodes come into being with the links that name them. */
    static GraphSource source(GraphLink... links) {
        GraphSource source = new GraphSource();
        for (GraphLink link : links) {
            source.put(node(link.from()));
            link.to().forEach(to -> source.put(node(to)));
            source.put(link);
        }
        return source;
    }
}
