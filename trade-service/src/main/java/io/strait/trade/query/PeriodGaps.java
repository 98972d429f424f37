package io.strait.trade.query;

import io.strait.trade.series.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The periods that lack between the first and the last of some. */
final class PeriodGaps {
    private PeriodGaps() {}

    /** @param periods of one length */
    static List<Period> missing(SortedSet<Period> periods) {
        List<Period> missing = new ArrayList<>();
        if (!periods.isEmpty()) {
            for (Period p = periods.first(); p.compareTo(periods.last()) < 0; p = p.plus(1)) {
                if (!periods.contains(p)) {
                    missing.add(p);
                }
            }
        }
        return missing;
    }

    /** Such as the parameter {@code period} takes: {@code 2024-02}, {@code 2024-05..2024-08}. */
    static List<String> ranges(List<Period> periods) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < periods.size(); i++) {
            boolean isLast = i + 1 == periods.size()
                    || !periods.get(i + 1).equals(periods.get(i).plus(1));
            if (isLast) {
                String first = periods.get(from).toString();
                ranges.add(from == i ? first : first + PeriodRanges.TO + periods.get(i));
                from = i + 1;
            }
        }
        return ranges;
    }
}
