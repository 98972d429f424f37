package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Writes an answer in the format that is asked for. Thread-safe. */
@Singleton
class Bodies {
    private final ObjectMapper json;

    Bodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param answer the envelope, for JSON
     * @param items what is in it, for the formats without one
     */
    <T> String write(Format format, Object answer, List<T> items, Function<List<T>, String> csv) {
        try {
            switch (format) {
                case CSV:
                    return csv.apply(items);
                case NDJSON:
                    StringBuilder lines = new StringBuilder();
                    for (T item : items) {
                        lines.append(json.writeValueAsString(item)).append('\n');
                    }
                    return lines.toString();
                default:
                    return json.writeValueAsString(answer);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }
}
