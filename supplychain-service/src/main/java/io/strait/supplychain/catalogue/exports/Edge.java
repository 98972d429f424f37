package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Supply;
import java.util.ArrayList;
import java.util.List;

/**
 * An arc of a drawn graph, along the flow of goods as in {@code graph}: from an input to what needs it, from a supplier
 * to the input and to the recipient where one is named, from a narrower node to the wider type.
 *
 * @param id unique among all arcs; letters, digits, {@code . _ - :}, which every format takes
 * @param kind {@code requirement}, {@code supply} or {@code type}
 * @param fact that says so; of a type the narrower node
 */
record Edge(String id, String kind, String from, String to, Fact fact) {
    static final String TYPE = "type";

    static List<Edge> of(Fact fact) {
        List<Edge> edges = new ArrayList<>();
        String kind = fact.factKind().code();
        String id = kind + ":" + fact.id();
        if (fact instanceof Node node) {
            node.typeOf()
                    .forEach(wider ->
                            edges.add(new Edge(TYPE + ":" + node.id() + ":" + wider, TYPE, node.id(), wider, node)));
        } else if (fact instanceof Requirement requirement) {
            edges.add(new Edge(id, kind, requirement.input(), requirement.node(), fact));
        } else if (fact instanceof Supply supply) {
            edges.add(new Edge(id, kind, supply.supplier(), supply.input(), fact));
            String recipient = supply.recipient();
            if (recipient != null) {
                edges.add(new Edge(id + ":recipient", kind, supply.supplier(), recipient, fact));
            }
        }
        return edges;
    }
}
