package io.strait.supplychain.catalogue.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.LiveGraph;
import io.strait.supplychain.catalogue.Neighbourhood;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.graph.LinkKind;
import io.strait.supplychain.graph.Paths;
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
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is around a node, and the ways from one node to another, with the facts that say so. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class AroundResource {
    private static final int MAX_DEPTH = 10;
    private static final int MAX_NODES = 5000;
    private static final int LINKS_A_NODE = 10;
    private static final int MAX_PATHS = 1000;
    private static final int MAX_LENGTH = 50;
    /** About a second. */
    private static final long MAX_STEPS = 20_000_000;

    private final Catalogue catalogue;
    private final Neighbourhood neighbourhood;
    private final LiveGraph graph;
    private final Clock clock;

    AroundResource(Catalogue catalogue, Neighbourhood neighbourhood, LiveGraph graph, Clock clock) {
        this.catalogue = catalogue;
        this.neighbourhood = neighbourhood;
        this.graph = graph;
        this.clock = clock;
    }

    @GET
    @Path("nodes/{id}/neighbourhood")
    public Response neighbourhood(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("depth", "through", "asOf", "limit"));
        int depth = (int) parameters.number("depth", 1, MAX_DEPTH, 1);
        int limit = (int) parameters.number("limit", 1, MAX_NODES, 500);
        Set<LinkKind> through = ReachQuery.through(parameters);
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        Set<FactKind> links = EnumSet.noneOf(FactKind.class);
        if (through.contains(LinkKind.REQUIREMENT)) {
            links.add(FactKind.REQUIREMENT);
        }
        if (through.contains(LinkKind.SUPPLY)) {
            links.add(FactKind.SUPPLY);
        }
        long revision = catalogue.revisionAt(asOf);
        EntityTag tag = Tags.of(revision, uri, "");
        Neighbourhood.Question question =
                new Neighbourhood.Question(depth, links, through.contains(LinkKind.TYPE), limit, limit * LINKS_A_NODE);
        return Tags.notModified(request, tag).orElseGet(() -> Tags.headers(
                        Response.ok(Json.write(around(neighbourhood.of(id, question, revision), id, revision))), tag)
                .build());
    }

    private static ObjectNode around(Neighbourhood.Around around, String id, long revision) {
        ObjectNode answer =
                Json.object().put("revision", revision).put("node", id).put("complete", around.complete());
        ArrayNode nodes = answer.putArray("nodes");
        around.nodes().forEach(near -> nodes.add(FactWriter.write(near.node()).put("distance", near.distance())));
        ArrayNode requirements = answer.putArray("requirements");
        ArrayNode supplies = answer.putArray("supplies");
        around.links().forEach(link -> (link.fact().factKind() == FactKind.REQUIREMENT ? requirements : supplies)
                .add(FactWriter.write(link)));
        return answer;
    }

    private enum Mode implements Coded {
        SHORTEST,
        ALL;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record PathQuery(String from, String to, Mode mode, Paths.Bounds bounds, long minRevision) {
        static PathQuery read(UriInfo uri) {
            Parameters parameters = new Parameters(
                    uri.getQueryParameters(), Set.of("from", "to", "mode", "k", "maxLength", "through", "minRevision"));
            String from = end(parameters, "from", uri);
            String to = end(parameters, "to", uri);
            if (!from.isEmpty() && from.equals(to)) {
                parameters.violate("to", to, "is the node that the way begins at", "another node");
            }
            Mode mode = parameters
                    .parsed(
                            "mode",
                            "one of: " + String.join(", ", Coded.codes(Mode.class)),
                            text -> Coded.of(Mode.class, text))
                    .orElse(Mode.SHORTEST);
            PathQuery query = new PathQuery(
                    from,
                    to,
                    mode,
                    new Paths.Bounds(
                            ReachQuery.through(parameters),
                            (int) parameters.number("k", 1, MAX_PATHS, mode == Mode.ALL ? 100 : 5),
                            (int) parameters.number("maxLength", 1, MAX_LENGTH, mode == Mode.ALL ? 8 : MAX_LENGTH),
                            MAX_STEPS),
                    parameters.number("minRevision", 0, Long.MAX_VALUE, 0));
            parameters.check();
            return query;
        }

        private static String end(Parameters parameters, String name, UriInfo uri) {
            parameters.require(name, "the id of a node");
            return parameters
                    .parsed(name, Ids.NODE_EXPECTED, text -> Optional.of(text).filter(Ids::isNode))
                    .orElse("");
        }
    }

    @GET
    @Path("paths")
    public Response paths(@Context UriInfo uri, @Context Request request) {
        PathQuery query = PathQuery.read(uri);
        GraphSnapshot snapshot = graph.snapshot(query.minRevision());
        GraphNode from = ReachResource.node(snapshot, query.from());
        GraphNode to = ReachResource.node(snapshot, query.to());
        EntityTag tag =
                Tags.of(snapshot.revision(), "paths?" + uri.getRequestUri().getRawQuery());
        return Tags.notModified(request, tag).orElseGet(() -> {
            Paths paths = query.mode() == Mode.ALL
                    ? Paths.all(snapshot, from.id(), to.id(), query.bounds())
                    : Paths.shortest(snapshot, from.id(), to.id(), query.bounds());
            ObjectNode answer = Json.object().put("revision", paths.revision());
            answer.set("from", ReachResource.node(from));
            answer.set("to", ReachResource.node(to));
            answer.put("mode", query.mode().code())
                    .put("maxLength", query.bounds().maxLength())
                    .put("complete", paths.complete())
                    .put("count", paths.paths().size());
            answer.set("paths", paths(paths));
            return Tags.headers(Response.ok(Json.write(answer)), tag).build();
        });
    }

    private ArrayNode paths(Paths paths) {
        Map<Paths.Link, ObjectNode> evidence = evidence(paths);
        ArrayNode all = Json.array();
        for (Paths.Path path : paths.paths()) {
            ObjectNode json = all.addObject().put("length", path.length());
            ArrayNode steps = json.putArray("steps");
            for (Paths.Step step : path.steps()) {
                ObjectNode item = steps.addObject().put("from", step.from()).put("to", step.to());
                ArrayNode facts = item.putArray("evidence");
                step.evidence().forEach(link -> facts.add(evidence.get(link)));
            }
        }
        return all;
    }

    /** What each link of the paths rests on, read in one go a kind. */
    private Map<Paths.Link, ObjectNode> evidence(Paths paths) {
        Map<LinkKind, Set<String>> ids = new EnumMap<>(LinkKind.class);
        for (Paths.Path path : paths.paths()) {
            for (Paths.Step step : path.steps()) {
                step.evidence().forEach(link -> ids.computeIfAbsent(link.kind(), kind -> new TreeSet<>())
                        .add(link.id()));
            }
        }
        Map<Paths.Link, ObjectNode> evidence = new HashMap<>();
        ids.forEach((kind, links) -> {
            FactKind facts =
                    switch (kind) {
                        case REQUIREMENT -> FactKind.REQUIREMENT;
                        case SUPPLY -> FactKind.SUPPLY;
                        case TYPE -> FactKind.NODE;
                    };
            catalogue.at(facts, links, paths.revision()).forEach(fact -> {
                ObjectNode whole = FactWriter.write(fact);
                ObjectNode said = Json.object()
                        .put("kind", kind.name().toLowerCase(Locale.ROOT))
                        .put("link", fact.id());
                for (String member : Set.of("source", "year", "confidence")) {
                    said.set(member, whole.get(member));
                }
                if (kind == LinkKind.REQUIREMENT) {
                    said.set("essentiality", whole.get("essentiality"));
                } else if (kind == LinkKind.SUPPLY) {
                    said.set("share", whole.get("share"));
                    said.set("recipient", whole.get("recipient"));
                }
                evidence.put(new Paths.Link(kind, fact.id()), said);
            });
        });
        return evidence;
    }
}
