package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for what changed, checked.
 *
 * @param since the first revision asked for; null for all
 * @param until the last one; null for the newest
 * @param changes the kinds asked for, at least one
 * @param warnings found while reading it
 */
record RevisionQuery(
        Selection selection,
        @Nullable RevisionBound since,
        @Nullable RevisionBound until,
        Set<ChangeKind> changes,
        boolean oldestFirst,
        int limit,
        @Nullable RevisionCursor cursor,
        @Nullable Format format,
        List<Warning> warnings) {
    private static final Set<String> KNOWN =
            SelectionParameters.with("since", "until", "change", "order", "limit", "cursor", "format");
    private static final String ORDER_EXPECTED = "newest or oldest: which comes first";

    static RevisionQuery read(MultivaluedMap<String, String> given, Dimensions dimensions) {
        Parameters parameters = new Parameters(given, KNOWN);
        List<Warning> warnings = new ArrayList<>();
        Selection selection = SelectionParameters.read(parameters, dimensions, warnings);
        RevisionBound since = dimensions.since(parameters).orElse(null);
        RevisionBound until = dimensions.until(parameters).orElse(null);
        if (since != null && until != null && since.isAfter(until)) {
            parameters.add(
                    "until",
                    parameters.texts("until", 1).get(0),
                    "comes before since",
                    parameters.texts("since", 1).get(0) + " or later");
        }
        List<ChangeKind> changes =
                parameters.list("change", ChangeKind.values().length, ChangeKind.EXPECTED, ChangeKind::parse);
        boolean oldestFirst =
                parameters.one("order", ORDER_EXPECTED, RevisionQuery::isOldest).orElse(false);
        Set<ChangeKind> kinds = changes.isEmpty() ? EnumSet.allOf(ChangeKind.class) : EnumSet.copyOf(changes);
        Optional<RevisionCursor> cursor = cursor(parameters, digest(selection, since, until, kinds, oldestFirst));
        int limit = parameters.number("limit", 1, ObservationQuery.MAX_LIMIT, ObservationQuery.DEFAULT_LIMIT);
        Optional<Format> format = Format.read(parameters);
        parameters.check();
        return new RevisionQuery(
                selection,
                since,
                until,
                kinds,
                oldestFirst,
                limit,
                cursor.orElse(null),
                format.orElse(null),
                List.copyOf(warnings));
    }

    private static boolean isOldest(String text) {
        if (!text.equals("newest") && !text.equals("oldest")) {
            throw new ExpectedException("is no order", ORDER_EXPECTED);
        }
        return text.equals("oldest");
    }

    private static Optional<RevisionCursor> cursor(Parameters parameters, String digest) {
        String expected = "what the last page gave as next, with the same selection";
        return parameters.one("cursor", expected, text -> {
            RevisionCursor cursor = RevisionCursor.parse(text);
            if (!cursor.selection().equals(digest)) {
                throw new ExpectedException("belongs to another selection", expected);
            }
            return cursor;
        });
    }

    /** Names what is selected, whatever the page's size and form. */
    String digest() {
        return digest(selection, since, until, changes, oldestFirst);
    }

    private static String digest(@Nullable Object... parts) {
        return Digest.of(parts);
    }
}
