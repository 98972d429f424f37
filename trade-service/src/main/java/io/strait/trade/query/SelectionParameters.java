package io.strait.trade.query;

import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters that select figures by their dimensions: the same ones, read the same way, by every resource. */
final class SelectionParameters {
    static final String FREQUENCY_EXPECTED = "A (years), Q (quarters) or M (months)";

    private static final Set<String> NAMES = Set.of(
            "reporter",
            "partner",
            "commodity",
            "flow",
            "period",
            "frequency",
            "classification",
            "source",
            "partner2",
            "customs",
            "transport",
            "supply");

    private SelectionParameters() {}

    /** The names of these parameters and of {@code others}. */
    static Set<String> with(String... others) {
        Set<String> names = new TreeSet<>(NAMES);
        names.addAll(List.of(others));
        return names;
    }

    /** Faults go to {@code parameters}, what a reader must know to {@code warnings}. */
    static Selection read(Parameters parameters, Dimensions dimensions, List<Warning> warnings) {
        List<Integer> reporters = dimensions.areas(parameters, "reporter", warnings);
        List<Integer> partners = dimensions.areas(parameters, "partner", warnings);
        List<String> commodities = dimensions.commodities(parameters);
        List<Period> periods = PeriodRanges.read(parameters);
        return new Selection(
                frequency(parameters, periods),
                dimensions.sources(parameters),
                reporters,
                partners,
                dimensions.flows(parameters),
                dimensions.classifications(parameters),
                commodities,
                Dimensions.isAll(parameters, "partner2") ? null : dimensions.areas(parameters, "partner2", warnings),
                breakdown(parameters, dimensions, "customs"),
                breakdown(parameters, dimensions, "transport"),
                breakdown(parameters, dimensions, "supply"),
                periods,
                12);
    }

    private static @Nullable List<String> breakdown(Parameters parameters, Dimensions dimensions, String name) {
        return Dimensions.isAll(parameters, name) ? null : dimensions.breakdown(parameters, name);
    }

    private static @Nullable Frequency frequency(Parameters parameters, List<Period> periods) {
        Optional<Frequency> given = frequency(parameters);
        if (periods.isEmpty()) {
            return given.orElse(null);
        }
        Frequency ofPeriods = periods.get(0).frequency();
        if (given.isPresent() && given.get() != ofPeriods) {
            parameters.add(
                    "frequency",
                    given.get().code(),
                    "is not the length of the periods",
                    ofPeriods.code() + ", or leave it out");
        }
        return ofPeriods;
    }

    static Optional<Frequency> frequency(Parameters parameters) {
        return parameters.one("frequency", FREQUENCY_EXPECTED, text -> Frequency.ofCode(text.toUpperCase(Locale.ROOT)));
    }
}
