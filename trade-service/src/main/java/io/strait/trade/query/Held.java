package io.strait.trade.query;

import io.strait.trade.series.Period;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much is held of something.
 *
 * @param periods with at least one observation; at least one
 * @param refreshed the newest revision that changed something in it
 */
record Held(long series, long observations, SortedSet<Period> periods, Revision refreshed) {
    /** @param parts at least one, without anything in common */
    static Held together(List<Held> parts) {
        long series = 0;
        long observations = 0;
        SortedSet<Period> periods = new TreeSet<>();
        Revision refreshed = parts.get(0).refreshed();
        for (Held part : parts) {
            series += part.series();
            observations += part.observations();
            periods.addAll(part.periods());
            refreshed = part.refreshed().number() > refreshed.number() ? part.refreshed() : refreshed;
        }
        return new Held(series, observations, periods, refreshed);
    }
}
