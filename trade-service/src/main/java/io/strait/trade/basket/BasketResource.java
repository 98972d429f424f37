package io.strait.trade.basket;

import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.SmallBody;
import io.strait.trade.problem.VersionPrecondition;
import io.strait.trade.reference.Areas;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Product groups, every version of them. */
@Path(BasketResource.PATH)
@Tag(name = "baskets")
@Produces(MediaType.APPLICATION_JSON)
public class BasketResource {
    static final String PATH = "/trade/v1/baskets";
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 100;

    private final Baskets baskets;
    private final BasketParameters reader;
    private final Areas areas;
    private final SecurityIdentity caller;

    BasketResource(Baskets baskets, BasketParameters reader, Areas areas, SecurityIdentity caller) {
        this.baskets = baskets;
        this.reader = reader;
        this.areas = areas;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Baskets", description = "By their ids.")
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = BasketParameters.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "from next or the Link header",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = BasketAnswers.Page.class)))
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("asOf", "limit", "cursor"));
        Instant asOf = reader.asOf(parameters).orElse(null);
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        String after = parameters
                .one("cursor", "what the last page gave as next", text -> text)
                .orElse("");
        parameters.check();
        List<BasketVersion> found = baskets.page(after, limit + 1, asOf);
        boolean more = found.size() > limit;
        List<BasketAnswers.Entry> items =
                found.stream().limit(limit).map(BasketAnswers.Entry::of).toList();
        String next = more
                ? PATH + "?limit=" + limit + (asOf == null ? "" : "&asOf=" + asOf) + "&cursor="
                        + items.get(items.size() - 1).id()
                : null;
        Response.ResponseBuilder response = Response.ok(new BasketAnswers.Page(asOf, items.size(), items, next));
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "A basket", description = "Its ETag names the version; a change needs it as If-Match.")
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = BasketParameters.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The basket",
            content = @Content(schema = @Schema(implementation = BasketAnswers.Basket.class)))
    @APIResponse(responseCode = "304", description = "It has not changed")
    @APIResponse(responseCode = "404", description = "There is none, or was none then")
    public Response get(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("asOf"));
        Instant asOf = reader.asOf(parameters).orElse(null);
        parameters.check();
        BasketVersion version = baskets.get(id, asOf);
        Response.ResponseBuilder unmet = request.evaluatePreconditions(VersionPrecondition.tag(version.version()));
        return unmet == null ? answer(Response.ok(), version) : unmet.build();
    }

    @GET
    @Path("{id}/versions")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All versions of a basket", description = "The newest first, deletions too.")
    @APIResponse(responseCode = "200", description = "The versions")
    public BasketAnswers.Versions versions(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        List<BasketAnswers.Entry> items =
                baskets.versions(id).stream().map(BasketAnswers.Entry::of).toList();
        return new BasketAnswers.Versions(items.size(), items);
    }

    @PUT
    @Path("{id}")
    @SmallBody
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Define a basket",
            description =
                    "A new version; the same again makes none. share is the part of a code's figures that belongs:"
                            + " 1 for all, null when nobody knows. Of a code and one beneath it the more specific one holds for"
                            + " its own figures. Codes of more than 6 digits are national lines and name their reporters.")
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "It is now so")
    @APIResponse(
            responseCode = "201",
            description = "It is new",
            content = @Content(schema = @Schema(implementation = BasketAnswers.Basket.class)))
    @APIResponse(responseCode = "400", description = "Every fault, in violations")
    @APIResponse(responseCode = "412", description = "It is at another version")
    @APIResponse(responseCode = "422", description = "It would be in itself, or say two things of one code")
    @APIResponse(responseCode = "428", description = "It is there: If-Match is needed")
    public Response put(
            @PathParam("id") String id, @Nullable BasketBody body, @Context UriInfo uri, @Context HttpHeaders headers) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        if (body == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body is empty (expected: {\"name\", \"items\": [{\"classification\", \"code\", \"share\"}]})");
        }
        BasketDefinition definition = new BasketChecks(areas.fresh()).check(id, body);
        Baskets.Written written = baskets.put(
                id,
                definition,
                VersionPrecondition.read(headers),
                caller.getPrincipal().getName());
        return written.created()
                ? answer(Response.created(URI.create(PATH + "/" + id)), written.version())
                : answer(Response.ok(), written.version());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Operation(summary = "Delete a basket", description = "Its versions stay, and what it was asOf any time before.")
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "204", description = "It is no more")
    @APIResponse(responseCode = "409", description = "It is in another basket")
    @APIResponse(responseCode = "412", description = "It is at another version")
    @APIResponse(responseCode = "428", description = "If-Match is needed")
    public void delete(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        baskets.delete(
                id, VersionPrecondition.read(headers), caller.getPrincipal().getName());
    }

    private static Response answer(Response.ResponseBuilder response, BasketVersion version) {
        BasketDefinition definition = version.definition();
        if (definition == null) {
            throw new IllegalStateException("a deletion is no answer: " + version.id());
        }
        return response.entity(BasketAnswers.Basket.of(version, definition))
                .tag(VersionPrecondition.tag(version.version()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization")
                .build();
    }
}
