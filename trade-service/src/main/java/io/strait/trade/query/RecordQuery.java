package io.strait.trade.query;

import io.strait.trade.analysis.Spans;
import io.strait.trade.analysis.WindowKind;
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
 * A request for the rank of a window, checked.
 *
 * @param commodity a code, or a basket in its place: {@code basket:SAF}
 * @param months of a rolling window; 1 otherwise
 * @param through the window's last month; null for the newest complete window of each series
 * @param windows whether every window is listed
 * @param format null when the header {@code Accept} decides
 */
record RecordQuery(
        Area reporter,
        Area partner,
        String commodity,
        String flow,
        WindowKind window,
        int months,
        @Nullable YearMonth through,
        @Nullable Frequency frequency,
        List<String> sources,
        List<String> classifications,
        @Nullable Instant asOf,
        boolean windows,
        @Nullable Format format,
        List<Warning> warnings) {
    static final String MONTHS_EXPECTED = "a whole number from 2 to " + Spans.MAX_MONTHS;

    private static final Set<String> KNOWN = Set.of(
            "reporter",
            "partner",
            "commodity",
            "flow",
            "window",
            "months",
            "through",
            "frequency",
            "source",
            "classification",
            "asOf",
            "windows",
            "format");

    static RecordQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Optional<Area> reporter = dimensions.area(parameters, "reporter", warnings);
        Optional<Area> partner = dimensions.area(parameters, "partner", warnings);
        Optional<String> commodity = dimensions.commodityOrBasket(parameters);
        Optional<String> flow = dimensions.flow(parameters);
        Optional<WindowKind> window = parameters.one("window", WindowKind.EXPECTED, WindowKind::parse);
        int months = months(parameters, window);
        String throughExpected = expected(window.orElse(WindowKind.MONTH));
        Optional<YearMonth> through = parameters.one(
                "through", throughExpected, text -> through(text, window.orElse(WindowKind.MONTH), throughExpected));
        Optional<Frequency> frequency = SelectionParameters.frequency(parameters);
        List<String> sources = dimensions.sources(parameters);
        List<String> classifications = dimensions.classifications(parameters);
        Optional<Instant> asOf = dimensions.asOf(parameters);
        Optional<Boolean> windows = parameters.one("windows", "true or false", RecordQuery::bool);
        Optional<Format> format = Format.read(parameters);
        needed(parameters, "reporter", "an area, as KOR");
        needed(parameters, "partner", "an area, as JPN, or W00 for World");
        needed(parameters, "commodity", "one code, as 271012, or TOTAL, or basket:SAF");
        needed(parameters, "flow", "one flow, as X: GET /trade/v1/flows");
        needed(parameters, "window", WindowKind.EXPECTED);
        parameters.check();
        return new RecordQuery(
                reporter.orElseThrow(),
                partner.orElseThrow(),
                commodity.orElseThrow(),
                flow.orElseThrow(),
                window.orElseThrow(),
                months,
                through.orElse(null),
                frequency.orElse(null),
                sources,
                classifications,
                asOf.orElse(null),
                windows.orElse(false),
                format.orElse(null),
                warnings);
    }

    private static int months(Parameters parameters, Optional<WindowKind> window) {
        if (window.isPresent() && window.get() == WindowKind.ROLLING) {
            needed(parameters, "months", MONTHS_EXPECTED);
            return parameters.number("months", 2, Spans.MAX_MONTHS, 2);
        }
        if (parameters.has("months") && window.isPresent()) {
            parameters.add(
                    "months",
                    String.join(",", parameters.texts("months", 10)),
                    "is of rolling windows only",
                    "window=rolling, or no such parameter");
        }
        return 1;
    }

    private static String expected(WindowKind window) {
        switch (window) {
            case QUARTER:
                return "a quarter, YYYY-Qn";
            case YEAR:
                return "a year, YYYY";
            case MONTH:
                return "a month, YYYY-MM";
            default:
                return "a month, YYYY-MM, or a quarter, YYYY-Qn";
        }
    }

    /** The last month of the period that the window ends with. */
    private static YearMonth through(String text, WindowKind window, String expected) {
        Period period = Period.parse(text);
        Frequency frequency = period.frequency();
        boolean fits;
        switch (window) {
            case QUARTER:
                fits = frequency == Frequency.QUARTERLY;
                break;
            case YEAR:
                fits = frequency == Frequency.ANNUAL;
                break;
            case MONTH:
                fits = frequency == Frequency.MONTHLY;
                break;
            default:
                fits = frequency != Frequency.ANNUAL;
        }
        if (!fits) {
            throw new ExpectedException("is no end of such a window", expected);
        }
        return YearMonth.from(period.start()).plusMonths(frequency.months() - 1L);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static void needed(Parameters parameters, String name, String expected) {
        if (!parameters.has(name)) {
            parameters.addMissing(name, expected);
        }
    }

    /** All figures of the series that may answer. */
    Selection selection() {
        return new Selection(
                window == WindowKind.MONTH && frequency == null ? Frequency.MONTHLY : frequency,
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
                12);
    }
}
