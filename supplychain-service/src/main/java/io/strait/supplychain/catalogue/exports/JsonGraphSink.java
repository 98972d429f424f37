package io.strait.supplychain.catalogue.exports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Revision;
import java.io.IOException;
import java.io.Writer;

/** JSON Graph Format 2 (https://jsongraphformat.info); the metadata of a node or an edge is its fact. */
final class JsonGraphSink implements FactSink {
    private final JsonGenerator json;

    JsonGraphSink(Writer out, Revision revision) throws IOException {
        json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeObjectFieldStart("graph");
        json.writeBooleanField("directed", true);
        json.writeStringField("type", "supply chain");
        json.writeObjectFieldStart("metadata");
        json.writeNumberField("revision", revision.id());
        json.writeStringField("at", revision.at().toString());
        json.writeEndObject();
        json.writeObjectFieldStart("nodes");
    }

    @Override
    public void node(Fact fact) throws IOException {
        Node node = (Node) fact;
        json.writeObjectFieldStart(node.id());
        json.writeStringField("label", node.name());
        metadata(node);
        json.writeEndObject();
    }

    @Override
    public void endOfNodes() throws IOException {
        json.writeEndObject();
        json.writeArrayFieldStart("edges");
    }

    @Override
    public void link(Fact fact) throws IOException {
        for (Edge edge : Edge.of(fact)) {
            json.writeStartObject();
            json.writeStringField("id", edge.id());
            json.writeStringField("source", edge.from());
            json.writeStringField("target", edge.to());
            json.writeStringField("relation", edge.kind());
            if (!edge.kind().equals(Edge.TYPE)) {
                metadata(fact);
            }
            json.writeEndObject();
        }
    }

    private void metadata(Fact fact) throws IOException {
        json.writeFieldName("metadata");
        json.writeRawValue(Json.write(FactWriter.write(fact)));
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.flush();
    }
}
