package io.strait.trade.ingest.format;

import java.util.List;

/** What a reader made of one row of a file. */
public sealed interface RowOutcome {
    /** The row can be staged. */
    record Accepted(TradeRow row) implements RowOutcome {}

    /**
     * The row cannot be used; all others can.
     *
     * @param line of the file, from 1; a JSON body counts its records instead
     * @param because everything that is wrong with it, never empty
     */
    record Rejected(long line, List<BadValue> because) implements RowOutcome {
        public Rejected {
            because = List.copyOf(because);
        }
    }
}
