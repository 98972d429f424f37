package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.exports.Attributes.Attribute;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** GraphML 1.0 (http://graphml.graphdrawing.org). */
final class GraphMlSink implements FactSink {
    private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
    private static final String SCHEMA = NAMESPACE + "/1.0/graphml.xsd";
    private static final String NODE_KEY = "n.";
    private static final String EDGE_KEY = "e.";

    private final Xml xml;

    GraphMlSink(Writer out, Revision revision) throws IOException {
        xml = new Xml(out).root("graphml", NAMESPACE, SCHEMA);
        key("g.revision", "graph", "revision", "long");
        key("g.at", "graph", "at", "string");
        key(NODE_KEY + Attributes.LABEL, "node", Attributes.LABEL, "string");
        keys(NODE_KEY, "node", Attributes.ofNodes());
        keys(EDGE_KEY, "edge", Attributes.ofEdges());
        xml.start("graph", "id", "r" + revision.id(), "edgedefault", "directed");
        xml.element("data", Long.toString(revision.id()), "key", "g.revision");
        xml.element("data", revision.at().toString(), "key", "g.at");
    }

    private void keys(String prefix, String of, List<Attribute> attributes) throws IOException {
        for (Attribute attribute : attributes) {
            String type =
                    switch (attribute.type()) {
                        case TEXT, JSON -> "string";
                        case DECIMAL -> "double";
                        case INTEGER -> "int";
                        case FLAG -> "boolean";
                    };
            key(prefix + attribute.name(), of, attribute.name(), type);
        }
    }

    private void key(String id, String of, String name, String type) throws IOException {
        xml.empty("key", "id", id, "for", of, "attr.name", name, "attr.type", type);
    }

    @Override
    public void node(Fact fact) throws IOException {
        Node node = (Node) fact;
        xml.start("node", "id", node.id());
        xml.element("data", node.name(), "key", NODE_KEY + Attributes.LABEL);
        data(NODE_KEY, Attributes.of(node));
        xml.end();
    }

    @Override
    public void link(Fact fact) throws IOException {
        for (Edge edge : Edge.of(fact)) {
            xml.start("edge", "id", edge.id(), "source", edge.from(), "target", edge.to());
            data(EDGE_KEY, Attributes.of(edge));
            xml.end();
        }
    }

    private void data(String prefix, Map<String, String> values) throws IOException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            xml.element("data", value.getValue(), "key", prefix + value.getKey());
        }
    }

    @Override
    public void end() throws IOException {
        xml.endDocument();
    }
}
