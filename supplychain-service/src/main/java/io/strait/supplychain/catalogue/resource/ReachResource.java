package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
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
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a node reaches, and the graph that it is read from. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ReachResource {
    /** Names of members that come once for each node of an answer, encoded once. */
    private static final SerializedString ID = new SerializedString("id");

    private static final SerializedString KIND = new SerializedString("kind");
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString AREA = new SerializedString("area");
    private static final SerializedString COLLECTIVE = new SerializedString("collective");
    private static final SerializedString DISTANCE = new SerializedString("distance");
    private static final SerializedString VIA = new SerializedString("via");
    private static final SerializedString LINK = new SerializedString("link");
    private static final SerializedString NODE = new SerializedString("node");

    private final LiveGraph graph;
    private final Turns turns = new Turns();

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

    private Response answer(
            ReachQuery query,
            GraphSnapshot snapshot,
            GraphNode start,
            Direction direction,
            UriInfo uri,
            EntityTag tag) {
        return turns.take(() -> {
            try (Reach reach = reach(query, snapshot, start, direction)) {
                Response.ResponseBuilder response = Tags.headers(Response.ok(), tag);
                int from = Math.min(query.offset(), reach.count());
                int to = Math.min(from + query.limit(), reach.count());
                String next = to < reach.count()
                        ? Links.next(response, uri, ReachQuery.cursor(snapshot.revision(), to))
                        : null;
                return response.entity(Json.bytes(json -> {
                            json.writeStartObject();
                            json.writeNumberField("revision", snapshot.revision());
                            json.writeObjectFieldStart("node");
                            write(start, json);
                            json.writeEndObject();
                            json.writeStringField("direction", direction.name().toLowerCase(Locale.ROOT));
                            json.writeBooleanField("complete", reach.complete());
                            json.writeNumberField("count", reach.count());
                            json.writeArrayFieldStart("items");
                            for (Reach.Step step : reach.steps().subList(from, to)) {
                                write(step, json);
                            }
                            json.writeEndArray();
                            json.writeStringField("next", next);
                            json.writeEndObject();
                        }))
                        .build();
            }
        });
    }

    private static Reach reach(ReachQuery query, GraphSnapshot snapshot, GraphNode start, Direction direction) {
        int first = query.offset() + query.limit();
        return query.wantsAll()
                ? Reach.first(snapshot, start.id(), direction, query.depth(), query.through(), first)
                : Reach.of(snapshot, start.id(), direction, query.depth(), query.through())
                        .only(query::wants);
    }

    private static void write(Reach.Step step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        write(step.node(), json);
        json.writeFieldName(DISTANCE);
        json.writeNumber(step.distance());
        json.writeFieldName(VIA);
        json.writeStartObject();
        writeText(json, KIND, step.kind().name().toLowerCase(Locale.ROOT));
        writeText(json, LINK, step.link());
        writeText(json, NODE, step.from());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The members that {@link #node(GraphNode)} has. */
    private static void write(GraphNode node, JsonGenerator json) throws IOException {
        writeText(json, ID, node.id());
        writeText(json, KIND, node.kind());
        writeText(json, NAME, node.name());
        writeText(json, AREA, node.area());
        json.writeFieldName(COLLECTIVE);
        json.writeBoolean(node.collective());
    }

    private static void writeText(JsonGenerator json, SerializedString name, @Nullable String text) throws IOException {
        json.writeFieldName(name);
        json.writeString(text);
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
