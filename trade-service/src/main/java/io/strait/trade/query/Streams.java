package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Bounds how many answers are streamed at once: each holds a connection as long as its client takes. Thread-safe. */
@ApplicationScoped
class Streams {
    /** What is sent. */
    interface Sending {
        void send() throws IOException;
    }

    private final Semaphore free;

    Streams(QueryConfig config) {
        this.free = new Semaphore(config.streams());
    }

    /** @throws ProblemException UNAVAILABLE when too many are being sent */
    void send(Sending sending) throws IOException {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "As many answers as are allowed are being streamed: try again, or use limit");
        }
        try {
            sending.send();
        } finally {
            free.release();
        }
    }
}
