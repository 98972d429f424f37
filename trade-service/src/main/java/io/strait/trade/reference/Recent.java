package io.strait.trade.reference;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read again when it is old: by one of those who ask for it, while the others go on with the one that is
 * there. Thread-safe.
 */
final class Recent<T> {
    private record Read<T>(T list, long atNanos) {}

    private final long maxAgeNanos;
    private final Supplier<T> reader;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Read<T> last;

    /** @param maxAge for how long it is given out without a look */
    Recent(Duration maxAge, Supplier<T> reader) {
        this.maxAgeNanos = maxAge.toNanos();
        this.reader = reader;
    }

    /** As it was a moment ago. */
    T list() {
        Read<T> read = last;
        if (read == null) {
            return fresh();
        }
        if (System.nanoTime() - read.atNanos() > maxAgeNanos && reading.compareAndSet(false, true)) {
            try {
                return fresh();
            } finally {
                reading.set(false);
            }
        }
        return read.list();
    }

    /** As it is now. */
    T fresh() {
        // Before it is read, so that it never passes for younger than it is.
        long atNanos = System.nanoTime();
        T list = reader.get();
        last = new Read<>(list, atNanos);
        return list;
    }

    /** The next to ask for it reads it. */
    void forget() {
        last = null;
    }
}
