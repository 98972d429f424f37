package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * As many short computations at a time as there are cores, first come first served: more would share the cores in slices
 * of some milliseconds and each end later than all of them one after another. Thread-safe.
 */
final class Turns {
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** @throws ProblemException 503 where no turn has come within ten seconds */
    <T> T take(Supplier<T> computation) {
        try {
            if (!cores.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.of(ProblemType.UNAVAILABLE, "Too many queries of the graph are waiting.")
                        .withHeader("Retry-After", "1");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The service is stopping.");
        }
        try {
            return computation.get();
        } finally {
            cores.release();
        }
    }
}
