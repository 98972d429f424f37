package io.strait.trade.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.CharConversionException;

/** How files of JSON are parsed, and what is said where they are none. */
final class JsonFiles {
    private static final String EXPECTED = "well-formed JSON in UTF-8";
    private static final int LONGEST_REASON = 300;

    private JsonFiles() {}

    static JsonFactory factory(ReaderLimits limits) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.maxLineBytes())
                        .maxNestingDepth(50)
                        .maxNameLength(1_000)
                        .build())
                // Names come from the file: they must not fill a table that outlives it.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** @param at where the parser is, for what it breaks off without a place of its own */
    static FileRejectedException malformed(JsonProcessingException e, JsonLocation at) {
        JsonLocation location = e.getLocation() == null ? at : e.getLocation();
        return malformed(e, location.getLineNr(), "column " + location.getColumnNr(), location.getByteOffset());
    }

    static FileRejectedException malformed(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? malformed(e, 0, "", -1) : malformed(e, location);
    }

    private static FileRejectedException malformed(
            JsonProcessingException e, long line, String column, long byteOffset) {
        return new FileRejectedException(
                        Kind.MALFORMED,
                        line,
                        new BadValue("body", column, "is not well-formed JSON: " + reason(e), EXPECTED),
                        e)
                .atByte(byteOffset);
    }

    static FileRejectedException malformed(CharConversionException e) {
        return new FileRejectedException(
                Kind.MALFORMED,
                0,
                new BadValue(
                        "body",
                        "",
                        "is not valid UTF-8: " + Text.clean(String.valueOf(e.getMessage()), LONGEST_REASON),
                        "UTF-8"),
                e);
    }

    /** What the parser says, without its own remarks on the source. */
    private static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int source = message.indexOf("[Source:");
        int bracket = source < 0 ? -1 : message.lastIndexOf('(', source);
        return Text.clean(bracket < 0 ? message : message.substring(0, bracket).trim(), LONGEST_REASON);
    }
}
