package io.strait.trade.reference;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Code lists: what a parameter may be. Each is short and given whole. */
@Path("/trade/v1")
@Tag(name = "code lists")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class CodeListResource {
    /** The areas, and the other names that are accepted for them. */
    record AreasAnswer(int count, List<AreaDescription> items, List<AreaList.Alias> aliases) {}

    /** The flows. */
    record FlowsAnswer(int count, List<Flow> items) {}

    /** The sources. */
    record SourcesAnswer(int count, List<Source> items) {}

    private final Areas areas;
    private final AreaGroups groups;
    private final Flows flows;
    private final Sources sources;

    CodeListResource(Areas areas, AreaGroups groups, Flows flows, Sources sources) {
        this.areas = areas;
        this.groups = groups;
        this.flows = flows;
        this.sources = sources;
    }

    @GET
    @Path("areas")
    @Operation(
            summary = "Areas",
            description = "Each under UN Comtrade's code, with its codes in other lists, the days between which it"
                    + " stands in trade statistics, what it came of and became, and whether it may be a reporter or a"
                    + " partner. Kind GROUP or WORLD is a total of others, RESIDUAL a part of World that no country is"
                    + " told for, UNMAPPED came with a file.")
    public AreasAnswer areas(@Context UriInfo uri) {
        noParameters(uri);
        AreaList list = areas.fresh();
        List<AreaDescription> items = groups.describe(List.copyOf(list.areas()), list);
        return new AreasAnswer(items.size(), items, list.aliases());
    }

    @GET
    @Path("areas/{code}")
    @Operation(summary = "An area by any of its codes", description = "Also by those of a state that is no more: SUN.")
    @APIResponse(responseCode = "200", description = "The area")
    @APIResponse(responseCode = "404", description = "No such area; the nearest are named")
    public AreaDescription area(@PathParam("code") String code, @Context UriInfo uri) {
        noParameters(uri);
        AreaList list = areas.fresh();
        try {
            return groups.describe(List.of(list.parse(code).area()), list).get(0);
        } catch (ExpectedException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No such area: " + code + " (" + e.expected() + ")");
        }
    }

    @GET
    @Path("flows")
    @Operation(summary = "Flows", description = "A flow with a parent is part of it: never add the two.")
    public FlowsAnswer flows(@Context UriInfo uri) {
        noParameters(uri);
        List<Flow> list = flows.list();
        return new FlowsAnswer(list.size(), list);
    }

    @GET
    @Path("sources")
    @Operation(summary = "Sources", description = "Figures of a demonstration source are made up.")
    public SourcesAnswer sources(@Context UriInfo uri) {
        noParameters(uri);
        List<Source> list = sources.fresh();
        return new SourcesAnswer(list.size(), list);
    }

    private static void noParameters(UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
    }
}
