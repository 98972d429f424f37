package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.Area;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for both sides of a trade, checked.
 *
 * @param commodities none a part of another; or one basket alone
 * @param flow of the reporter: X or M; null for both directions
 * @param through the month compared; null for the latest that both sides have
 * @param format null when the header {@code Accept} decides
 */
record ComparisonQuery(
        Area reporter,
        Area partner,
        List<String> commodities,
        @Nullable String flow,
        @Nullable YearMonth through,
        List<String> sources,
        List<String> classifications,
        @Nullable Instant asOf,
        @Nullable Format format,
        List<Warning> warnings) {
    /** Lines of one answer. */
    static final int MAX_COMMODITIES = 20;

    private static final Set<String> KNOWN =
            Set.of("reporter", "partner", "commodity", "flow", "through", "source", "classification", "asOf", "format");
    private static final String THROUGH_EXPECTED = "a month, YYYY-MM";
    private static final String FLOW_EXPECTED = "X or M: what is re-exported or re-imported has no such other side";

    static ComparisonQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Optional<Area> reporter = side(dimensions, parameters, "reporter", warnings);
        Optional<Area> partner = side(dimensions, parameters, "partner", warnings);
        if (reporter.isPresent() && reporter.equals(partner)) {
            parameters.add("partner", partner.get().key(), "is the reporter", "another area");
        }
        List<String> commodities = commodities(dimensions, parameters);
        Optional<String> flow = dimensions.flow(parameters);
        flow.filter(code -> !Set.of("X", "M").contains(code))
                .ifPresent(code -> parameters.add("flow", code, "has no other side", FLOW_EXPECTED));
        Optional<YearMonth> through = parameters.one("through", THROUGH_EXPECTED, ComparisonQuery::month);
        List<String> sources = dimensions.sources(parameters);
        List<String> classifications = dimensions.classifications(parameters);
        Optional<Instant> asOf = dimensions.asOf(parameters);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        return new ComparisonQuery(
                reporter.orElseThrow(),
                partner.orElseThrow(),
                commodities,
                flow.orElse(null),
                through.orElse(null),
                sources,
                classifications,
                asOf.orElse(null),
                format.orElse(null),
                warnings);
    }

    private static Optional<Area> side(
            Dimensions dimensions, Parameters parameters, String name, List<Warning> warnings) {
        if (!parameters.has(name)) {
            parameters.addMissing(name, "an area that reports, as KOR");
        }
        Optional<Area> area = dimensions.area(parameters, name, warnings);
        area.filter(found -> found.kind().isTotal())
                .ifPresent(found -> parameters.add(name, found.key(), "is a total of areas", "one area, as KOR"));
        return area;
    }

    /** What is part of another line would count twice in their sum. */
    private static List<String> commodities(Dimensions dimensions, Parameters parameters) {
        if (!parameters.has("commodity")) {
            parameters.addMissing(
                    "commodity", "codes without a common part, as 271012,271019; or TOTAL; or one basket:SAF");
        }
        List<String> commodities = dimensions.commoditiesOrBaskets(parameters);
        if (commodities.size() > MAX_COMMODITIES) {
            parameters.add("commodity", commodities.size() + " codes", "too many values", "at most " + MAX_COMMODITIES);
        }
        Optional<String> basket =
                commodities.stream().filter(BasketHistory::isBasket).findFirst();
        if (basket.isPresent()) {
            if (commodities.size() > 1) {
                parameters.add(
                        "commodity",
                        basket.get(),
                        "stands beside other lines, and may have goods in common with them",
                        "a basket alone, or codes");
            }
            return commodities;
        }
        for (String code : commodities) {
            commodities.stream()
                    .filter(other -> !other.equals(code) && (code.equals("TOTAL") || other.startsWith(code)))
                    .forEach(other -> parameters.add(
                            "commodity",
                            other,
                            "is part of " + code + " and would count twice",
                            "codes of which none is part of another"));
        }
        return commodities.stream().sorted().toList();
    }

    private static YearMonth month(String text) {
        Period period = Period.parse(text);
        if (period.frequency() != Frequency.MONTHLY) {
            throw new ExpectedException("is no month", THROUGH_EXPECTED);
        }
        return YearMonth.from(period.start());
    }

    /** What either side tells of its exports to the other and its imports from it. */
    Selection selection() {
        List<Integer> both = List.of(reporter.code(), partner.code());
        return new Selection(
                Frequency.MONTHLY,
                sources,
                both,
                both,
                List.of("X", "M"),
                classifications,
                commodities,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                12);
    }
}
