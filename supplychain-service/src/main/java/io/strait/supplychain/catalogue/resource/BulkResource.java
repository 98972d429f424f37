package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.CatalogueConfig;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.FactPatch;
import io.strait.supplychain.catalogue.ImportOutcome;
import io.strait.supplychain.catalogue.Precondition;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue as one document that a JSON Merge Patch changes: many facts, one revision, all or none. */
@Path("/supplychain/v1")
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {
    private final Editor editor;
    private final Authors authors;
    private final CatalogueConfig config;

    BulkResource(Editor editor, Authors authors, CatalogueConfig config) {
        this.editor = editor;
        this.authors = authors;
        this.config = config;
    }

    @PATCH
    @Path("facts")
    @Consumes("application/merge-patch+json")
    public Response patch(@Nullable InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("dryRun", "why"));
        boolean dryRun = parameters.flag("dryRun");
        String why = parameters.text("why", "the reason of the change, at most 500 characters");
        parameters.check();
        Precondition precondition = Tags.precondition(headers);
        byte[] bytes =
                Bodies.read(body, headers.getLength(), config.maxPatchSize().asLongValue());
        List<Violation> violations = new ArrayList<>();
        List<FactPatch> patches = FactPatch.read(Bodies.object(bytes), config.maxPatchFacts(), violations);
        if (!violations.isEmpty()) {
            throw Editor.unprocessable(violations);
        }
        ImportOutcome outcome = editor.patchAll(patches, precondition, dryRun, authors.of(why));
        return Response.ok(outcome).tag(Tags.of(outcome.revision())).build();
    }
}
