package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
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

    static final String LEVEL_EXPECTED = "digits of the codes, 0 to 12; 0 is TOTAL";

    private static final int LEVELS = 13;

    private static final Set<String> NAMES = Set.of(
            "reporter",
            "partner",
            "commodity",
            "level",
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
        return read(parameters, dimensions, warnings, dimensions.commodities(parameters));
    }

    /** Likewise, where a basket may stand for commodities: see {@link BasketQuestion#check}. */
    static Selection readOrBasket(Parameters parameters, Dimensions dimensions, List<Warning> warnings) {
        return read(parameters, dimensions, warnings, dimensions.commoditiesOrBaskets(parameters));
    }

    private static Selection read(
            Parameters parameters, Dimensions dimensions, List<Warning> warnings, List<String> commodities) {
        Optional<Choice> reporterChoice = choice(parameters, "reporter");
        Optional<Choice> partnerChoice = choice(parameters, "partner");
        List<Integer> reporters = areas(parameters, dimensions, "reporter", reporterChoice, warnings);
        List<Integer> partners = areas(parameters, dimensions, "partner", partnerChoice, warnings);
        Set<String> withoutTotal = new TreeSet<>();
        List<Integer> partner2 = isDetailed(parameters, "partner2", withoutTotal)
                ? null
                : isTotal(parameters, "partner2") ? List.of() : dimensions.areas(parameters, "partner2", warnings);
        List<String> customs = breakdown(parameters, dimensions, "customs", withoutTotal);
        List<String> transport = breakdown(parameters, dimensions, "transport", withoutTotal);
        List<String> supply = breakdown(parameters, dimensions, "supply", withoutTotal);
        if (commodities.stream().filter(CommodityPattern::isPattern).count() > CommodityPattern.MAX_PATTERNS) {
            parameters.add(
                    "commodity",
                    commodities.size() + " values",
                    "too many patterns",
                    "at most " + CommodityPattern.MAX_PATTERNS + " with ? or *");
        }
        List<Integer> levels = parameters.list("level", LEVELS, LEVEL_EXPECTED, SelectionParameters::level);
        List<Period> periods = PeriodRanges.read(parameters);
        return new Selection(
                frequency(parameters, periods),
                dimensions.sources(parameters),
                reporters,
                partners,
                dimensions.flows(parameters),
                dimensions.classifications(parameters),
                commodities,
                partner2,
                customs,
                transport,
                supply,
                periods,
                12,
                new Detail(
                        reporterChoice.orElse(Choice.PARTS), partnerChoice.orElse(Choice.PARTS), withoutTotal, levels));
    }

    /** Empty when the parameter is not there or names codes. */
    private static Optional<Choice> choice(Parameters parameters, String name) {
        List<String> texts = parameters.texts(name, Dimensions.MAX_CODES);
        return texts.size() == 1 ? Choice.of(texts.get(0)) : Optional.empty();
    }

    private static List<Integer> areas(
            Parameters parameters,
            Dimensions dimensions,
            String name,
            Optional<Choice> choice,
            List<Warning> warnings) {
        return choice.isPresent() ? List.of() : dimensions.areas(parameters, name, warnings);
    }

    /** Whether parts of a breakdown are asked for; its name is put to {@code withoutTotal} when the total is not. */
    private static boolean isDetailed(Parameters parameters, String name, Set<String> withoutTotal) {
        Optional<Choice> choice = choice(parameters, name);
        if (choice.filter(Choice.PARTS::equals).isPresent()) {
            withoutTotal.add(name);
        }
        return choice.isPresent() && choice.get() != Choice.TOTALS;
    }

    private static boolean isTotal(Parameters parameters, String name) {
        return choice(parameters, name).filter(Choice.TOTALS::equals).isPresent();
    }

    private static @Nullable List<String> breakdown(
            Parameters parameters, Dimensions dimensions, String name, Set<String> withoutTotal) {
        if (isDetailed(parameters, name, withoutTotal)) {
            return null;
        }
        return isTotal(parameters, name) ? List.of() : dimensions.breakdown(parameters, name);
    }

    private static int level(String text) {
        int level = Integer.parseInt(text);
        if (level < 0 || level >= LEVELS) {
            throw new ExpectedException("is out of range", LEVEL_EXPECTED);
        }
        return level;
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
