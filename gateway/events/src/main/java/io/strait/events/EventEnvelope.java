package io.strait.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The context attributes of a change event (CloudEvents 1.0). {@code specversion} and {@code datacontenttype} are the
 * same for all and therefore not members.
 *
 * @param id unique for ever; the same each time the event is sent, so consumers dedupe by it
 * @param source the service, {@code /trade-service} or {@code /supplychain-service}
 * @param subject what the event is about, also the Kafka key
 * @param time when the change was written, not when it was sent
 * @param dataSchema an absolute URI, see {@link EventCatalogue#dataSchema}
 * @param traceparent W3C trace context of the request that caused it
 */
public record EventEnvelope(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable String dataSchema,
        @Nullable String traceparent)
        implements EnvelopeReading {

    public EventEnvelope {
        required("id", id);
        required("source", source);
        required("type", type);
        required("subject", subject);
        Objects.requireNonNull(time, "time");
    }

    private static void required(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": empty (expected: a text)");
        }
    }
}
