package io.strait.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The envelope as Kafka headers: CloudEvents 1.0, Kafka protocol binding, binary mode. Values are UTF-8, times are
 * RFC 3339. Writer and reader stand side by side so that they cannot drift apart.
 */
public final class CloudEventHeaders {
    public static final String SPEC_VERSION = "1.0";
    /** In binary mode {@code datacontenttype} travels as this header, without the prefix. */
    public static final String CONTENT_TYPE = "content-type";

    public static final String JSON = "application/json";

    private static final String PREFIX = "ce_";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private CloudEventHeaders() {}

    /** The value if it is a W3C trace context, else null, as W3C asks of whoever gets one that is not. */
    public static @Nullable String traceparent(@Nullable String value) {
        return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
    }

    /** The headers of one record, in a fixed order. */
    public static Headers write(EventEnvelope envelope) {
        Headers headers = new RecordHeaders();
        add(headers, PREFIX + "specversion", SPEC_VERSION);
        add(headers, PREFIX + "id", envelope.id());
        add(headers, PREFIX + "source", envelope.source());
        add(headers, PREFIX + "type", envelope.type());
        add(headers, PREFIX + "subject", envelope.subject());
        add(headers, PREFIX + "time", DateTimeFormatter.ISO_INSTANT.format(envelope.time()));
        add(headers, CONTENT_TYPE, JSON);
        if (envelope.dataSchema() != null) {
            add(headers, PREFIX + "dataschema", envelope.dataSchema());
        }
        if (envelope.traceparent() != null) {
            add(headers, PREFIX + "traceparent", envelope.traceparent());
        }
        return headers;
    }

    /**
     * The envelope of a record, or why it has none. Anybody who may write to the topic may write anything; a reader
     * that failed on it would fail on it for ever.
     */
    public static EnvelopeReading read(Headers headers) {
        try {
            String version = required(headers, PREFIX + "specversion");
            if (!version.equals(SPEC_VERSION)) {
                return new EnvelopeReading.Malformed(
                        PREFIX + "specversion: " + shown(version) + " (expected: " + SPEC_VERSION + ")");
            }
            String contentType = required(headers, CONTENT_TYPE);
            if (!isJson(contentType)) {
                return new EnvelopeReading.Malformed(
                        CONTENT_TYPE + ": " + shown(contentType) + " (expected: " + JSON + ")");
            }
            return new EventEnvelope(
                    required(headers, PREFIX + "id"),
                    required(headers, PREFIX + "source"),
                    required(headers, PREFIX + "type"),
                    required(headers, PREFIX + "subject"),
                    time(required(headers, PREFIX + "time")),
                    optional(headers, PREFIX + "dataschema"),
                    traceparent(headers));
        } catch (MalformedHeader e) {
            return new EnvelopeReading.Malformed(e.reason);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(Headers headers, String name) throws MalformedHeader {
        String value = optional(headers, name);
        if (value == null) {
            throw new MalformedHeader(name + ": absent (expected: a text)");
        }
        return value;
    }

    private static @Nullable String optional(Headers headers, String name) throws MalformedHeader {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String value;
        try {
            value = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedHeader(name + ": not UTF-8 (expected: a text in UTF-8)");
        }
        if (value.isEmpty()) {
            throw new MalformedHeader(name + ": empty (expected: a text)");
        }
        return value;
    }

    /** A trace that cannot be continued is no reason to lose an event. */
    private static @Nullable String traceparent(Headers headers) {
        Header header = headers.lastHeader(PREFIX + "traceparent");
        return header == null || header.value() == null
                ? null
                : traceparent(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Instant time(String value) throws MalformedHeader {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(value, OffsetDateTime::from)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new MalformedHeader(PREFIX + "time: " + shown(value) + " (expected: RFC 3339)");
        }
    }

    private static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return mediaType.trim().toLowerCase(Locale.ROOT).equals(JSON);
    }

    /** A foreign value goes into logs: cut, and without line breaks. */
    private static String shown(String value) {
        String cut = value.length() <= 64 ? value : value.substring(0, 64) + "...";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /** Never leaves this class. */
    private static final class MalformedHeader extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        MalformedHeader(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
