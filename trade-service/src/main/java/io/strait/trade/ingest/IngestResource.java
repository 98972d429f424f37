package io.strait.trade.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.ingest.IngestReceiver.Receipt;
import io.strait.trade.ingest.IngestStore.Reject;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.security.Roles;
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
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
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
    private static final int MAX_REJECTS_CSV = 1_000_000;

    private final IngestReceiver receiver;
    private final IngestStore store;
    private final SecurityIdentity caller;

    IngestResource(IngestReceiver receiver, IngestStore store, SecurityIdentity caller) {
        this.receiver = receiver;
        this.store = store;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes({CSV, MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a trade file",
            description =
                    "The body is the file. It is durable when 202 is answered; the job at Location tells the rest."
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
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT))
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
            @Parameter(description = "comtrade-csv or comtrade-json; told by the content without it")
                    @QueryParam("format")
                    @Nullable
                    String format,
            @QueryParam("fileName") @Nullable String fileName,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            @Context UriInfo uri,
            InputStream body)
            throws SQLException {
        IngestParameters parameters = new IngestParameters(uri, "source", "format", "fileName");
        String known = parameters.source(source, store.sources());
        TradeFormat wanted = parameters.format(format);
        String key = parameters.idempotencyKey(idempotencyKey);
        parameters.check();
        receiver.checkLength(length);
        Submission submission = new Submission(
                known,
                wanted,
                fileName == null ? null : Text.clean(fileName, 255),
                caller.getPrincipal().getName(),
                key,
                traceparent());
        Receipt receipt = receiver.receive(submission, decoded(body, encoding));
        return Response.status(receipt.created() ? Response.Status.ACCEPTED : Response.Status.OK)
                .header(HttpHeaders.LOCATION, IngestView.path(receipt.job().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(IngestView.of(receipt.job()))
                .build();
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
            @Context UriInfo uri)
            throws SQLException {
        IngestParameters parameters = new IngestParameters(uri, "source", "state", "limit", "cursor");
        IngestState wanted = parameters.state(state);
        int size = parameters.limit(limit);
        parameters.cursorIsId(cursor);
        parameters.check();
        List<IngestJob> jobs = store.list(source, wanted, cursor, size + 1);
        boolean more = jobs.size() > size;
        List<IngestJob> page = more ? jobs.subList(0, size) : jobs;
        String next = more ? page.get(size - 1).id() : null;
        return paged(uri, next)
                .entity(new Page(page.stream().map(IngestView::of).toList(), next))
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
    public Response read(@PathParam("id") String id, @Context UriInfo uri) throws SQLException {
        new IngestParameters(uri).check();
        return Response.ok(IngestView.of(job(id)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/{id}/rejects")
    @RolesAllowed(Roles.VIEWER)
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(summary = "Read why rows were rejected", description = "CSV has all that are kept, JSON a page of them.")
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
            @Parameter(description = "json or csv; wins over Accept") @QueryParam("format") @Nullable String format,
            @Context UriInfo uri,
            @Context Request request)
            throws SQLException {
        IngestParameters parameters = new IngestParameters(uri, "limit", "cursor", "format");
        int size = parameters.limit(limit);
        long after = parameters.cursorIsNumber(cursor);
        boolean csv = parameters.csv(format, preferCsv(request));
        parameters.check();
        IngestJob job = job(id);
        if (csv) {
            return Response.ok(
                            RejectsView.csv(store.rejects(id, 0, MAX_REJECTS_CSV)),
                            CSV + ";charset=UTF-8;header=present")
                    .build();
        }
        List<Reject> rejects = store.rejects(id, after, size + 1);
        boolean more = rejects.size() > size;
        List<Reject> page = more ? rejects.subList(0, size) : rejects;
        String next = more ? String.valueOf(page.get(size - 1).seq()) : null;
        return paged(uri, next)
                .type(MediaType.APPLICATION_JSON)
                .entity(new RejectsView(
                        id,
                        job.rows().rejected(),
                        job.rejectsKept(),
                        page.stream().map(RejectsView.Fault::of).toList(),
                        next))
                .build();
    }

    private IngestJob job(String id) throws SQLException {
        return store.find(id)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "There is no ingest " + Text.clean(id, 50)));
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

    private static InputStream decoded(InputStream body, @Nullable String encoding) {
        String name = encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT);
        switch (name) {
            case "":
            case "identity":
                return body;
            case "gzip":
            case "x-gzip":
                try {
                    return new GZIPInputStream(body, 1 << 16);
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
