package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In which order figures come. What is equal comes by series key and period, so every order is one of single figures;
 * what has no value comes last.
 */
enum FigureOrder {
    /** As they lie in the database, which need not sort them: series by series, the first known first. */
    STORED("", "o.series_id, o.period_start"),
    SERIES("series", "%1$s, o.period_start"),
    OLDEST("period", "o.period_start, %1$s"),
    NEWEST("-period", "o.period_start desc, %1$s"),
    SMALLEST("primaryValue", "o.primary_value nulls last, %1$s, o.period_start"),
    LARGEST("-primaryValue", "o.primary_value desc nulls last, %1$s, o.period_start");

    static final String EXPECTED = "series, period, -period, primaryValue or -primaryValue (- is descending)";

    private static final String KEY = "s.series_key collate \"C\"";
    private static final String BEHIND = "(" + KEY + ", o.period_start) > (?, ?)";

    private final String code;
    private final String sql;

    FigureOrder(String code, String sql) {
        this.code = code;
        this.sql = sql.formatted(KEY);
    }

    /** Over rows {@code s} of series and {@code o} of figures. */
    String sql() {
        return sql;
    }

    boolean isByValue() {
        return this == SMALLEST || this == LARGEST;
    }

    /** Only what comes after {@code position}. */
    void addAfter(Conditions conditions, @Nullable Position position) {
        if (position == null) {
            return;
        }
        String key = position.seriesKey();
        Date start = Date.valueOf(position.periodStart());
        switch (this) {
            case OLDEST -> conditions.add("(o.period_start, " + KEY + ") > (?, ?)", start, key);
            case NEWEST ->
                conditions.add("(o.period_start < ? or (o.period_start = ? and " + KEY + " > ?))", start, start, key);
            case SMALLEST, LARGEST -> addAfterValue(conditions, position.value(), key, start);
            case SERIES -> conditions.add(BEHIND, key, start);
            default -> throw new IllegalArgumentException(this + " has no pages");
        }
    }

    /** The same order of figures that are at hand. Of pages. */
    Comparator<FigureRow> of(Function<FigureRow, String> seriesKey) {
        Comparator<FigureRow> byKey = Comparator.comparing(seriesKey).thenComparing(FigureRow::periodStart);
        return switch (this) {
            case STORED, SERIES -> byKey;
            case OLDEST -> Comparator.comparing(FigureRow::periodStart).thenComparing(byKey);
            case NEWEST ->
                Comparator.comparing(FigureRow::periodStart, Comparator.reverseOrder())
                        .thenComparing(byKey);
            case SMALLEST ->
                Comparator.comparing(FigureRow::value, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(byKey);
            case LARGEST ->
                Comparator.comparing(FigureRow::value, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(byKey);
        };
    }

    private void addAfterValue(Conditions conditions, @Nullable BigDecimal value, String key, Date start) {
        if (value == null) {
            conditions.add("o.primary_value is null and " + BEHIND, key, start);
        } else {
            conditions.add(
                    "(o.primary_value " + (this == LARGEST ? "<" : ">")
                            + " ? or o.primary_value is null or (o.primary_value = ? and " + BEHIND + "))",
                    value,
                    value,
                    key,
                    start);
        }
    }

    /** The parameter {@code sort}; empty when it is not there. */
    static Optional<FigureOrder> read(Parameters parameters) {
        return parameters.one("sort", EXPECTED, text -> Arrays.stream(values())
                .filter(order -> order.code.equals(text))
                .findFirst()
                .orElseThrow(() -> new ExpectedException("no such order", EXPECTED)));
    }
}
