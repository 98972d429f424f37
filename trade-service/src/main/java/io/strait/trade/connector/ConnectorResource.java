package io.strait.trade.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.SmallBody;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Connectors, and their runs. */
@Path("/trade/v1/connectors")
@Tag(name = "connectors", description = "Figures fetched from where they are published")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectorResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String LIMIT = "1 to 1000, 100 by default";

    /** By id. */
    record ConnectorPage(
            List<ConnectorView> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    /** Newest first. */
    record RunPage(
            List<RunView> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    /** In the order of their making. */
    record PartPage(
            List<PartView> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    private final Connectors connectors;
    private final SecurityIdentity caller;

    ConnectorResource(Connectors connectors, SecurityIdentity caller) {
        this.connectors = connectors;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List connectors, by id")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ConnectorPage.class)))
    public Response list(
            @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int size = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        String after = parameters
                .one("cursor", "the member next of a page", ConnectorResource::id)
                .orElse("");
        parameters.check();
        Connectors.Page<StoredConnector> page = connectors.list(after, size);
        return paged(uri, page.next())
                .entity(new ConnectorPage(page.items().stream().map(this::view).toList(), page.next()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Read a connector: its definition, its last and its next run",
            description = "The ETag names the version of the definition; how its runs stand changes without it.")
    @APIResponse(
            responseCode = "200",
            description = "The connector",
            content = @Content(schema = @Schema(implementation = ConnectorView.class)))
    public Response read(@PathParam("id") String id, @Context UriInfo uri) {
        noParameters(uri);
        return tagged(Response.ok(), connectors.find(id));
    }

    @PUT
    @Path("/{id}")
    @SmallBody
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Define a connector",
            description =
                    "All of it replaces what is held. A change needs If-Match. A run that has begun goes on as it was.")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = ConnectorView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = ConnectorView.class)))
    @APIResponse(responseCode = "412", description = "It is of another version")
    @APIResponse(responseCode = "428", description = "It is there, and If-Match is missing")
    public Response define(
            @PathParam("id") String id,
            @Nullable ConnectorBody body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        noParameters(uri);
        VersionMatch match = VersionMatch.read(headers.getRequestHeader(HttpHeaders.IF_MATCH));
        Definition definition = connectors.checked(id, body);
        Connectors.Saved saved =
                connectors.save(definition, match, caller.getPrincipal().getName());
        Response.ResponseBuilder response = saved.added()
                ? Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, ConnectorView.path(id))
                : Response.ok();
        return tagged(response, saved.connector());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Operation(
            summary = "Take a connector away",
            description = "With its runs; the figures and jobs that came of them stay. Needs If-Match.")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "409", description = "A run has not ended")
    @APIResponse(responseCode = "412", description = "It is of another version")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response remove(@PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        noParameters(uri);
        connectors.remove(id, VersionMatch.read(headers.getRequestHeader(HttpHeaders.IF_MATCH)));
        return Response.noContent().build();
    }

    @GET
    @Path("/{id}/runs")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List a connector's runs, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = RunPage.class)))
    public Response runs(
            @PathParam("id") String id,
            @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int size = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        long before = parameters
                .one("cursor", "the member next of a page", ConnectorResource::positive)
                .orElse(Long.MAX_VALUE);
        parameters.check();
        Connectors.Page<StoredRun> page = connectors.runs(id, before, size);
        return paged(uri, page.next())
                .entity(new RunPage(page.items().stream().map(RunView::of).toList(), page.next()))
                .build();
    }

    @POST
    @Path("/{id}/runs")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Operation(
            summary = "Run a connector now",
            description = "A connector has one run at a time: one that has not ended is answered 200.")
    @APIResponse(
            responseCode = "202",
            description = "A new run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The run that has not ended",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "409", description = "It is not enabled")
    public Response run(@PathParam("id") String id, @Context UriInfo uri) {
        noParameters(uri);
        Connectors.Asked asked = connectors.ask(id, caller.getPrincipal().getName());
        return Response.status(asked.added() ? Response.Status.ACCEPTED : Response.Status.OK)
                .header(HttpHeaders.LOCATION, RunView.path(asked.run()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(RunView.of(asked.run()))
                .build();
    }

    @GET
    @Path("/{id}/runs/{run}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Read a run: how far it is, what came of it, what it waits for")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response readRun(@PathParam("id") String id, @PathParam("run") String run, @Context UriInfo uri) {
        noParameters(uri);
        return unkept(RunView.of(connectors.run(id, number(run))));
    }

    @POST
    @Path("/{id}/runs/{run}/cancel")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Operation(
            summary = "Cancel a run",
            description = "What it has brought stays. A run that has ended stays as it ended.")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    public Response cancel(@PathParam("id") String id, @PathParam("run") String run, @Context UriInfo uri) {
        noParameters(uri);
        return unkept(RunView.of(connectors.cancel(id, number(run))));
    }

    @GET
    @Path("/{id}/runs/{run}/parts")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List a run's parts: what was asked for, what came of it")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = PartPage.class)))
    public Response parts(
            @PathParam("id") String id,
            @PathParam("run") String run,
            @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int size = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        long after = parameters
                .one("cursor", "the member next of a page", ConnectorResource::positive)
                .orElse(0L);
        parameters.check();
        Connectors.Page<StoredPart> page = connectors.parts(id, number(run), after, size);
        return paged(uri, page.next())
                .entity(new PartPage(page.items().stream().map(PartView::of).toList(), page.next()))
                .build();
    }

    private ConnectorView view(StoredConnector connector) {
        return ConnectorView.of(connector, connectors.hasKey(connector.definition()));
    }

    private Response tagged(Response.ResponseBuilder response, StoredConnector connector) {
        return response.tag(new EntityTag("v" + connector.version()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(view(connector))
                .build();
    }

    private static Response unkept(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static void noParameters(UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
    }

    private static long number(String run) {
        try {
            return positive(run);
        } catch (ExpectedException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "A run has a number");
        }
    }

    private static long positive(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new ExpectedException("is no number", "a whole number");
        }
        return Long.parseLong(text);
    }

    private static String id(String text) {
        if (!ConnectorBody.ID.matcher(text).matches()) {
            throw new ExpectedException("is no cursor of this list", "the member next of a page");
        }
        return text;
    }

    private static Response.ResponseBuilder paged(UriInfo uri, @Nullable String next) {
        Response.ResponseBuilder response = Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (next != null) {
            var target =
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
            response.header(
                    HttpHeaders.LINK, "<" + target.getRawPath() + "?" + target.getRawQuery() + ">; rel=\"next\"");
        }
        return response;
    }
}
