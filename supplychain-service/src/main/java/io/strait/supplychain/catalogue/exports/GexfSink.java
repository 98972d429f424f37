package io.strait.supplychain.catalogue.exports;

import io.strait.supplychain.catalogue.exports.Attributes.Attribute;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * GEXF 1.2draft (https://gexf.net), the version that most tools read. Values are XML attributes there, so a reader sees
 * a line break in a text as a space.
 */
final class GexfSink implements FactSink {
    private static final String NAMESPACE = "http://www.gexf.net/1.2draft";
    private static final String SCHEMA = NAMESPACE + "/gexf.xsd";

    private final Xml xml;

    GexfSink(Writer out, Revision revision) throws IOException {
        xml = new Xml(out).root("gexf", NAMESPACE, SCHEMA, "version", "1.2");
        xml.start(
                "meta",
                "lastmodifieddate",
                revision.at().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        xml.element("creator", "Strait").element("description", "Revision " + revision.id() + " of " + revision.at());
        xml.end();
        xml.start("graph", "mode", "static", "defaultedgetype", "directed");
        attributes("node", Attributes.ofNodes());
        attributes("edge", Attributes.ofEdges());
        xml.start("nodes");
    }

    private void attributes(String of, List<Attribute> attributes) throws IOException {
        xml.start("attributes", "class", of);
        for (Attribute attribute : attributes) {
            String type =
                    switch (attribute.type()) {
                        case TEXT, JSON -> "string";
                        case DECIMAL -> "double";
                        case INTEGER -> "integer";
                        case FLAG -> "boolean";
                    };
            xml.empty("attribute", "id", attribute.name(), "title", attribute.name(), "type", type);
        }
        xml.end();
    }

    @Override
    public void node(Fact fact) throws IOException {
        Node node = (Node) fact;
        xml.start("node", "id", node.id(), Attributes.LABEL, node.name());
        values(Attributes.of(node));
        xml.end();
    }

    @Override
    public void endOfNodes() throws IOException {
        xml.end().start("edges");
    }

    @Override
    public void link(Fact fact) throws IOException {
        for (Edge edge : Edge.of(fact)) {
            xml.start("edge", "id", edge.id(), "source", edge.from(), "target", edge.to(), "label", edge.kind());
            values(Attributes.of(edge));
            xml.end();
        }
    }

    private void values(Map<String, String> values) throws IOException {
        xml.start("attvalues");
        for (Map.Entry<String, String> value : values.entrySet()) {
            xml.empty("attvalue", "for", value.getKey(), "value", value.getValue());
        }
        xml.end();
    }

    @Override
    public void end() throws IOException {
        xml.endDocument();
    }
}
