package io.strait.trade.ingest;

/** How rejected rows are given out. */
enum RejectsFormat {
    /** A page of faults. */
    JSON,
    /** All faults, each with its row. */
    CSV,
    /** The rows alone, as a file to mend and send again. */
    MENDABLE;

    static final String EXPECTED = "json, csv or mendable";
}
