package io.strait.trade.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells what a replacement took away, or would take away. */
@Path("/trade/v1/ingests/{id}/removals")
@Tag(name = "Ingests")
public class RemovalResource {
    /**
     * A figure that was held.
     *
     * @param primaryValue in units of the currency; null where it had none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Removal(
            String seriesKey,
            String period,
            String status,
            @Nullable BigDecimal primaryValue,
            String currency) {}

    /**
     * A page, by series key and period.
     *
     * @param dryRun whether they are still held
     * @param removed figures in all
     * @param kept how many of them can be read, which may be fewer
     */
    record RemovalsView(
            String ingestId,
            boolean dryRun,
            long removed,
            long kept,
            List<Removal> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    private final Ingests ingests;

    RemovalResource(Ingests ingests) {
        this.ingests = ingests;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read what a replacement took away",
            description =
                    "Or would take away, when the job is a dry run: figures that were held and are not in the file.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = RemovalsView.class)))
    public Response removals(
            @PathParam("id") String id,
            @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        IngestParameters parameters = new IngestParameters(uri, "limit", "cursor");
        int size = parameters.limit(limit);
        long after = parameters.cursorIsNumber(cursor);
        parameters.check();
        IngestJob job = ingests.job(id);
        Ingests.Page<Removal> page = ingests.removals(id, after, size);
        return Response.ok(new RemovalsView(
                        id, job.dryRun(), job.rowsRemoved(), ingests.removalsKept(id), page.items(), page.next()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
