package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Warns of what was asked for and has no figure: a code that nobody reports under must not look like zero. */
@ApplicationScoped
class AbsentFigures {
    /** Beyond so many of a parameter one warning names the first of them. */
    private static final int MAX_NAMED = 24;

    private final FigureStore store;

    AbsentFigures(FigureStore store) {
        this.store = store;
    }

    /** Where the figures are many: what has no series at all. */
    List<Warning> series(Selection selection) {
        FigureStore.Present present = store.present(selection);
        List<Warning> warnings = new ArrayList<>();
        absent(warnings, "reporter", selection.reporters(), present.reporters());
        absent(warnings, "partner", selection.partners(), present.partners());
        commodities(warnings, selection.commodities(), present.commodities());
        return warnings;
    }

    /** Where all figures are at hand: what has none among them. */
    List<Warning> figures(ObservationQuery query, List<FigureRow> rows, Collection<StoredSeries> series) {
        Selection selection = query.selection();
        List<Warning> warnings = new ArrayList<>();
        if (rows.isEmpty()) {
            warnings.add(new Warning("no-figures", "query", null, "No source has a figure for this selection"));
            return warnings;
        }
        absent(warnings, "reporter", selection.reporters(), all(series, StoredSeries::reporter));
        absent(warnings, "partner", selection.partners(), all(series, StoredSeries::partner));
        commodities(warnings, selection.commodities(), all(series, StoredSeries::commodity));
        absent(warnings, "flow", selection.flows(), all(series, StoredSeries::flow));
        absent(warnings, "source", selection.sources(), all(series, StoredSeries::source));
        absent(warnings, "classification", selection.classifications(), all(series, StoredSeries::classification));
        periods(warnings, query, rows);
        return warnings;
    }

    private static void periods(List<Warning> warnings, ObservationQuery query, List<FigureRow> rows) {
        Set<Period> asked = query.selection().periods().stream()
                .map(period -> asGiven(period, query))
                .collect(Collectors.toCollection(TreeSet::new));
        if (asked.isEmpty()) {
            return;
        }
        Frequency frequency = asked.iterator().next().frequency();
        rows.stream()
                .map(FigureRow::periodStart)
                .distinct()
                .forEach(start -> asked.remove(new Period(frequency, start)));
        if (!asked.isEmpty()) {
            warnings.add(new Warning(
                    "no-figures",
                    "period",
                    named(asked),
                    "No source has a figure for " + asked.size() + " of the periods"));
        }
    }

    /** The period of the answer that a period of the series is in. */
    private static Period asGiven(Period period, ObservationQuery query) {
        Conversion conversion = query.conversion();
        return conversion == null ? period : new Period(conversion.into(), conversion.start(period.start()));
    }

    private static <T> Set<T> all(Collection<StoredSeries> series, Function<StoredSeries, T> of) {
        return series.stream().map(of).collect(Collectors.toSet());
    }

    private static void commodities(List<Warning> warnings, List<String> asked, Set<String> present) {
        Set<String> absent = asked.stream()
                .filter(code -> CommodityPattern.isPattern(code)
                        ? present.stream().noneMatch(held -> CommodityPattern.matches(code, held))
                        : !present.contains(code))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        warn(warnings, "commodity", absent);
    }

    private static <T> void absent(
            List<Warning> warnings, String parameter, Collection<T> asked, Collection<T> present) {
        Set<T> absent = new LinkedHashSet<>(asked);
        absent.removeAll(present);
        warn(warnings, parameter, absent);
    }

    private static void warn(List<Warning> warnings, String parameter, Set<?> absent) {
        if (absent.size() > MAX_NAMED) {
            warnings.add(new Warning(
                    "no-figures",
                    parameter,
                    named(absent),
                    "No source has a figure of these " + absent.size() + " in this selection"));
            return;
        }
        for (Object code : absent) {
            warnings.add(new Warning(
                    "no-figures", parameter, String.valueOf(code), "No source has a figure of it in this selection"));
        }
    }

    private static String named(Collection<?> values) {
        return values.stream().limit(MAX_NAMED).map(String::valueOf).collect(Collectors.joining(","))
                + (values.size() > MAX_NAMED ? ",…" : "");
    }
}
