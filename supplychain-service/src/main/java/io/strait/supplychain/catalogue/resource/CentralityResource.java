package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.LiveGraph;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.graph.Centrality;
import io.strait.supplychain.graph.Components;
import io.strait.supplychain.graph.Convergence;
import io.strait.supplychain.graph.Direction;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.Influence;
import io.strait.supplychain.graph.LinkKind;
import io.strait.supplychain.graph.NotConvergedException;
import io.strait.supplychain.graph.Scores;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures of the graph as a whole: who is central, what stands on itself, how far everything is from a product. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class CentralityResource {
    /** A few seconds of a search from every node; beyond it a client is better served by a sample. */
    private static final long MAX_STEPS = 500_000_000L;

    private static final int MAX_LIMIT = 10_000;
    private static final Convergence UNTIL = new Convergence(1e-12, 1000);

    private final LiveGraph graph;

    CentralityResource(LiveGraph graph) {
        this.graph = graph;
    }

    private enum Measure implements Coded {
        DEGREE("degree"),
        BETWEENNESS("betweenness"),
        CLOSENESS("closeness"),
        PAGE_RANK("pageRank"),
        INFLUENCE("influence");

        private final String code;

        Measure(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        /** A search from every node, or from a sample. */
        boolean isSearch() {
            return this == BETWEENNESS || this == CLOSENESS;
        }
    }

    private enum Way implements Coded {
        DOWNSTREAM(Direction.DOWNSTREAM),
        UPSTREAM(Direction.UPSTREAM);

        private final Direction direction;

        Way(Direction direction) {
            this.direction = direction;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param samples sources to search from; 0 is all
     * @param share of PageRank that flows on, or of a node that is no input
     */
    private record Query(
            Measure measure,
            Way way,
            Set<LinkKind> through,
            int samples,
            long seed,
            double share,
            int limit,
            long minRevision) {
        static Query read(UriInfo uri) {
            Parameters parameters = new Parameters(
                    uri.getQueryParameters(),
                    Set.of(
                            "measure",
                            "direction",
                            "through",
                            "samples",
                            "seed",
                            "damping",
                            "labour",
                            "limit",
                            "minRevision"));
            String measures = "one of: " + String.join(", ", Coded.codes(Measure.class));
            parameters.require("measure", measures);
            Measure measure = parameters
                    .parsed("measure", measures, text -> Coded.of(Measure.class, text))
                    .orElse(Measure.DEGREE);
            only(parameters, uri, "direction", measure != Measure.BETWEENNESS && measure != Measure.INFLUENCE);
            only(parameters, uri, "samples", measure == Measure.BETWEENNESS);
            only(parameters, uri, "seed", uri.getQueryParameters().containsKey("samples"));
            only(parameters, uri, "damping", measure == Measure.PAGE_RANK);
            only(parameters, uri, "labour", measure == Measure.INFLUENCE);
            double damping = fraction(parameters, "damping", 0, 0.95, 0.85);
            double labour = fraction(parameters, "labour", 0.05, 1, 0.5);
            Query query = new Query(
                    measure,
                    parameters
                            .parsed(
                                    "direction",
                                    "one of: " + String.join(", ", Coded.codes(Way.class)),
                                    text -> Coded.of(Way.class, text))
                            .orElse(measure == Measure.PAGE_RANK ? Way.UPSTREAM : Way.DOWNSTREAM),
                    ReachQuery.through(parameters),
                    (int) parameters.number("samples", 1, 100_000, 0),
                    parameters.number("seed", 0, Long.MAX_VALUE, 0),
                    measure == Measure.PAGE_RANK ? damping : labour,
                    (int) parameters.number("limit", 1, MAX_LIMIT, 100),
                    parameters.number("minRevision", 0, Long.MAX_VALUE, 0));
            parameters.check();
            return query;
        }

        private static void only(Parameters parameters, UriInfo uri, String name, boolean fits) {
            if (!fits && uri.getQueryParameters().containsKey(name)) {
                parameters.violate(name, null, "does not belong to this measure", "a measure that takes it");
            }
        }

        private static double fraction(Parameters parameters, String name, double min, double max, double otherwise) {
            return parameters
                    .parsed(name, "a number from " + min + " to " + max, text -> {
                        try {
                            double value = Double.parseDouble(text);
                            return value >= min && value <= max ? Optional.of(value) : Optional.<Double>empty();
                        } catch (NumberFormatException e) {
                            return Optional.<Double>empty();
                        }
                    })
                    .orElse(otherwise);
        }
    }

    @GET
    @Path("centralities")
    public Response centralities(@Context UriInfo uri, @Context Request request) {
        Query query = Query.read(uri);
        GraphSnapshot snapshot = graph.snapshot(query.minRevision());
        demandBearable(query, snapshot);
        EntityTag tag = Tags.of(
                snapshot.revision(), "centralities?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> {
            Scores scores = scores(query, snapshot);
            ObjectNode answer = Json.object()
                    .put("revision", snapshot.revision())
                    .put("measure", query.measure().code())
                    .put("exact", scores.exact())
                    .put("count", snapshot.nodeCount());
            ArrayNode items = answer.putArray("items");
            for (Scores.Score score : scores.top(query.limit())) {
                items.add(ReachResource.node(score.node())
                        .put("rank", items.size() + 1)
                        .put("value", score.value()));
            }
            return Tags.headers(Response.ok(Json.write(answer)), tag).build();
        });
    }

    /** @throws ProblemException 400 that tells how large the question is and what would be bearable */
    private static void demandBearable(Query query, GraphSnapshot snapshot) {
        if (!query.measure().isSearch()) {
            return;
        }
        long search = (long) snapshot.nodeCount() + snapshot.arcCount();
        long sources = query.samples() == 0 ? snapshot.nodeCount() : Math.min(query.samples(), snapshot.nodeCount());
        if (sources * search > MAX_STEPS) {
            long bearable = MAX_STEPS / search;
            throw ProblemException.of(
                            ProblemType.INVALID_PARAMETER,
                            "This would take " + sources * search + " steps; at most " + MAX_STEPS + " are taken.",
                            query.measure() == Measure.BETWEENNESS
                                    ? Violation.of(
                                            "samples",
                                            query.samples() == 0 ? null : Integer.toString(query.samples()),
                                            "is too much for a graph of this size",
                                            "a number from 1 to " + bearable)
                                    : Violation.of(
                                            "measure",
                                            query.measure().code(),
                                            "is too much for a graph of this size",
                                            "degree, pageRank, influence, or betweenness with samples"))
                    .with("estimatedSteps", sources * search);
        }
    }

    private static Scores scores(Query query, GraphSnapshot snapshot) {
        Set<LinkKind> through = query.through();
        try {
            return switch (query.measure()) {
                case DEGREE -> Centrality.degree(snapshot, query.way().direction, through);
                case CLOSENESS -> Centrality.closeness(snapshot, query.way().direction, through, MAX_STEPS);
                case BETWEENNESS ->
                    query.samples() == 0
                            ? Centrality.betweenness(snapshot, through, MAX_STEPS)
                            : Centrality.sampledBetweenness(
                                    snapshot, through, query.samples(), query.seed(), MAX_STEPS);
                case PAGE_RANK -> Centrality.pageRank(snapshot, query.way().direction, through, query.share(), UNTIL);
                case INFLUENCE -> Influence.of(snapshot, through, query.share(), UNTIL);
            };
        } catch (NotConvergedException e) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    "The figures did not settle within " + e.iterations() + " rounds; a lower damping, or a higher"
                            + " labour, settles sooner.");
        }
    }

    /** What a question about the graph's shape is asked with. */
    private record Shape(Set<LinkKind> through, int limit, ReachQuery.@Nullable Cursor cursor, long minRevision) {
        static Shape read(UriInfo uri, int otherwise) {
            Parameters parameters =
                    new Parameters(uri.getQueryParameters(), Set.of("through", "limit", "cursor", "minRevision"));
            Shape shape = new Shape(
                    ReachQuery.through(parameters),
                    (int) parameters.number("limit", 1, MAX_LIMIT, otherwise),
                    parameters
                            .parsed("cursor", "the cursor of a page's next link", ReachQuery.Cursor::parse)
                            .orElse(null),
                    parameters.number("minRevision", 0, Long.MAX_VALUE, 0));
            parameters.check();
            return shape;
        }

        int offset(GraphSnapshot snapshot, int size) {
            if (cursor == null) {
                return 0;
            }
            ReachQuery.demandRevision(cursor.revision(), snapshot.revision());
            return Math.min(cursor.offset(), size);
        }
    }

    @GET
    @Path("components")
    public Response components(@Context UriInfo uri, @Context Request request) {
        Shape shape = Shape.read(uri, 100);
        GraphSnapshot snapshot = graph.snapshot(shape.minRevision());
        EntityTag tag =
                Tags.of(snapshot.revision(), "components?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> {
            List<List<String>> cycles = Components.of(snapshot, shape.through()).cycles();
            ObjectNode answer =
                    Json.object().put("revision", snapshot.revision()).put("count", cycles.size());
            ArrayNode items = answer.putArray("items");
            int from = shape.offset(snapshot, cycles.size());
            int to = Math.min(from + shape.limit(), cycles.size());
            for (List<String> cycle : cycles.subList(from, to)) {
                ObjectNode item =
                        items.addObject().put("size", cycle.size()).put("complete", cycle.size() <= MAX_LIMIT);
                ArrayNode nodes = item.putArray("nodes");
                cycle.stream().limit(MAX_LIMIT).forEach(nodes::add);
            }
            return paged(answer, tag, uri, snapshot, to, cycles.size());
        });
    }

    @GET
    @Path("nodes/{id}/tiers")
    public Response tiers(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Shape shape = Shape.read(uri, 1000);
        GraphSnapshot snapshot = graph.snapshot(shape.minRevision());
        GraphNode node = ReachResource.node(snapshot, id);
        EntityTag tag = Tags.of(snapshot.revision(), uri, "");
        return Tags.notModified(request, tag).orElseGet(() -> {
            List<Components.Tier> tiers =
                    Components.of(snapshot, shape.through()).tiers(node.id());
            ObjectNode answer = Json.object().put("revision", snapshot.revision());
            answer.set("node", ReachResource.node(node));
            answer.put("count", tiers.size());
            ArrayNode items = answer.putArray("items");
            int from = shape.offset(snapshot, tiers.size());
            int to = Math.min(from + shape.limit(), tiers.size());
            tiers.subList(from, to)
                    .forEach(tier -> items.add(ReachResource.node(tier.node()).put("tier", tier.tier())));
            return paged(answer, tag, uri, snapshot, to, tiers.size());
        });
    }

    private static Response paged(
            ObjectNode answer, EntityTag tag, UriInfo uri, GraphSnapshot snapshot, int to, int size) {
        Response.ResponseBuilder response = Tags.headers(Response.ok(), tag);
        if (to < size) {
            Links.next(answer, response, uri, ReachQuery.cursor(snapshot.revision(), to));
        } else {
            answer.putNull("next");
        }
        return response.entity(Json.write(answer)).build();
    }
}
