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
}
