package io.strait.supplychain.catalogue.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.problem.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as the catalogue reads it (strictly: no doubled member, nothing after the end, numbers exactly) and writes it. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(60)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
    }

    /** Writes JSON without a tree of it. */
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** In UTF-8. */
    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** JSON that this service has written itself. */
    public static JsonNode trusted(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /** An object from foreign text; null, with the reason in {@code violations}, when it is none. */
    public static @Nullable ObjectNode object(String text, List<Violation> violations) {
        if (text.isBlank()) {
            violations.add(Violation.of("body", null, "is empty", "a JSON object"));
            return null;
        }
        String expected = "one well-formed JSON object (RFC 8259) without doubled members";
        JsonNode json = value(text, "body", expected, violations);
        if (json == null || json instanceof ObjectNode) {
            return (ObjectNode) json;
        }
        violations.add(Violation.of("body", String.valueOf(json), "is not an object", "a JSON object"));
        return null;
    }

    /** Any value from foreign text; null, with the reason in {@code violations}, when it is none. */
    public static @Nullable JsonNode value(String text, String field, String expected, List<Violation> violations) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            violations.add(new Violation(
                    field,
                    null,
                    reason(e),
                    expected,
                    null,
                    at == null ? null : (long) at.getLineNr(),
                    at == null ? null : at.getColumnNr()));
            return null;
        }
    }

    /** Text from foreign bytes; null, with the place in {@code violations}, when they are not UTF-8. */
    public static @Nullable String utf8(byte[] bytes, String field, List<Violation> violations) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            out.flip();
            String good = out.toString();
            long line = 1 + good.chars().filter(c -> c == '\n').count();
            int column = good.length() - (good.lastIndexOf('\n') + 1) + 1;
            violations.add(new Violation(
                    field,
                    String.format("byte 0x%02x at offset %d", bytes[in.position()], in.position()),
                    "is not UTF-8",
                    "text in UTF-8",
                    null,
                    line,
                    column));
            return null;
        }
        out.flip();
        return out.length() > 0 && out.charAt(0) == '\uFEFF'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }

    /** JSON Merge Patch, RFC 7396. */
    public static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                merged.remove(member.getKey());
            } else if (value instanceof ObjectNode inner) {
                JsonNode there = merged.get(member.getKey());
                merged.set(member.getKey(), merge(there instanceof ObjectNode object ? object : object(), inner));
            } else {
                merged.set(member.getKey(), value);
            }
        });
        return merged;
    }

    private static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        // The parser names its own classes and settings in passing; a client has no use for them.
        return first.replaceAll("\\(?`?com\\.fasterxml[^ )]*`?\\)?", "")
                .replaceAll("\\(code [^)]*\\) ?", "")
                .strip();
    }
}
