package io.strait.trade.connector;

/** Where a run stands. The names are those of the database and of the API. */
enum RunState {
    /** Nobody has begun with it. */
    QUEUED,
    RUNNING,
    /** Put off; it says until when and what for. */
    WAITING,
    COMPLETED,
    /** Of its parts at least one could not be had; what the others brought is kept. */
    FAILED,
    CANCELLED
}
