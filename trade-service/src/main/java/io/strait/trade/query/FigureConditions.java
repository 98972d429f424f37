package io.strait.trade.query;

import io.strait.trade.series.Period;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;

/** What a selection demands of rows {@code s} of series and {@code o} of their figures. */
final class FigureConditions {
    private FigureConditions() {}

    static Conditions of(Selection selection) {
        Conditions conditions = new Conditions();
        SeriesConditions.add(conditions, selection);
        List<Period> periods = selection.periods();
        if (!periods.isEmpty()) {
            LocalDate first = periods.get(0).start();
            Period last = periods.get(periods.size() - 1);
            conditions.add("o.period_start between ? and ?", Date.valueOf(first), Date.valueOf(last.start()));
            if (!periods.get(0).plus(periods.size() - 1).equals(last)) {
                conditions.add("o.period_start = any (?)", (Object)
                        periods.stream().map(p -> Date.valueOf(p.start())).toArray(Date[]::new));
            }
        }
        if (selection.throughMonth() < 12) {
            conditions.add("extract(month from o.period_start) <= ?", selection.throughMonth());
        }
        return conditions;
    }
}
