package io.strait.trade.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.ingest.IngestReceiver.Receipt;
import io.strait.trade.ingest.format.OriginalRow;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.security.Roles;
import io.strait.trade.series.VintageKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trade files in, and their jobs. */
@Path("/trade/v1/ingests")
@Tag(name = "ingests", description = "Trade files in")
public class IngestResource {
    private static final String CSV = "text/csv";

    private final Ingests ingests;
    private final IngestReceiver receiver;
    private final Instants instants;
    private final SecurityIdentity caller;

    IngestResource(Ingests ingests, IngestReceiver receiver, Instants instants, SecurityIdentity caller) {
        this.ingests = ingests;
        this.receiver = receiver;
        this.instants = instants;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes({
        CSV,
        MediaType.APPLICATION_JSON,
        "application/x-ndjson",
        "application/gzip",
        "application/zip",
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a trade file",
            description =
                    "The body is the file, as it is, in gzip or in a zip archive. It is durable when 202 is answered; the job at Location tells the rest."
                            + " A file that was sent before is answered 200 with its job.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = CSV,
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary")),
                @Content(
                        mediaType = "application/gzip",
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary")),
                @Content(
                        mediaType = "application/zip",
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary"))
            })
    @APIResponse(
            responseCode = "202",
            description = "Taken in",
            content = @Content(schema = @Schema(implementation = IngestView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was taken in before",
            content = @Content(schema = @Schema(implementation = IngestView.class)))
    public Response send(
            @Parameter(description = "Code of the source, for example COMTRADE") @QueryParam("source") @Nullable
                    String source,
            @Parameter(description = TradeFormat.DESCRIPTION) @QueryParam("format") @Nullable String format,
            @Parameter(description = "Of the file; of BACI it says the edition of HS") @QueryParam("fileName") @Nullable
                    String fileName,
            @Parameter(description = "What the source calls this vintage of its figures: " + VintageKind.EXPECTED)
                    @QueryParam("vintageKind")
                    @Nullable
                    String vintageKind,
            @Parameter(description = "When the source published it: " + IngestParameters.PUBLISHED_AT_EXPECTED)
                    @QueryParam("publishedAt")
                    @Nullable
                    String publishedAt,
            @Parameter(
                            description =
                                    "What the file is all there is for: figures held there that it does not have are taken away. slice: each reporter, flow, classification, level and breakdown in it, for its periods; commodities: only the commodities in it; series: only the series in it, from their first period to their last. A file with a rejected row takes nothing away and fails")
                    @QueryParam("replace")
                    @Nullable
                    String replace,
            @Parameter(description = "true: the job only tells what it would do") @QueryParam("dryRun") @Nullable
                    String dryRun,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            @Context UriInfo uri,
            InputStream body) {
        IngestParameters parameters = new IngestParameters(
                uri, "source", "format", "fileName", "vintageKind", "publishedAt", "replace", "dryRun");
        String known = parameters.source(source, ingests.sources());
        TradeFormat wanted = parameters.format(format);
        VintageKind kind = parameters.vintageKind(vintageKind);
        Instant published = parameters.publishedAt(publishedAt, instants);
        Replacement replaces = parameters.replacement(replace);
        boolean isDryRun = parameters.flag("dryRun", dryRun);
        String key = parameters.idempotencyKey(idempotencyKey);
        parameters.check();
        receiver.checkLength(length);
        Submission submission = new Submission(
                known,
                wanted,
                fileName == null ? null : Text.clean(fileName, 255),
                kind,
                published,
                caller.getPrincipal().getName(),
                key,
                traceparent(),
                expectedBytes(length, encoding),
                replaces,
                isDryRun);
        Receipt receipt = ingests.send(submission, decoded(body, encoding));
        return Response.status(receipt.created() ? Response.Status.ACCEPTED : Response.Status.OK)
                .header(HttpHeaders.LOCATION, IngestView.path(receipt.job().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(view(receipt.job()))
                .build();
    }

    private IngestView view(IngestJob job) {
        return IngestView.of(job, ingests.queue(List.of(job)));
    }

    /** How long the body is as it is read here; of one that the transport packed nobody knows. */
    private static @Nullable Long expectedBytes(@Nullable String length, @Nullable String encoding) {
        boolean plain =
                encoding == null || encoding.isBlank() || encoding.trim().equalsIgnoreCase("identity");
        return plain && length != null && length.matches("[0-9]{1,18}") ? Long.valueOf(length) : null;
    }

    /** Jobs, newest first. */
    record Page(
            List<IngestView> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String next) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List ingests, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("state") @Nullable String state,
            @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        IngestParameters parameters = new IngestParameters(uri, "source", "state", "limit", "cursor");
        String known = source == null ? null : parameters.source(source, ingests.sources());
        IngestState wanted = parameters.state(state);
        int size = parameters.limit(limit);
        ListPosition after = parameters.listPosition(cursor);
        parameters.check();
        Ingests.Page<IngestJob> page = ingests.list(known, wanted, after, size);
        ApplyQueue queue = ingests.queue(page.items());
        return paged(uri, page.next())
                .entity(new Page(
                        page.items().stream()
                                .map(job -> IngestView.of(job, queue))
                                .toList(),
                        page.next()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read an ingest: how far it is, what came of it")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = IngestView.class)))
    public Response read(@PathParam("id") String id, @Context UriInfo uri) {
        new IngestParameters(uri).check();
        return Response.ok(view(ingests.job(id)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Cancel an ingest that is not committed",
            description =
                    "Nothing of it is taken over, and the same file can be sent again as a new job. What was"
                            + " cancelled before is answered with its job; what has ended otherwise, or is being committed, 409.")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content = @Content(schema = @Schema(implementation = IngestView.class)))
    @APIResponse(responseCode = "409", description = "Too late")
    public Response cancel(@PathParam("id") String id, @Context UriInfo uri) {
        new IngestParameters(uri).check();
        return Response.ok(view(ingests.cancel(id, caller.getPrincipal().getName())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/{id}/rejects")
    @RolesAllowed(Roles.VIEWER)
    @Produces({MediaType.APPLICATION_JSON, CSV, "application/x-ndjson"})
    @Operation(
            summary = "Read why rows were rejected",
            description =
                    "JSON is a page of the faults that are kept. csv has all of them, a line each: line, field, value,"
                            + " message, expected, and the row under the names of its own columns. mendable has each row once,"
                            + " as it stands in its file, under its own header: mend it and send it as a file. Cells that a"
                            + " spreadsheet would take for formulas have an apostrophe before them.")
    @APIResponse(
            responseCode = "200",
            description = "Faults",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RejectsView.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING))
            })
    public Response rejects(
            @PathParam("id") String id,
            @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = RejectsFormat.EXPECTED + "; wins over Accept") @QueryParam("format") @Nullable
                    String format,
            @Context UriInfo uri,
            @Context Request request) {
        IngestParameters parameters = new IngestParameters(uri, "limit", "cursor", "format");
        int size = parameters.limit(limit);
        long after = parameters.cursorIsNumber(cursor);
        RejectsFormat wanted =
                parameters.rejectsFormat(format, preferCsv(request) ? RejectsFormat.CSV : RejectsFormat.JSON);
        parameters.check();
        IngestJob job = ingests.job(id);
        if (wanted == RejectsFormat.CSV) {
            return download(ingests.faultsCsv(id), CSV + ";charset=UTF-8;header=present", id + "-rejects.csv");
        }
        if (wanted == RejectsFormat.MENDABLE) {
            boolean lines = TradeFormat.STRAIT_NDJSON.code().equals(job.format());
            return download(
                    ingests.mendable(job),
                    lines ? "application/x-ndjson" : CSV + ";charset=UTF-8;header=present",
                    id + (lines ? "-mendable.ndjson" : "-mendable.csv"));
        }
        Ingests.Page<Reject> page = ingests.rejects(id, after, size);
        Map<Long, OriginalRow> originals = ingests.originals(id, page.items());
        return paged(uri, page.next())
                .type(MediaType.APPLICATION_JSON)
                .entity(new RejectsView(
                        id,
                        job.rows().rejected(),
                        job.rejectsKept(),
                        page.items().stream()
                                .map(fault -> RejectsView.Fault.of(fault, originals.get(fault.line())))
                                .toList(),
                        page.next()))
                .build();
    }

    private static Response download(String file, String type, String name) {
        return Response.ok(file, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response.ResponseBuilder paged(UriInfo uri, @Nullable String next) {
        Response.ResponseBuilder response = Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (next != null) {
            var target =
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
            // Relative: the caller came through a gateway, whose name is not known here.
            response.header(
                    HttpHeaders.LINK, "<" + target.getRawPath() + "?" + target.getRawQuery() + ">; rel=\"next\"");
        }
        return response;
    }

    private static boolean preferCsv(Request request) {
        Variant chosen =
                request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, new MediaType("text", "csv"))
                        .build());
        return chosen != null && chosen.getMediaType().getSubtype().equals("csv");
    }

    private InputStream decoded(InputStream body, @Nullable String encoding) {
        String name = encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT);
        switch (name) {
            case "":
            case "identity":
                return body;
            case "gzip":
            case "x-gzip":
                try {
                    return receiver.gunzip(body);
                } catch (ZipException | java.io.EOFException e) {
                    throw new ProblemException(
                            ProblemType.MALFORMED_BODY,
                            "The body is not the gzip that Content-Encoding says",
                            List.of(),
                            e);
                } catch (IOException e) {
                    throw new ProblemException(ProblemType.MALFORMED_BODY, "The body broke off", List.of(), e);
                }
            default:
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: gzip or identity is read here");
        }
    }

    private static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }
}
