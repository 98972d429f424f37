package io.strait.trade.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The last figure of a page.
 *
 * @param value of it, where values decide the order; null when it has none
 */
record Position(
        String seriesKey, LocalDate periodStart, @Nullable BigDecimal value) {
    Position(String seriesKey, LocalDate periodStart) {
        this(seriesKey, periodStart, null);
    }

    /** In the order of series keys, then periods. */
    boolean isBefore(String key, LocalDate start) {
        int keys = seriesKey.compareTo(key);
        return keys < 0 || (keys == 0 && periodStart.isBefore(start));
    }
}
