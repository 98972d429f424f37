package io.strait.gateway.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.strait.events.CloudEventHeaders;
import io.strait.events.EnvelopeReading;
import io.strait.events.EventEnvelope;
import io.strait.gateway.filter.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a Kafka record in CloudEvents binary mode. Stateless. The data is checked to be JSON and otherwise
 * left as it was sent, digit by digit: a figure must not change by passing through here.
 */
final class RecordReader {
    private static final JsonFactory JSON = new JsonFactory();

    private RecordReader() {}

    /** What a record turned out to be. */
    sealed interface Reading {
        record Event(HubEvent event) implements Reading {}

        /** Not a change event; {@code reason} is for the operator. */
        record Malformed(String reason) implements Reading {}
    }

    static Reading read(ConsumerRecord<byte[], byte[]> record) {
        EnvelopeReading headers = CloudEventHeaders.read(record.headers());
        if (!(headers instanceof EventEnvelope envelope)) {
            return new Reading.Malformed(((EnvelopeReading.Malformed) headers).reason());
        }
        // The type becomes a line of an SSE frame: a line break in it would let it write frames of its own.
        if (envelope.type().chars().anyMatch(Character::isISOControl)) {
            return new Reading.Malformed("ce_type: control characters (expected: none)");
        }
        String data = text(record.value());
        Map<Dimension, Set<String>> about = data == null ? null : DataReader.read(data);
        if (data == null || about == null) {
            return new Reading.Malformed("value: not JSON (expected: JSON in UTF-8)");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", CloudEventHeaders.SPEC_VERSION);
        attributes.put("id", envelope.id());
        attributes.put("source", envelope.source());
        attributes.put("type", envelope.type());
        attributes.put("subject", envelope.subject());
        attributes.put("time", envelope.time().toString());
        attributes.put("datacontenttype", CloudEventHeaders.JSON);
        if (envelope.dataSchema() != null) {
            attributes.put("dataschema", envelope.dataSchema());
        }
        if (envelope.traceparent() != null) {
            attributes.put("traceparent", envelope.traceparent());
        }
        return new Reading.Event(
                new HubEvent(envelope.id(), envelope.type(), Map.copyOf(attributes), about, json(attributes, data)));
    }

    private static byte[] json(Map<String, String> attributes, String data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length() + 512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                out.writeStringField(attribute.getKey(), attribute.getValue());
            }
            out.writeFieldName("data");
            // In JSON a raw line break can only be white space between tokens; in an SSE frame it would end the field.
            out.writeRawValue(data.replace('\n', ' ').replace('\r', ' '));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
