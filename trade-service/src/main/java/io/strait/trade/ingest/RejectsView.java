package io.strait.trade.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of faults.
 *
 * @param rejected rows rejected, exactly
 * @param kept faults that can be read; a row may have several
 * @param next cursor of the next page
 */
record RejectsView(
        String ingestId,
        long rejected,
        long kept,
        List<Fault> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {
    private static final String HEADER = "line,field,value,message,expected\r\n";

    /** One fault. */
    record Fault(long line, String field, String value, String message, String expected) {
        static Fault of(Reject reject) {
            return new Fault(
                    reject.line(),
                    reject.badValue().field(),
                    reject.badValue().value(),
                    reject.badValue().message(),
                    reject.badValue().expected());
        }
    }

    /** RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
    static String csv(List<Reject> rejects) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (Reject reject : rejects) {
            csv.append(reject.line());
            for (String cell : List.of(
                    reject.badValue().field(),
                    reject.badValue().value(),
                    reject.badValue().message(),
                    reject.badValue().expected())) {
                csv.append(",\"");
                if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
                    csv.append('\'');
                }
                csv.append(cell.replace("\"", "\"\"")).append('"');
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }
}
