package io.strait.trade.ingest;

/** Where a job stands. The names are those of the database and of the API. */
public enum IngestState {
    /** Its body is being read. */
    RECEIVING,
    /** Durable and acknowledged; waits for its turn. */
    STAGED,
    /** Being compared with what is held. */
    APPLYING,
    /** Visible to every reader. */
    COMPLETED,
    /** Left nothing behind. */
    FAILED,
    /** Somebody wanted it so; left nothing behind either. */
    CANCELLED;

    /** Whether nothing more comes after it. */
    public boolean isEnd() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
