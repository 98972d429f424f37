package io.strait.trade.ingest;

import io.strait.trade.ingest.format.OriginalRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rejected rows as files: one to look at, with a line for each fault; one to mend and send again, with the rows as they
 * were. A cell that a spreadsheet would take for a formula gets an apostrophe before it in both; no such cell is a value
 * that can be taken, and a number with a sign is left alone.
 */
final class RejectsCsv {
    private static final String HEADER = "line,field,value,message,expected";
    private static final String LINE_END = "\r\n";
    private static final Pattern FORMULA =
            Pattern.compile("(?s)[=@\\t\\r].*|[+-](?!\\d+(\\.\\d+)?([eE][+-]?\\d+)?\\s*$).+");

    private RejectsCsv() {}

    /** RFC 4180: line, field, value, message, expected, and then the row under the names of its own columns. */
    static String faults(List<Reject> rejects, Map<Long, OriginalRow> originals) {
        OriginalRow.@Nullable Form form =
                originals.values().stream().map(OriginalRow::form).findFirst().orElse(null);
        StringBuilder csv = new StringBuilder(HEADER);
        if (form != null) {
            for (String name : form.isLines() ? List.of("original") : form.header()) {
                cell(csv.append(','), name);
            }
        }
        csv.append(LINE_END);
        for (Reject reject : rejects) {
            csv.append(reject.line());
            cell(csv.append(','), reject.badValue().field());
            cell(csv.append(','), reject.badValue().value());
            cell(csv.append(','), reject.badValue().message());
            cell(csv.append(','), reject.badValue().expected());
            OriginalRow original = originals.get(reject.line());
            if (original != null) {
                original.cells().forEach(value -> cell(csv.append(','), value));
            }
            csv.append(LINE_END);
        }
        return csv.toString();
    }

    /** The rows under their own header, in their own delimiter: what a mended one is sent again as. */
    static String mendable(Collection<OriginalRow> originals) {
        StringBuilder file = new StringBuilder();
        OriginalRow.@Nullable Form written = null;
        for (OriginalRow original : originals) {
            OriginalRow.Form form = original.form();
            if (written == null && !form.isLines()) {
                file.append(form.line(form.header())).append(LINE_END);
            }
            written = form;
            if (form.isLines()) {
                file.append(original.line()).append('\n');
            } else {
                file.append(form.line(
                                original.cells().stream().map(RejectsCsv::safe).toList()))
                        .append(LINE_END);
            }
        }
        return file.toString();
    }

    private static void cell(StringBuilder csv, String value) {
        csv.append('"').append(safe(value).replace("\"", "\"\"")).append('"');
    }

    private static String safe(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }
}
