package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.LiveGraph;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.graph.Cause;
import io.strait.supplychain.graph.ChokePoints;
import io.strait.supplychain.graph.Failure;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.StopRules;
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
import java.util.Set;
import java.util.function.BiFunction;

/** What stops when a node stops, and what a node cannot do without. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class StopResource {
    private static final int MAX_LISTED = 10_000;
    private static final int MAX_PROOF = 100;

    private final LiveGraph graph;

    StopResource(LiveGraph graph) {
        this.graph = graph;
    }

    /**
     * @param countUnknown whether an input whose essentiality nobody said counts as critical
     */
    private record Query(boolean countUnknown, boolean pairs, long minRevision) {
        static Query read(UriInfo uri, Set<String> known) {
            Parameters parameters = new Parameters(uri.getQueryParameters(), known);
            Query query = new Query(
                    parameters.flag("countUnknown"),
                    parameters.flag("pairs"),
                    parameters.number("minRevision", 0, Long.MAX_VALUE, 0));
            parameters.check();
            return query;
        }

        StopRules rules() {
            return countUnknown ? StopRules.DEFAULT.withUnknown() : StopRules.DEFAULT;
        }
    }

    @GET
    @Path("nodes/{id}/failure")
    public Response failure(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Query query = Query.read(uri, Set.of("countUnknown", "minRevision"));
        return answer(id, query, uri, request, (snapshot, node) -> failure(snapshot, node, query));
    }

    @GET
    @Path("nodes/{id}/chokePoints")
    public Response chokePoints(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Query query = Query.read(uri, Set.of("countUnknown", "pairs", "minRevision"));
        return answer(id, query, uri, request, (snapshot, node) -> chokePoints(snapshot, node, query));
    }

    private Response answer(
            String id,
            Query query,
            UriInfo uri,
            Request request,
            BiFunction<GraphSnapshot, GraphNode, ObjectNode> compute) {
        GraphSnapshot snapshot = graph.snapshot(query.minRevision());
        GraphNode node = ReachResource.node(snapshot, id);
        EntityTag tag = Tags.of(snapshot.revision(), uri, "");
        return Tags.notModified(request, tag)
                .orElseGet(() -> Tags.headers(Response.ok(Json.write(compute.apply(snapshot, node))), tag)
                        .build());
    }

    private static ObjectNode failure(GraphSnapshot snapshot, GraphNode node, Query query) {
        Failure failure = Failure.of(snapshot, List.of(node.id()), query.rules());
        List<Failure.Stop> stops =
                failure.stops().stream().filter(stop -> stop.wave() > 0).toList();
        ObjectNode answer = head(snapshot.revision(), node, query, failure.uncountedUnknown())
                .put("count", stops.size())
                .put("complete", stops.size() <= MAX_LISTED);
        ArrayNode items = answer.putArray("items");
        stops.stream().limit(MAX_LISTED).forEach(stop -> {
            ObjectNode item = ReachResource.node(stop.node()).put("wave", stop.wave());
            item.set("because", causes(failure.because(stop.node().id()).causes()));
            items.add(item);
        });
        return answer;
    }

    private static ObjectNode chokePoints(GraphSnapshot snapshot, GraphNode node, Query query) {
        ChokePoints.Options options = new ChokePoints.Options(
                query.rules(),
                ChokePoints.Options.DEFAULT.collectives(),
                ChokePoints.Options.DEFAULT.maxSteps(),
                ChokePoints.Options.DEFAULT.maxPairs());
        ChokePoints.Singles singles = ChokePoints.singles(snapshot, node.id(), options);
        ObjectNode answer = head(
                        snapshot.revision(), node, query, singles.basis().uncountedUnknown())
                .put("complete", singles.basis().complete())
                .put("count", singles.points().size());
        ArrayNode points = answer.putArray("singles");
        for (ChokePoints.Single single : singles.points()) {
            ObjectNode point = ReachResource.node(single.node());
            ArrayNode witness = point.putArray("witness");
            for (ChokePoints.Step step : single.witness()) {
                witness.addObject().put("node", step.stopped()).set("because", causes(step.causes()));
            }
            points.add(point);
        }
        if (query.pairs()) {
            pairs(answer, ChokePoints.pairs(snapshot, node.id(), options));
        }
        return answer;
    }

    private static void pairs(ObjectNode answer, ChokePoints.Pairs found) {
        answer.put("pairsComplete", found.basis().complete());
        ArrayNode pairs = answer.putArray("pairs");
        for (ChokePoints.Pair pair : found.pairs()) {
            ObjectNode item = pairs.addObject();
            item.putArray("nodes").add(ReachResource.node(pair.one())).add(ReachResource.node(pair.other()));
            ArrayNode witness = item.putArray("witness");
            for (Failure.Because because : pair.witness(MAX_PROOF).steps()) {
                if (because.stop().wave() > 0) {
                    witness.addObject()
                            .put("node", because.stop().node().id())
                            .set("because", causes(because.causes()));
                }
            }
        }
    }

    private static ObjectNode head(long revision, GraphNode node, Query query, long uncountedUnknown) {
        ObjectNode answer = Json.object().put("revision", revision);
        answer.set("node", ReachResource.node(node));
        return answer.put("countUnknown", query.countUnknown()).put("uncountedUnknown", uncountedUnknown);
    }

    private static ArrayNode causes(List<Cause> causes) {
        ArrayNode array = Json.array();
        for (Cause cause : causes) {
            array.addObject()
                    .put("node", cause.from())
                    .put("kind", cause.kind().name().toLowerCase(Locale.ROOT))
                    .put("link", cause.link());
        }
        return array;
    }
}
