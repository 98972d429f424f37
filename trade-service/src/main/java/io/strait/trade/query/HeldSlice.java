package io.strait.trade.query;

import io.strait.trade.series.Frequency;

/**
 * A row of held_slice, and its periods.
 *
 * @param level digits of the commodities' codes; 0 is TOTAL
 */
record HeldSlice(
        String source, Frequency frequency, int reporter, String flow, String classification, int level, Held held) {
    boolean isOfSameReporter(HeldSlice other) {
        return source.equals(other.source) && frequency == other.frequency && reporter == other.reporter;
    }
}
