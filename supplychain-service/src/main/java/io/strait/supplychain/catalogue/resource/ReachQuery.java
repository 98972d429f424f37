package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.model.Areas;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.LinkKind;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a node's reach.
 *
 * @param depth how many steps at most
 * @param through the kinds of link to follow
 * @param kinds nodes to show, all where empty; the way leads through others all the same
 * @param areas likewise, ISO 3166-1 alpha-3
 * @param minRevision the revision that the client has seen
 * @param cursorRevision the revision of the page before; null on the first page
 */
record ReachQuery(
        int depth,
        Set<LinkKind> through,
        Set<String> kinds,
        Set<String> areas,
        long minRevision,
        int limit,
        @Nullable Long cursorRevision,
        int offset) {
    /** Longer than any chain without a repeated node, so the same as no bound. */
    private static final int MAX_DEPTH = 1_000_000;

    private static final int MAX_LIMIT = 10_000;
    private static final int DEFAULT_LIMIT = 1000;
    private static final Set<String> KNOWN =
            Set.of("depth", "through", "kind", "area", "minRevision", "limit", "cursor");

    /** A place in a list that a snapshot gives. */
    record Cursor(long revision, int offset) {
        static Optional<Cursor> parse(String text) {
            String[] parts = text.split("~", -1);
            return parts.length == 2 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,9}")
                    ? Optional.of(new Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1])))
                    : Optional.empty();
        }
    }

    static String cursor(long revision, int offset) {
        return revision + "~" + offset;
    }

    /** @throws ProblemException 400 that names every bad parameter */
    static ReachQuery read(MultivaluedMap<String, String> given) {
        Parameters parameters = new Parameters(given, KNOWN);
        Optional<Cursor> cursor = parameters.parsed("cursor", "the cursor of a page's next link", Cursor::parse);
        ReachQuery query = new ReachQuery(
                (int) parameters.number("depth", 1, MAX_DEPTH, MAX_DEPTH),
                through(parameters),
                parameters.parsedAll(
                        "kind",
                        "some of: " + String.join(", ", Coded.codes(NodeKind.class)),
                        text -> Coded.of(NodeKind.class, text).map(Coded::code)),
                parameters.parsedAll(
                        "area",
                        "ISO 3166-1 codes, for example JPN or JP",
                        text -> Areas.alpha3(text.toUpperCase(Locale.ROOT))),
                parameters.number("minRevision", 0, Long.MAX_VALUE, 0),
                (int) parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                cursor.map(Cursor::revision).orElse(null),
                cursor.map(Cursor::offset).orElse(0));
        parameters.check();
        return query;
    }

    /** The kinds of link to follow: requirements and supplies where the client does not say. */
    static Set<LinkKind> through(Parameters parameters) {
        Set<LinkKind> through = parameters.parsedAll(
                "through", "some of: requirement, supply, type", text -> Arrays.stream(LinkKind.values())
                        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst());
        return through.isEmpty() ? EnumSet.of(LinkKind.REQUIREMENT, LinkKind.SUPPLY) : through;
    }

    /** Whether every node is to be shown. */
    boolean wantsAll() {
        return kinds.isEmpty() && areas.isEmpty();
    }

    /** Whether a node is to be shown. */
    boolean wants(GraphNode node) {
        return (kinds.isEmpty() || kinds.contains(node.kind()))
                && (areas.isEmpty() || (node.area() != null && areas.contains(node.area())));
    }

    /**
     * Pages of different revisions would not join.
     *
     * @throws ProblemException 412 where the page before was of another revision
     */
    void demandRevision(long revision) {
        demandRevision(cursorRevision, revision);
    }

    static void demandRevision(@Nullable Long before, long revision) {
        if (before != null && before != revision) {
            throw ProblemException.of(
                            ProblemType.PRECONDITION_FAILED,
                            "The page before was of revision " + before + ", the graph is at " + revision
                                    + ". Ask again without cursor.")
                    .with("revision", revision);
        }
    }
}
