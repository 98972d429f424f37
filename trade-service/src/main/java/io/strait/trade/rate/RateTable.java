package io.strait.trade.rate;

import io.strait.trade.series.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Average rates in memory. Immutable. */
public final class RateTable {
    private record Key(String from, String to, Period period, RateUse use) {}

    private final Map<Key, Rate> rates = new HashMap<>();

    /** @throws IllegalArgumentException when a rate is in twice */
    public RateTable(Collection<Rate> rates) {
        for (Rate rate : rates) {
            Key key = new Key(rate.from(), rate.to(), rate.period(), rate.use());
            if (this.rates.put(key, rate) != null) {
                throw new IllegalArgumentException("rates: " + key + " is in twice");
            }
        }
    }

    /** The rate for that use, else the one for any. */
    Optional<Rate> find(String from, String to, Period period, RateUse use) {
        Rate of = rates.get(new Key(from, to, period, use));
        return Optional.ofNullable(of != null ? of : rates.get(new Key(from, to, period, RateUse.ANY)));
    }
}
