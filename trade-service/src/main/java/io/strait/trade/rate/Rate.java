package io.strait.trade.rate;

import io.strait.trade.series.Period;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of one currency another one was worth in a period.
 *
 * @param rate units of {@code to} for one of {@code from}; more than 0
 * @param source who publishes it
 * @param version the load of the table that told it
 */
public record Rate(
        String from,
        String to,
        Period period,
        RateUse use,
        BigDecimal rate,
        String source,
        @Nullable String url,
        int version) {
    public Rate {
        if (from.equals(to) || rate.signum() <= 0) {
            throw new IllegalArgumentException("rate: " + rate + " from " + from + " to " + to);
        }
    }
}
