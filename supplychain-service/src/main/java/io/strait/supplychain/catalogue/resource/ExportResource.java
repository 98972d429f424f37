package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.History;
import io.strait.supplychain.catalogue.exports.Export;
import io.strait.supplychain.catalogue.exports.ExportFormat;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Revision;
import io.strait.supplychain.catalogue.model.Versioned;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All facts of a revision as one file. Read page by page while it is written, so its size does not matter. */
@Path("/supplychain/v1")
public class ExportResource {
    private static final int PAGE = 2000;

    private final Catalogue catalogue;
    private final History history;
    private final Clock clock;

    ExportResource(Catalogue catalogue, History history, Clock clock) {
        this.catalogue = catalogue;
        this.history = history;
        this.clock = clock;
    }

    @GET
    @Path("export")
    @Produces({
        "application/x-ndjson",
        "application/ndjson",
        "text/csv",
        "application/graphml+xml",
        "application/gexf+xml",
        "application/vnd.jgf+json",
        "application/json"
    })
    public Response export(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("format", "asOf"));
        ExportFormat format = parameters
                .parsed(
                        "format",
                        "one of: " + String.join(", ", Coded.codes(ExportFormat.class)),
                        text -> Coded.of(ExportFormat.class, text))
                .orElseGet(() -> accepted(headers.getAcceptableMediaTypes()));
        Instant asOf = parameters.asOf(clock);
        parameters.check();
        Revision revision = history.revision(catalogue.revisionAt(asOf));
        EntityTag tag = Tags.of(revision.id(), "export " + format.code());
        String file = "supplychain-r" + revision.id() + "." + format.extension();
        return Tags.notModified(request, tag).orElseGet(() -> Tags.headers(Response.ok(stream(format, revision)), tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .type(format.mediaTypes().get(0) + (format == ExportFormat.CSV ? ";charset=UTF-8" : ""))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .build());
    }

    /** The client's first choice that there is; it has one, or the request would not be here. */
    private static ExportFormat accepted(List<MediaType> accepted) {
        for (MediaType wanted : accepted) {
            for (ExportFormat format : ExportFormat.values()) {
                if (format.mediaTypes().stream().map(MediaType::valueOf).anyMatch(wanted::isCompatible)) {
                    return format;
                }
            }
        }
        return ExportFormat.NDJSON;
    }

    private StreamingOutput stream(ExportFormat format, Revision revision) {
        return out -> Export.write(format, revision, (kind, step) -> forEach(kind, revision.id(), step), out);
    }

    /** A page is a transaction of its own: a client that reads slowly holds nothing in the database. */
    private void forEach(FactKind kind, long revision, Export.Step step) throws IOException {
        String after = "";
        Catalogue.Page page;
        do {
            page = catalogue.page(kind, Map.of(), null, revision, after, PAGE);
            for (Versioned fact : page.facts()) {
                step.fact(fact.fact());
                after = fact.id();
            }
        } while (page.more());
    }
}
