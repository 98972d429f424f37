package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures, checked.
 *
 * @param warnings found while reading it
 */
record ObservationQuery(
        Selection selection,
        @Nullable Instant asOf,
        int limit,
        @Nullable Cursor cursor,
        @Nullable Format format,
        List<Warning> warnings) {
    static final int DEFAULT_LIMIT = 1000;
    static final int MAX_LIMIT = 10_000;

    private static final Set<String> KNOWN = Set.of(
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
            "supply",
            "asOf",
            "limit",
            "cursor",
            "format");

    static ObservationQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        List<Integer> reporters = dimensions.areas(parameters, "reporter", warnings);
        List<Integer> partners = dimensions.areas(parameters, "partner", warnings);
        List<String> commodities = dimensions.commodities(parameters);
        if (!parameters.has("commodity")) {
            parameters.addMissing("commodity", "TOTAL, or 1 to 12 digits: levels overlap, so there is no default");
        }
        List<Period> periods = PeriodRanges.read(parameters);
        Selection selection = new Selection(
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
        Instant asOf = dimensions.asOf(parameters).orElse(null);
        Optional<Cursor> cursor = cursor(parameters, digest(selection, asOf));
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        warnings.addAll(dimensions.totalsAndParts(partners, commodities));
        return new ObservationQuery(
                selection, asOf, limit, cursor.orElse(null), format.orElse(null), List.copyOf(warnings));
    }

    private static @Nullable List<String> breakdown(Parameters parameters, Dimensions dimensions, String name) {
        return Dimensions.isAll(parameters, name) ? null : dimensions.breakdown(parameters, name);
    }

    private static Frequency frequency(Parameters parameters, List<Period> periods) {
        String expected = "A (years), Q (quarters) or M (months)";
        Optional<Frequency> given =
                parameters.one("frequency", expected, text -> Frequency.ofCode(text.toUpperCase(Locale.ROOT)));
        if (periods.isEmpty()) {
            if (!parameters.has("frequency") && !parameters.has("period")) {
                parameters.addMissing("period", PeriodRanges.EXPECTED + "; or frequency " + expected);
            }
            return given.orElse(Frequency.MONTHLY);
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

    private static Optional<Cursor> cursor(Parameters parameters, String digest) {
        String expected = "what the last page gave as next, with the same selection";
        return parameters.one("cursor", expected, text -> {
            Cursor cursor = Cursor.parse(text);
            if (!cursor.selection().equals(digest)) {
                throw new ExpectedException("belongs to another selection", expected);
            }
            return cursor;
        });
    }

    /** Names what is selected, whatever the page's size and form. */
    String digest() {
        return digest(selection, asOf);
    }

    private static String digest(Selection selection, @Nullable Instant asOf) {
        return Digest.of(selection, String.valueOf(asOf));
    }
}
