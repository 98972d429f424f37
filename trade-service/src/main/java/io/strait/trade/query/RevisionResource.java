package io.strait.trade.query;

import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What changed, revision by revision. */
@Path(RevisionResource.PATH)
@Tag(name = "figures")
public class RevisionResource {
    static final String PATH = "/trade/v1/revisions";

    private final RevisionPages pages;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final Bodies bodies;

    RevisionResource(RevisionPages pages, Dimensions dimensions, Areas areas, Sources sources, Bodies bodies) {
        this.pages = pages;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "What changed, from what to what, in which revision",
            description = "One item for each figure that a revision added or revised: what was told before, what after,"
                    + " and the members that differ. Dimensions are selected as for /trade/v1/observations; none is"
                    + " needed. A page costs the same whatever is asked: it may hold fewer changes than the limit, or"
                    + " none, and still name a next one. Pages end at the revision of the first page.")
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            example = "2024-10-15",
            description = "The first revision: " + RevisionBound.EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "The last one, likewise; the newest without it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "change",
            in = ParameterIn.QUERY,
            description = "Only changes of this kind",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"added", "revised"}))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "Which revision comes first",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"newest", "oldest"},
                            defaultValue = "newest"))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "reporter", in = ParameterIn.QUERY, example = "KOR", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "partner", in = ParameterIn.QUERY, example = "JPN", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "flow", in = ParameterIn.QUERY, example = "X", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            example = "271012",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            description = SelectionParameters.LEVEL_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            example = "2024-01..2024-08",
            description = PeriodRanges.EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "frequency",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"A", "Q", "M"}))
    @Parameter(name = "partner2", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "customs", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "transport", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "supply", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000", defaultValue = "1000"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "from next or the Link header",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "stronger than Accept",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "csv", "ndjson"}))
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page; the headers are given with every format",
            headers = {
                @Header(
                        name = "ETag",
                        description = "names the last revision",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING))
            },
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = RevisionAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = RevisionAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    public Response revisions(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        RevisionQuery query = RevisionQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        RevisionPages.Range range = pages.range(query);
        EntityTag tag =
                Conditional.tag(range.last().number(), headers, query, range, uri.getRequestUri(), format, known);
        Optional<Response> notModified = Conditional.notModified(request, tag);
        if (notModified.isPresent()) {
            return notModified.get();
        }
        RevisionAnswer answer = answer(range, pages.read(query, range), known, uri);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.items(), RevisionCsv::write)), tag)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType());
        Pages.link(response, answer.next());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private RevisionAnswer answer(RevisionPages.Range range, RevisionPages.Page page, List<Source> known, UriInfo uri) {
        RevisionCursor cursor = page.next();
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        SourceLookup used = new SourceLookup(sources, known);
        List<RevisionAnswer.Item> items = page.changes().stream()
                .map(change -> RevisionAnswer.Item.of(
                        change, used.of(change.of().series().source()), lookup))
                .toList();
        List<Warning> warnings = new ArrayList<>(page.warnings());
        warnings.addAll(lookup.unmapped());
        return new RevisionAnswer(
                range.first(),
                range.last().number(),
                range.last().vintage(),
                items.size(),
                used.demonstration(),
                used.used(),
                ObservationAnswer.UNITS,
                warnings,
                items,
                Pages.next(PATH, uri, cursor == null ? null : cursor.text()));
    }
}
