package io.strait.trade.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader made of one row of a file. */
public sealed interface RowOutcome {
    /** The row can be staged. */
    record Accepted(TradeRow row) implements RowOutcome {}

    /**
     * The row cannot be used; all others can.
     *
     * @param line of the file, from 1; a JSON body counts its records instead
     * @param because everything that is wrong with it, never empty
     * @param original the row as it stands in the file; null where a row is no text of its own, or is too long
     */
    record Rejected(
            long line, List<BadValue> because, @Nullable OriginalRow original) implements RowOutcome {
        public Rejected {
            because = List.copyOf(because);
        }

        public Rejected(long line, List<BadValue> because) {
            this(line, because, null);
        }
    }
}
