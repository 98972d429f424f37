package io.strait.gateway.hub;

import io.strait.gateway.filter.Attributes;
import io.strait.gateway.filter.Filter;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one filter said of the events of one tail, so that it is asked once for an event and not once for each subscriber.
 * Two bits an event: 5 kB for a tail of 20,000. Thread-safe without locks; two threads that ask at the same moment may
 * both have the filter evaluated, with the same outcome.
 */
final class Verdicts {
    private static final int EVENTS_PER_WORD = 16;
    private static final int BITS = 2;
    private static final long NO = 1;
    private static final long YES = 2;
    private static final long MASK = 3;

    /** In the upper half of each word the number of its block of events, in the lower their verdicts. */
    private final AtomicLongArray words;

    /** @param events how many in a row are remembered */
    Verdicts(int events) {
        this.words = new AtomicLongArray(events / EVENTS_PER_WORD + 2);
    }

    /** Whether {@code event}, which stands at {@code cursor} of the tail, passes {@code filter}, always the same one. */
    boolean passes(Filter filter, long cursor, Attributes event) {
        long block = cursor / EVENTS_PER_WORD;
        int index = (int) (block % words.length());
        int shift = (int) (cursor % EVENTS_PER_WORD) * BITS;
        long word = words.get(index);
        if ((int) (word >>> 32) == (int) block) {
            long verdict = word >>> shift & MASK;
            if (verdict != 0) {
                return verdict == YES;
            }
        }
        boolean passes = filter.matches(event);
        remember(index, block, (passes ? YES : NO) << shift);
        return passes;
    }

    private void remember(int index, long block, long bits) {
        while (true) {
            long word = words.get(index);
            int ahead = (int) (word >>> 32) - (int) block;
            if (ahead > 0) {
                // The tail has gone round meanwhile: what is newer stays.
                return;
            }
            long next = (ahead == 0 ? word : block << 32) | bits;
            if (words.compareAndSet(index, word, next)) {
                return;
            }
        }
    }
}
