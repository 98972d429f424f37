package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code period}: {@code 2024}, {@code 2024-08}, {@code 2024-Q3}, ranges with two dots, several by commas. */
final class PeriodRanges {
    static final int MAX_PERIODS = 1200;
    static final String EXPECTED =
            "YYYY, YYYY-MM or YYYY-Qn, or a range 2024-01..2024-08; all of one length, at most " + MAX_PERIODS;

    static final String TO = "..";

    private PeriodRanges() {}

    /** Each period once, in order; faults go to {@code parameters}. */
    static List<Period> read(Parameters parameters) {
        TreeSet<Period> periods = new TreeSet<>();
        parameters
                .list("period", Dimensions.MAX_CODES, EXPECTED, PeriodRanges::range)
                .forEach(periods::addAll);
        List<Frequency> lengths =
                periods.stream().map(Period::frequency).distinct().toList();
        if (lengths.size() > 1) {
            parameters.add(
                    "period",
                    String.join(",", parameters.texts("period", Dimensions.MAX_CODES)),
                    "mixes periods of different lengths",
                    "years, quarters or months only");
            return List.of();
        }
        if (periods.size() > MAX_PERIODS) {
            parameters.add("period", periods.size() + " periods", "too many", "at most " + MAX_PERIODS);
            return List.of();
        }
        return List.copyOf(periods);
    }

    private static List<Period> range(String text) {
        int at = text.indexOf(TO);
        if (at < 0) {
            return List.of(parse(text));
        }
        Period first = parse(text.substring(0, at));
        Period last = parse(text.substring(at + TO.length()));
        if (first.frequency() != last.frequency()) {
            throw new ExpectedException("mixes periods of different lengths", "both ends of one length");
        }
        if (first.compareTo(last) > 0) {
            throw new ExpectedException("ends before it starts", last + TO + first);
        }
        return Stream.iterate(first, period -> period.compareTo(last) <= 0, period -> period.plus(1))
                .limit((Period.MAX_YEAR - Period.MIN_YEAR + 1) * 12L)
                .toList();
    }

    private static Period parse(String text) {
        try {
            return Period.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExpectedException("is no period", EXPECTED);
        }
    }
}
