package io.strait.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Locale;

/** How payloads are written and read: instants as ISO 8601 text, decimals plain ({@code 1446430000}, never {@code 1.4E9}). */
public final class ChangeEventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // What was written as 52.50 is read as 52.50, in free-form members too.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ChangeEventJson() {}

    /** The payload as UTF-8 JSON. */
    public static byte[] write(ChangeEvent event) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(event);
    }

    /**
     * The payload of an event of {@code type}.
     *
     * @throws IOException when it is not JSON, or lacks or has a member that the type has or lacks
     */
    public static ChangeEvent read(EventType type, byte[] data) throws IOException {
        ChangeEvent event = MAPPER.readValue(data, type.payload());
        if (event instanceof SupplyChainEvent.NodeChanged node) {
            return new SupplyChainEvent.NodeChanged(
                    change(type), node.nodeId(), node.before(), node.after(), node.revision(), node.changedBy());
        }
        if (event instanceof SupplyChainEvent.LinkChanged link) {
            return new SupplyChainEvent.LinkChanged(
                    change(type),
                    link.linkId(),
                    link.kind(),
                    link.before(),
                    link.after(),
                    link.revision(),
                    link.changedBy());
        }
        return event;
    }

    /** What happened is told by the type alone, not by the data. */
    private static SupplyChainEvent.Change change(EventType type) {
        String suffix = type.name().substring(type.name().lastIndexOf('.') + 1);
        return SupplyChainEvent.Change.valueOf(suffix.toUpperCase(Locale.ROOT));
    }
}
