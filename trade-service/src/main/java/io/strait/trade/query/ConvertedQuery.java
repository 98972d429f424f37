package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.Area;
import io.strait.trade.reference.ClassificationCode;
import io.strait.trade.series.Period;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures by another classification, checked.
 *
 * @param from whose figures are read; of {@code level} digits
 * @param commodities codes of it, and patterns; empty for all, or when targets are asked for
 * @param targets codes of {@code to}; empty when they are not what is asked by
 * @param version of the table; null for the newest
 */
record ConvertedQuery(
        String from,
        String to,
        Area reporter,
        Area partner,
        String flow,
        List<Period> periods,
        List<String> commodities,
        List<String> targets,
        int level,
        List<String> sources,
        @Nullable Integer version,
        @Nullable Instant asOf,
        List<Warning> warnings) {
    static final int DEFAULT_LEVEL = 6;

    private static final int MAX_LEVEL = 12;
    private static final Set<String> KNOWN = Set.of(
            "reporter", "partner", "flow", "period", "commodity", "target", "level", "source", "version", "asOf");
    private static final Pattern TARGET = Pattern.compile("TOTAL|[0-9A-Z]{1,12}");
    private static final String TARGET_EXPECTED = "1 to 12 digits or capital letters";

    static ConvertedQuery read(String from, String to, MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        String source = classification(parameters, "from", from);
        String target = classification(parameters, "to", to);
        if (source.equals(target)) {
            parameters.add("to", to, "is the same classification", "another one");
        }
        List<Warning> warnings = new ArrayList<>();
        Optional<Area> reporter = dimensions.area(parameters, "reporter", warnings);
        Optional<Area> partner = dimensions.area(parameters, "partner", warnings);
        Optional<String> flow = dimensions.flow(parameters);
        List<Period> periods = PeriodRanges.read(parameters);
        List<String> commodities = dimensions.commodities(parameters);
        List<String> targets = parameters.list("target", Dimensions.MAX_CODES, TARGET_EXPECTED, ConvertedQuery::target);
        if (!commodities.isEmpty() && !targets.isEmpty()) {
            parameters.add(
                    "target",
                    String.join(",", targets),
                    "stands beside commodity",
                    "codes of " + target + " by target, or codes of " + source + " by commodity");
        }
        int level = parameters.number("level", 1, MAX_LEVEL, DEFAULT_LEVEL);
        int version = parameters.number("version", 1, Integer.MAX_VALUE, 0);
        List<String> sources = dimensions.sources(parameters);
        Optional<Instant> asOf = dimensions.asOf(parameters);
        needed(parameters, "reporter", "an area, as KOR");
        needed(parameters, "partner", "an area, as JPN, or W00 for World");
        needed(parameters, "flow", "one flow, as X: GET /trade/v1/flows");
        needed(parameters, "period", PeriodRanges.EXPECTED);
        parameters.check();
        return new ConvertedQuery(
                source,
                target,
                reporter.orElseThrow(),
                partner.orElseThrow(),
                flow.orElseThrow(),
                periods,
                commodities,
                targets,
                level,
                sources,
                version == 0 ? null : version,
                asOf.orElse(null),
                warnings);
    }

    private static void needed(Parameters parameters, String name, String expected) {
        if (!parameters.has(name)) {
            parameters.addMissing(name, expected);
        }
    }

    private static String classification(Parameters parameters, String name, String text) {
        try {
            return ClassificationCode.parse(text);
        } catch (ExpectedException e) {
            parameters.add(name, text, e.reason(), e.expected());
            return name;
        }
    }

    private static String target(String text) {
        if (!TARGET.matcher(text).matches()) {
            throw new ExpectedException("is no code", TARGET_EXPECTED);
        }
        return text;
    }

    /** Whether figures of a code of the table were asked for. */
    boolean asks(String code) {
        return commodities.isEmpty()
                || commodities.stream()
                        .anyMatch(asked -> CommodityPattern.isPattern(asked)
                                ? CommodityPattern.matches(asked, code)
                                : asked.equals(code));
    }

    /**
     * Figures of one level, so that none is a part of another.
     *
     * @param targetSources the codes that have a weight to a target asked for; of no effect without targets
     */
    Selection selection(Collection<String> targetSources) {
        List<String> codes = targets.isEmpty()
                ? commodities
                : targetSources.stream()
                        .filter(code -> code.length() <= level)
                        .map(code -> code.length() == level ? code : code + "*")
                        .toList();
        return new Selection(
                periods.get(0).frequency(),
                sources,
                List.of(reporter.code()),
                List.of(partner.code()),
                List.of(flow),
                List.of(from),
                codes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                periods,
                12,
                new Detail(Choice.PARTS, Choice.PARTS, Set.of(), List.of(level)));
    }
}
