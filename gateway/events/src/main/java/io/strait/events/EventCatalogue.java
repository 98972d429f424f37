package io.strait.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * All types of change events, each with its JSON Schema and a golden example, and the AsyncAPI document that ties them
 * together. The files lie on the class path under {@code META-INF/strait}; a caller may serve them as they are.
 */
public final class EventCatalogue {
    /**
     * Where schemas have their names. CloudEvents wants an absolute URI in {@code dataschema}; this one is a name and
     * resolves nowhere, but its path is where every gateway serves the schema.
     */
    public static final String SCHEMA_BASE = "https://strait.example/schemas/";

    private static final String ROOT = "/META-INF/strait/";

    private static final List<EventType> TYPES = List.of(
            trade("ingest.progressed", TradeEvent.IngestProgressed.class),
            trade("ingest.completed", TradeEvent.IngestCompleted.class),
            trade("ingest.failed", TradeEvent.IngestFailed.class),
            trade("series.changed", TradeEvent.SeriesChanged.class),
            trade("record.broken", TradeEvent.RecordBroken.class),
            supplyChain("node.added", SupplyChainEvent.NodeChanged.class),
            supplyChain("node.changed", SupplyChainEvent.NodeChanged.class),
            supplyChain("node.removed", SupplyChainEvent.NodeChanged.class),
            supplyChain("link.added", SupplyChainEvent.LinkChanged.class),
            supplyChain("link.changed", SupplyChainEvent.LinkChanged.class),
            supplyChain("link.removed", SupplyChainEvent.LinkChanged.class),
            supplyChain("risk.changed", SupplyChainEvent.RiskChanged.class),
            supplyChain("scenario.completed", SupplyChainEvent.ScenarioCompleted.class));

    private EventCatalogue() {}

    /** Every type, in a fixed order. */
    public static List<EventType> types() {
        return TYPES;
    }

    public static Optional<EventType> type(String name) {
        return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The CloudEvents {@code dataschema} of a type, which is also the {@code $id} of its schema. */
    public static String dataSchema(String type) {
        return SCHEMA_BASE + type + ".json";
    }

    /** The JSON Schema (2020-12) of a type's data, UTF-8. */
    public static byte[] schema(EventType type) {
        return resource("schemas/" + type.name() + ".json");
    }

    /** An example of a type's data, UTF-8; demonstration data throughout. */
    public static byte[] example(EventType type) {
        return resource("examples/" + type.name() + ".json");
    }

    /** The AsyncAPI 3.0 document, YAML in UTF-8. */
    public static byte[] asyncApi() {
        return resource("asyncapi.yaml");
    }

    private static EventType trade(String name, Class<? extends ChangeEvent> payload) {
        return new EventType("strait.trade." + name, TradeEvent.TOPIC, payload);
    }

    private static EventType supplyChain(String name, Class<? extends ChangeEvent> payload) {
        return new EventType("strait.supplychain." + name, SupplyChainEvent.TOPIC, payload);
    }

    private static byte[] resource(String path) {
        try (InputStream in = EventCatalogue.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new IllegalStateException("not in this jar: " + ROOT + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
