package io.strait.trade.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.ingest.format.OriginalRow;
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
    /**
     * One fault.
     *
     * @param original the row as it stands in the file; null where it is not kept
     */
    record Fault(
            long line,
            String field,
            String value,
            String message,
            String expected,
            @Nullable String original) {
        static Fault of(Reject reject, @Nullable OriginalRow original) {
            return new Fault(
                    reject.line(),
                    reject.badValue().field(),
                    reject.badValue().value(),
                    reject.badValue().message(),
                    reject.badValue().expected(),
                    original == null ? null : original.line());
        }
    }
}
