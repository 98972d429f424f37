package io.strait.trade.connector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The envelope of UN Comtrade's API, without its rows.
 *
 * @param rows how many {@code data} has
 * @param count what it says of itself; -1 where it says nothing
 * @param error what it says instead of data; empty for nothing
 */
record ComtradeAnswer(long rows, long count, String error) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern ELAPSED = Pattern.compile("(\"elapsedTime\"\\s*:\\s*)\"[^\"]*\"");
    private static final int HEAD = 256;

    /** @throws IOException when it is no JSON object */
    static ComtradeAnswer read(InputStream body) throws IOException {
        long rows = 0;
        long count = -1;
        String error = "";
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == null) {
                    throw new IOException("cut short");
                }
                if (name.equals("data") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                        rows++;
                    }
                } else if (name.equals("count") && value == JsonToken.VALUE_NUMBER_INT) {
                    count = parser.getLongValue();
                } else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
                    error = parser.getText().strip();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new ComtradeAnswer(rows, count, error);
    }

    /**
     * Whether rows may be missing: at the limit the API cuts without saying so, or it counts more than it gives.
     *
     * @param limit most rows of an answer
     */
    boolean isCut(int limit) {
        return rows >= limit || count > rows;
    }

    /** The body without the time that its making took: the same figures are then the same file. */
    static InputStream withoutTime(InputStream body) throws IOException {
        byte[] head = body.readNBytes(HEAD);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        byte[] still = ELAPSED.matcher(text).replaceFirst("$1\"\"").getBytes(StandardCharsets.ISO_8859_1);
        return new SequenceInputStream(new ByteArrayInputStream(still), body);
    }
}
