package io.strait.trade.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.series.VintageKind;
import jakarta.enterprise.context.ApplicationScoped;

/** JSON as the database keeps it: settings, memory, parts, and a run's copy of its definition. */
@ApplicationScoped
class DefinitionJson {
    private final ObjectMapper json;

    DefinitionJson(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds what is no JSON object", e);
        }
    }

    /** What a run must know of its definition, which may change meanwhile. */
    static String write(Definition definition) {
        ObjectNode copy = Json.object();
        copy.put("kind", definition.kind().name());
        copy.put("source", definition.source());
        copy.set("settings", definition.settings());
        copy.put("keyName", definition.keyName());
        copy.put(
                "vintageKind",
                definition.vintageKind() == null
                        ? null
                        : definition.vintageKind().name());
        return copy.toString();
    }

    /** What {@link #write} wrote. */
    Definition copy(String id, String text, int callsADay) {
        ObjectNode copy = read(text);
        return new Definition(
                id,
                ConnectorKind.valueOf(copy.path("kind").asText()),
                copy.path("source").asText(),
                (ObjectNode) copy.get("settings"),
                copy.hasNonNull("keyName") ? copy.get("keyName").asText() : null,
                copy.hasNonNull("vintageKind")
                        ? VintageKind.valueOf(copy.get("vintageKind").asText())
                        : null,
                null,
                callsADay,
                true);
    }
}
