package io.strait.supplychain.graph;

import java.util.List;

/** Short words for graphs in tests. */
final class Graphs {
    private Graphs() {}

    static GraphNode node(String id, String... typeOf) {
        return new GraphNode(id, "material", id, null, false, List.of(typeOf));
    }

    /** Critical. */
    static GraphLink needs(String node, String input) {
        return needs(node, input, Essentiality.CRITICAL);
    }

    static GraphLink needs(String node, String input, Essentiality essentiality) {
        return GraphLink.requirement(node + "_needs_" + input, node, input, essentiality);
    }

    static GraphLink supplies(String supplier, String input) {
        return GraphLink.supply(supplier + "_supplies_" + input, supplier, input, null);
    }

    static GraphLink supplies(String supplier, String input, String recipient) {
        return GraphLink.supply(supplier + "_supplies_" + input + "_to_" + recipient, supplier, input, recipient);
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
