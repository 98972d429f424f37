package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.series.Frequency;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for what is held, checked. An empty list means all; unlike with figures, totals too: nothing is added up.
 *
 * @param levels digits of a commodity's code; 0 is TOTAL
 * @param warnings found while reading it
 */
record AvailabilityQuery(
        @Nullable Frequency frequency,
        List<String> sources,
        List<Integer> reporters,
        List<String> flows,
        List<String> classifications,
        List<Integer> levels,
        int limit,
        @Nullable AvailabilityCursor cursor,
        @Nullable Format format,
        List<Warning> warnings) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private static final Set<String> KNOWN = Set.of(
            "frequency", "source", "reporter", "flow", "classification", "commodityLevel", "limit", "cursor", "format");
    private static final String LEVEL_EXPECTED = "digits of the codes, 1 to 12, or 0 for TOTAL";

    static AvailabilityQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Frequency frequency = SelectionParameters.frequency(parameters).orElse(null);
        List<String> sources = dimensions.sources(parameters);
        List<Integer> reporters = dimensions.areas(parameters, "reporter", warnings);
        List<String> flows = dimensions.flows(parameters);
        List<String> classifications = dimensions.classifications(parameters);
        List<Integer> levels =
                parameters.list("commodityLevel", Dimensions.MAX_CODES, LEVEL_EXPECTED, AvailabilityQuery::level);
        String digest = Digest.of(frequency, sources, reporters, flows, classifications, levels);
        Optional<AvailabilityCursor> cursor = cursor(parameters, digest);
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        return new AvailabilityQuery(
                frequency,
                sources,
                reporters,
                flows,
                classifications,
                levels,
                limit,
                cursor.orElse(null),
                format.orElse(null),
                List.copyOf(warnings));
    }

    private static int level(String text) {
        int level = Integer.parseInt(text);
        if (level < 0 || level > 12) {
            throw new ExpectedException("is no level", LEVEL_EXPECTED);
        }
        return level;
    }

    private static Optional<AvailabilityCursor> cursor(Parameters parameters, String digest) {
        String expected = "what the last page gave as next, with the same selection";
        return parameters.one("cursor", expected, text -> {
            AvailabilityCursor cursor = AvailabilityCursor.parse(text);
            if (!cursor.selection().equals(digest)) {
                throw new ExpectedException("belongs to another selection", expected);
            }
            return cursor;
        });
    }

    /** Names what is selected, whatever the page's size and form. */
    String digest() {
        return Digest.of(frequency, sources, reporters, flows, classifications, levels);
    }
}
