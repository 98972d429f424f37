package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which figures. An empty list of sources, flows, classifications or periods means all; of reporters or partners what
 * {@code detail} says, all that are no totals by default; of a breakdown its total, and {@code null} for a breakdown all of its values.
 *
 * @param frequency null for all
 * @param periods of {@code frequency}, in order
 * @param commodities codes, and patterns: see {@link CommodityPattern}
 * @param throughMonth only months up to this one of each year; 12 for all
 */
record Selection(
        @Nullable Frequency frequency,
        List<String> sources,
        List<Integer> reporters,
        List<Integer> partners,
        List<String> flows,
        List<String> classifications,
        List<String> commodities,
        @Nullable List<Integer> partner2,
        @Nullable List<String> customs,
        @Nullable List<String> transport,
        @Nullable List<String> supply,
        List<Period> periods,
        int throughMonth,
        Detail detail) {
    /** Without more detail than the codes named. */
    Selection(
            @Nullable Frequency frequency,
            List<String> sources,
            List<Integer> reporters,
            List<Integer> partners,
            List<String> flows,
            List<String> classifications,
            List<String> commodities,
            @Nullable List<Integer> partner2,
            @Nullable List<String> customs,
            @Nullable List<String> transport,
            @Nullable List<String> supply,
            List<Period> periods,
            int throughMonth) {
        this(
                frequency,
                sources,
                reporters,
                partners,
                flows,
                classifications,
                commodities,
                partner2,
                customs,
                transport,
                supply,
                periods,
                throughMonth,
                Detail.NONE);
    }

    /** The same of series of {@code parts}, whose periods are parts of these. */
    Selection inPartsOf(Frequency parts) {
        List<Period> shorter = periods.stream()
                .flatMap(period -> {
                    Period first = new Period(parts, period.start());
                    return IntStream.range(0, period.frequency().months() / parts.months())
                            .mapToObj(first::plus);
                })
                .toList();
        return new Selection(
                parts,
                sources,
                reporters,
                partners,
                flows,
                classifications,
                commodities,
                partner2,
                customs,
                transport,
                supply,
                shorter,
                throughMonth,
                detail);
    }
}
