package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list of facts is asked for.
 *
 * @param equal members and what they must be
 * @param searched part of a name, alias or code, lower case
 * @param cursor where the page before ended
 */
record FactList(
        FactKind kind,
        Map<String, String> equal,
        @Nullable String searched,
        @Nullable Instant asOf,
        int limit,
        @Nullable Cursor cursor) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;
    private static final String AREA_EXPECTED = "an ISO 3166-1 code, for example JPN or JP";

    /** All pages of a list are of one revision. */
    record Cursor(long revision, String after) {
        private static final String SEPARATOR = "~";

        String text() {
            return revision + SEPARATOR + after;
        }

        static Optional<Cursor> parse(FactKind kind, String text) {
            String[] parts = text.split(SEPARATOR, -1);
            if (parts.length != 2 || !parts[0].matches("\\d{1,18}") || !Ids.is(kind, parts[1])) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(Long.parseLong(parts[0]), parts[1]));
        }
    }

    /** @throws ProblemException 400 that names every bad parameter */
    static FactList read(FactKind kind, MultivaluedMap<String, String> given, Clock clock) {
        Map<String, Filter> filters = filters(kind);
        Set<String> known = new TreeSet<>(filters.keySet());
        known.addAll(Set.of("asOf", "limit", "cursor"));
        if (kind == FactKind.NODE) {
            known.add("q");
        }
        Parameters parameters = new Parameters(given, known);
        Map<String, String> equal = new LinkedHashMap<>();
        filters.forEach((name, filter) ->
                parameters.parsed(name, filter.expected(), filter.parse()).ifPresent(value -> equal.put(name, value)));
        String searched =
                kind == FactKind.NODE ? parameters.text("q", "a part of a name, an alias, an id or a code") : null;
        FactList list = new FactList(
                kind,
                equal,
                searched == null ? null : searched.strip().toLowerCase(Locale.ROOT),
                parameters.asOf(clock),
                (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                parameters
                        .parsed("cursor", "the cursor of a page's next link", text -> Cursor.parse(kind, text))
                        .orElse(null));
        parameters.check();
        return list;
    }

    private record Filter(String expected, Function<String, Optional<String>> parse) {}

    private static Map<String, Filter> filters(FactKind kind) {
        Filter node = new Filter(Ids.NODE_EXPECTED, text -> Optional.of(text).filter(Ids::isNode));
        Filter area = new Filter(AREA_EXPECTED, text -> Areas.alpha3(text.toUpperCase(Locale.ROOT)));
        return switch (kind) {
            case NODE -> Map.of("kind", coded(NodeKind.class), "area", area);
            case REQUIREMENT -> Map.of("node", node, "input", node, "essentiality", coded(Essentiality.class));
            case SUPPLY -> Map.of("supplier", node, "input", node, "recipient", node, "areaOfOrigin", area);
        };
    }

    private static <E extends Enum<E> & Coded> Filter coded(Class<E> type) {
        return new Filter("one of: " + String.join(", ", Coded.codes(type)), text -> Coded.of(type, text)
                .map(Coded::code));
    }
}
