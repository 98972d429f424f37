package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures. An empty list of sources, flows, classifications or periods means all; of reporters or partners all
 * that are no totals; of a breakdown its total, and {@code null} for a breakdown all of its values.
 *
 * @param frequency null for all
 * @param periods of {@code frequency}, in order
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
        int throughMonth) {}
