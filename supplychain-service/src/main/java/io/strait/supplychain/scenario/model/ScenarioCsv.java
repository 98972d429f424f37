package io.strait.supplychain.scenario.model;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of a result as CSV (RFC 4180): a row a node and day. Stateless. */
public final class ScenarioCsv {
    private ScenarioCsv() {}

    /** @param result the JSON of a {@link ScenarioResult} */
    public static String write(JsonNode result) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord("node", "kind", "area", "day", "date", "output", "outputLow", "outputHigh");
        JsonNode start = result.path("scenario").path("start");
        LocalDate first = start.isTextual() ? LocalDate.parse(start.asText()) : null;
        for (JsonNode node : result.path("nodes")) {
            JsonNode output = node.path("output");
            for (int day = 0; day < output.path("point").size(); day++) {
                csv.writeRecord(
                        node.path("node").asText(),
                        node.path("kind").asText(),
                        node.path("area").isTextual() ? node.path("area").asText() : "",
                        Integer.toString(day),
                        date(first, day),
                        output.path("point").path(day).asText(),
                        output.path("low").path(day).asText(),
                        output.path("high").path(day).asText());
            }
        }
        return text.toString();
    }

    private static String date(@Nullable LocalDate first, int day) {
        return first == null ? "" : first.plusDays(day).toString();
    }
}
