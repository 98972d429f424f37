package io.strait.trade.ingest;

/** What is done with a job, in this order. The names are those of the database and of the API. */
public enum IngestPhase {
    /** Its body is read, checked and staged. */
    RECEIVING,
    /** It is durable and waits for those that were staged before it. */
    WAITING,
    /** What the change needs is made: partitions of the years that occur. */
    PREPARING,
    /** Compared with what is held, taken over and announced, in one transaction. */
    APPLYING
}
