package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    private static final Set<String> KNOWN = SelectionParameters.with("asOf", "limit", "cursor", "format");

    static ObservationQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Selection selection = SelectionParameters.read(parameters, dimensions, warnings);
        if (!parameters.has("commodity")) {
            parameters.addMissing("commodity", "TOTAL, or 1 to 12 digits: levels overlap, so there is no default");
        }
        if (!parameters.has("period") && !parameters.has("frequency")) {
            parameters.addMissing(
                    "period", PeriodRanges.EXPECTED + "; or frequency " + SelectionParameters.FREQUENCY_EXPECTED);
        }
        Instant asOf = dimensions.asOf(parameters).orElse(null);
        Optional<Cursor> cursor = cursor(parameters, digest(selection, asOf));
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        warnings.addAll(dimensions.totalsAndParts(selection.partners(), selection.commodities()));
        return new ObservationQuery(
                selection, asOf, limit, cursor.orElse(null), format.orElse(null), List.copyOf(warnings));
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
