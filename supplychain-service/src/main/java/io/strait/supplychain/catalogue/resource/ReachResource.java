package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.LiveGraph;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.graph.Direction;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.Reach;
import io.strait.supplychain.problem.ProblemException;
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

/** What a node reaches, and the graph that it is read from. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ReachResource {
    private final LiveGraph graph;

    ReachResource(LiveGraph graph) {
        this.graph = graph;
    }

    @GET
    @Path("graph")
    public Response graph(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("minRevision"));
        long minRevision = parameters.number("minRevision", 0, Long.MAX_VALUE, 0);
        parameters.check();
        GraphSnapshot snapshot = graph.snapshot(minRevision);
        ObjectNode answer = Json.object()
                .put("revision", snapshot.revision())
                .put("nodes", snapshot.nodeCount())
                .put("requirements", snapshot.requirementCount())
                .put("supplies", snapshot.supplyCount());
        return Tags.headers(Response.ok(Json.write(answer)), Tags.of(snapshot.revision()))
                .build();
    }

    @GET
    @Path("nodes/{id}/downstream")
    public Response downstream(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        return reach(id, Direction.DOWNSTREAM, uri, request);
    }

    @GET
    @Path("nodes/{id}/upstream")
    public Response upstream(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        return reach(id, Direction.UPSTREAM, uri, request);
    }

    private Response reach(String id, Direction direction, UriInfo uri, Request request) {
        ReachQuery query = ReachQuery.read(uri.getQueryParameters());
        GraphSnapshot snapshot = graph.snapshot(query.minRevision());
        GraphNode start = node(snapshot, id);
        query.demandRevision(snapshot.revision());
        EntityTag tag = Tags.of(
                snapshot.revision(), direction + id + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> answer(query, snapshot, start, direction, uri, tag));
    }

    private static Response answer(
            ReachQuery query,
            GraphSnapshot snapshot,
            GraphNode start,
            Direction direction,
            UriInfo uri,
            EntityTag tag) {
        Reach reach = Reach.of(snapshot, start.id(), direction, query.depth(), query.through());
        List<Reach.Step> steps = (query.wantsAll() ? reach : reach.only(query::wants)).steps();
        int from = Math.min(query.offset(), steps.size());
        int to = Math.min(from + query.limit(), steps.size());
        ObjectNode answer = Json.object().put("revision", snapshot.revision());
        answer.set("node", node(start));
        answer.put("direction", direction.name().toLowerCase(Locale.ROOT))
                .put("complete", reach.complete())
                .put("count", steps.size());
        ArrayNode items = answer.putArray("items");
        steps.subList(from, to).forEach(step -> items.add(item(step)));
        Response.ResponseBuilder response = Tags.headers(Response.ok(), tag);
        if (to < steps.size()) {
            Links.next(answer, response, uri, ReachQuery.cursor(snapshot.revision(), to));
        } else {
            answer.putNull("next");
        }
        return response.entity(Json.write(answer)).build();
    }

    private static ObjectNode item(Reach.Step step) {
        ObjectNode item = node(step.node()).put("distance", step.distance());
        item.putObject("via")
                .put("kind", step.kind().name().toLowerCase(Locale.ROOT))
                .put("link", step.link())
                .put("node", step.from());
        return item;
    }

    /** @throws ProblemException 404 that names the revision */
    static GraphNode node(GraphSnapshot snapshot, String id) {
        return snapshot.node(id).orElseThrow(() -> Catalogue.noNode(id, snapshot.revision()));
    }

    static ObjectNode node(GraphNode node) {
        return Json.object()
                .put("id", node.id())
                .put("kind", node.kind())
                .put("name", node.name())
                .put("area", node.area())
                .put("collective", node.collective());
    }
}
