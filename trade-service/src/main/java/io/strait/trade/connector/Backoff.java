package io.strait.trade.connector;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: twice as long each time, up to a bound, and not all at the same moment. */
record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int MAX_DOUBLINGS = 30;

    /**
     * From half of to the whole delay (equal jitter), which is at least {@code first}/2 and at most {@code most}.
     *
     * @param failures how many there were in a row, at least 1
     */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS);
        long whole = doubled <= 0 ? most.toMillis() : Math.min(doubled, most.toMillis());
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    /** What a provider asks for, within the bound. */
    Duration bounded(Duration asked) {
        return asked.compareTo(most) > 0 ? most : asked;
    }
}
