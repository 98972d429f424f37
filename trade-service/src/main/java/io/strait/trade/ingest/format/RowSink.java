package io.strait.trade.ingest.format;

/** Takes the rows of a file in their order. What it throws ends the reading. */
@FunctionalInterface
public interface RowSink {
    void accept(RowOutcome outcome);
}
