package io.strait.supplychain.scenario.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.CatalogueConfig;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.model.Ids;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.resource.Authors;
import io.strait.supplychain.catalogue.resource.Bodies;
import io.strait.supplychain.catalogue.resource.Links;
import io.strait.supplychain.catalogue.resource.Parameters;
import io.strait.supplychain.catalogue.resource.Tags;
import io.strait.supplychain.problem.Violation;
import io.strait.supplychain.scenario.Scenarios;
import io.strait.supplychain.scenario.model.Scenario;
import io.strait.supplychain.scenario.model.ScenarioCsv;
import io.strait.supplychain.scenario.model.ScenarioReader;
import io.strait.supplychain.scenario.storage.ScenarioStore;
import io.strait.supplychain.scenario.storage.StoredRun;
import io.strait.supplychain.scenario.storage.StoredScenario;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scenarios, their runs and what came of them. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ScenarioResource {
    private static final String RUN = "scenarios/{id}/runs/{number}";
    private static final String CSV = "text/csv";
    private static final int MAX_RUNS = 100;

    private final Scenarios scenarios;
    private final ScenarioStore store;
    private final Authors authors;
    private final CatalogueConfig config;

    ScenarioResource(Scenarios scenarios, ScenarioStore store, Authors authors, CatalogueConfig config) {
        this.scenarios = scenarios;
        this.store = store;
        this.authors = authors;
        this.config = config;
    }

    @POST
    @Path("scenarios")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        byte[] bytes =
                Bodies.read(body, headers.getLength(), config.maxBodySize().asLongValue());
        ObjectNode object = Bodies.object(bytes);
        List<Violation> violations = new ArrayList<>();
        String id = id(object, violations);
        Scenario scenario = ScenarioReader.read(object, violations);
        if (scenario == null || !violations.isEmpty()) {
            throw Editor.unprocessable(violations);
        }
        Scenarios.Created created =
                scenarios.create(id, scenario, authors.of(null), Bodies.idempotency("POST scenarios", headers, bytes));
        Response.ResponseBuilder answer = accepted(created.id(), 1, scenario(scenarios.find(created.id())));
        return (created.replayed() ? answer.header("Idempotency-Replayed", "true") : answer).build();
    }

    private static @Nullable String id(ObjectNode object, List<Violation> violations) {
        JsonNode id = object.get("id");
        if (id == null || id.isNull()) {
            return null;
        }
        if (!id.isTextual() || !Ids.isNode(id.textValue())) {
            violations.add(Violation.of("id", id.asText(), "is not an id", Ids.NODE_EXPECTED));
            return null;
        }
        return id.textValue();
    }

    @GET
    @Path("scenarios")
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = (int) parameters.number("limit", 1, 200, 50);
        StoredScenario before = parameters
                .parsed("cursor", "the cursor of a page's next link", text -> Optional.of(text)
                        .flatMap(store::find))
                .orElse(null);
        parameters.check();
        List<StoredScenario> page = store.page(before, limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        page.stream().limit(limit).forEach(stored -> items.add(head(stored)));
        Response.ResponseBuilder response = Response.ok().header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (page.size() > limit) {
            Links.next(answer, response, uri, page.get(limit - 1).id());
        } else {
            answer.putNull("next");
        }
        return response.entity(Json.write(answer)).build();
    }

    @GET
    @Path("scenarios/{id}")
    public Response get(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        return noCache(scenario(scenarios.find(id)));
    }

    @DELETE
    @Path("scenarios/{id}")
    public Response remove(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        scenarios.remove(id);
        return Response.noContent().build();
    }

    @POST
    @Path("scenarios/{id}/runs")
    public Response run(@PathParam("id") String id, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("revision"));
        long revision = parameters.number("revision", 1, Long.MAX_VALUE, -1);
        parameters.check();
        int number = scenarios.run(id, revision < 0 ? null : revision, authors.of(null));
        return accepted(id, number, run(scenarios.findRun(id, number))).build();
    }

    @GET
    @Path(RUN)
    public Response getRun(@PathParam("id") String id, @PathParam("number") int number, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        return noCache(run(scenarios.findRun(id, number)));
    }

    @DELETE
    @Path(RUN)
    public Response cancel(@PathParam("id") String id, @PathParam("number") int number, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        scenarios.cancel(id, number);
        return accepted(id, number, run(scenarios.findRun(id, number))).build();
    }

    @GET
    @Path(RUN + "/result")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    public Response result(
            @PathParam("id") String id,
            @PathParam("number") int number,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("format"));
        Optional<String> format = parameters.parsed(
                "format",
                "json or csv",
                text -> Set.of("json", "csv").contains(text) ? Optional.of(text) : Optional.empty());
        parameters.check();
        JsonNode result = scenarios.result(id, number);
        boolean csv = format.map("csv"::equals).orElseGet(() -> prefersCsv(headers));
        EntityTag tag = Tags.of(result.path("revision").asLong(), id + "/" + number + csv);
        return Tags.notModified(request, tag).orElseGet(() -> Tags.headers(
                        Response.ok(
                                csv ? ScenarioCsv.write(result) : Json.write(result),
                                csv ? CSV + "; charset=UTF-8; header=present" : MediaType.APPLICATION_JSON),
                        tag)
                .header(HttpHeaders.VARY, "Accept")
                .build());
    }

    private static boolean prefersCsv(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.toString().startsWith(CSV)) {
                return true;
            }
        }
        return false;
    }

    @GET
    @Path(RUN + "/comparison")
    public Response compare(@PathParam("id") String id, @PathParam("number") int number, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("with"));
        Optional<String[]> with = parameters.parsed(
                "with",
                "a scenario and the number of its run, for example july-2019/2",
                text -> text.matches("[a-z0-9-]{1,64}/[1-9][0-9]{0,8}")
                        ? Optional.of(text.split("/", 2))
                        : Optional.empty());
        parameters.require("with", "a scenario and the number of its run, for example july-2019/2");
        parameters.check();
        String[] other = with.orElseThrow();
        ObjectNode answer = Json.object().put("a", id + "/" + number).put("b", String.join("/", other));
        answer.setAll(scenarios.compare(id, number, other[0], Integer.parseInt(other[1])));
        return noCache(answer);
    }

    private static Response.ResponseBuilder accepted(String id, int number, ObjectNode answer) {
        return Response.accepted(Json.write(answer))
                .location(URI.create("/supplychain/v1/scenarios/" + id + "/runs/" + number));
    }

    private static Response noCache(ObjectNode answer) {
        return Response.ok(Json.write(answer))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static ObjectNode head(StoredScenario stored) {
        return Json.object()
                .put("id", stored.id())
                .put("name", stored.name())
                .put("createdAt", stored.createdAt().toString())
                .put("createdBy", stored.createdBy())
                .put("runCount", stored.runs());
    }

    private ObjectNode scenario(StoredScenario stored) {
        ObjectNode answer = head(stored);
        answer.setAll((ObjectNode) Json.trusted(stored.spec()));
        ArrayNode runs = answer.putArray("runs");
        store.runs(stored.id(), MAX_RUNS).forEach(one -> runs.add(run(one)));
        return answer;
    }

    private static ObjectNode run(StoredRun stored) {
        String self = "/supplychain/v1/scenarios/" + stored.scenarioId() + "/runs/" + stored.number();
        ObjectNode answer = Json.object()
                .put("scenarioId", stored.scenarioId())
                .put("number", stored.number())
                .put("revision", stored.revision())
                .put("state", stored.state().name())
                .put("progress", stored.progress())
                .put("requestedAt", stored.requestedAt().toString())
                .put("requestedBy", stored.requestedBy())
                .put(
                        "finishedAt",
                        stored.finishedAt() == null ? null : stored.finishedAt().toString())
                .put("failure", stored.failure())
                .put("headline", stored.headline());
        return answer.put("result", stored.headline() == null ? null : self + "/result");
    }
}
