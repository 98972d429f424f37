package io.strait.trade.query;

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
 * A request for year-to-date values, checked.
 *
 * @param commodity a code, or a basket in its place: {@code basket:SAF}
 */
record AccumulationQuery(
        Area reporter,
        Area partner,
        String commodity,
        String flow,
        YearMonth through,
        List<String> sources,
        List<String> classifications,
        @Nullable Instant asOf,
        List<Warning> warnings) {
    private static final Set<String> KNOWN =
            Set.of("reporter", "partner", "commodity", "flow", "through", "source", "classification", "asOf");
    private static final String THROUGH_EXPECTED = "a month, YYYY-MM";

    static AccumulationQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Optional<Area> reporter = dimensions.area(parameters, "reporter", warnings);
        Optional<Area> partner = dimensions.area(parameters, "partner", warnings);
        Optional<String> commodity = dimensions.commodityOrBasket(parameters);
        Optional<String> flow = dimensions.flow(parameters);
        Optional<YearMonth> through = parameters.one("through", THROUGH_EXPECTED, AccumulationQuery::month);
        List<String> sources = dimensions.sources(parameters);
        List<String> classifications = dimensions.classifications(parameters);
        Optional<Instant> asOf = dimensions.asOf(parameters);
        needed(parameters, "reporter", "an area, as KOR");
        needed(parameters, "partner", "an area, as JPN, or W00 for World");
        needed(parameters, "commodity", "one code, as 271012, or TOTAL, or basket:SAF");
        needed(parameters, "flow", "one flow, as X: GET /trade/v1/flows");
        needed(parameters, "through", THROUGH_EXPECTED);
        parameters.check();
        return new AccumulationQuery(
                reporter.orElseThrow(),
                partner.orElseThrow(),
                commodity.orElseThrow(),
                flow.orElseThrow(),
                through.orElseThrow(),
                sources,
                classifications,
                asOf.orElse(null),
                warnings);
    }

    private static void needed(Parameters parameters, String name, String expected) {
        if (!parameters.has(name)) {
            parameters.addMissing(name, expected);
        }
    }

    private static YearMonth month(String text) {
        Period period = Period.parse(text);
        if (period.frequency() != Frequency.MONTHLY) {
            throw new ExpectedException("is no month", THROUGH_EXPECTED);
        }
        return YearMonth.from(period.start());
    }

    /** The window's months of all years. */
    Selection selection() {
        return new Selection(
                Frequency.MONTHLY,
                sources,
                List.of(reporter.code()),
                List.of(partner.code()),
                List.of(flow),
                classifications,
                List.of(commodity),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                through.getMonthValue());
    }
}
