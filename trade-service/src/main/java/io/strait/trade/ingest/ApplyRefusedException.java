package io.strait.trade.ingest;

/** That a job must not be applied, by a fault of its file; the message is for the sender. */
final class ApplyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApplyRefusedException(String message) {
        super(message);
    }
}
