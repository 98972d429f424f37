package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A question that is too long for a URL: a JSON object whose members are called as the parameters and hold a text, a
 * number, true or false, or an array of texts and numbers.
 */
final class QueryBody {
    /** All codes of HS by six digits are some 5,600. */
    static final int MAX_VALUES = 6000;

    static final int MAX_BYTES = 262_144;

    private static final String EXPECTED = "a text, a number, true or false, or an array of texts and numbers";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private QueryBody() {}

    /**
     * The members as parameters, and those of the URL; a cursor comes by the URL, as {@code next} has it.
     *
     * @throws ProblemException that names the member or the place that is wrong
     */
    static MultivaluedMap<String, String> read(InputStream body, MultivaluedMap<String, String> url)
            throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "The body is longer than the " + MAX_BYTES + " bytes read here");
        }
        MultivaluedMap<String, String> parameters = members(bytes);
        for (Map.Entry<String, List<String>> parameter : url.entrySet()) {
            if (parameters.putIfAbsent(parameter.getKey(), parameter.getValue()) != null) {
                throw invalid(parameter.getKey(), "is in the body and in the URL", "one of the two");
            }
        }
        return parameters;
    }

    private static MultivaluedMap<String, String> members(byte[] bytes) throws IOException {
        MultivaluedMap<String, String> members = new MultivaluedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(ProblemType.MALFORMED_BODY, "The body is not a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        add(members, name, json);
                    }
                    if (!members.containsKey(name)) {
                        throw invalid(name, "is empty", "at least one value, or no such member");
                    }
                } else {
                    add(members, name, json);
                }
            }
            if (json.nextToken() != null) {
                throw new ProblemException(ProblemType.MALFORMED_BODY, "Something follows the JSON object");
            }
        } catch (JsonParseException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body is not the JSON expected at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + reason);
        } catch (CharConversionException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "The body is not in UTF-8");
        }
        return members;
    }

    private static void add(MultivaluedMap<String, String> members, String name, JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
            throw invalid(name, "is not what a member may be", EXPECTED);
        }
        members.add(name, json.getText());
    }

    private static ProblemException invalid(String field, String message, String expected) {
        return ProblemException.invalid(List.of(new Violation(field, null, message, expected)));
    }
}
