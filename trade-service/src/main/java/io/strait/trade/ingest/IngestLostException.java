package io.strait.trade.ingest;

/** A job is this replica's no more: it was cancelled, or its lease ran out. */
final class IngestLostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IngestLostException(String message) {
        super(message);
    }
}
