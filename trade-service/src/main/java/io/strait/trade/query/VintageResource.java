package io.strait.trade.query;

import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.security.Roles;
import io.strait.trade.series.Period;
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

/** One period as it was told over time. */
@Path("/trade/v1/vintages")
@Tag(name = "figures")
public class VintageResource {
    private final Vintages vintages;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final Bodies bodies;

    VintageResource(Vintages vintages, Dimensions dimensions, Areas areas, Sources sources, Bodies bodies) {
        this.vintages = vintages;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "One period as it was told over time",
            description = "Every vintage of the period in every series selected, at most " + Vintages.MAX_SERIES
                    + " of them: what the source calls it, when it was published and loaded, by which ingest, and how"
                    + " far its value is from the vintage before it. Dimensions are selected as for"
                    + " /trade/v1/observations. All come at once: there are no pages.")
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "reporter", in = ParameterIn.QUERY, example = "KOR", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "partner", in = ParameterIn.QUERY, example = "JPN", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "flow", in = ParameterIn.QUERY, example = "X", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            required = true,
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
            required = true,
            example = "2024-08",
            description = "One period: " + Period.EXPECTED,
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
            description = "All vintages",
            headers = {
                @Header(
                        name = "ETag",
                        description = "names the newest revision",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = VintageAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = VintageAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    public Response vintages(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        VintageQuery query = VintageQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        Revision revision = vintages.revision();
        EntityTag tag = Conditional.tag(revision.number(), headers, query, format, known);
        Optional<Response> notModified = Conditional.notModified(request, tag);
        if (notModified.isPresent()) {
            return notModified.get();
        }
        VintageAnswer answer = answer(query, revision, vintages.read(query, revision), known);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.items(), VintageCsv::write)), tag)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private VintageAnswer answer(VintageQuery query, Revision revision, List<Vintages.Told> told, List<Source> known) {
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        SourceLookup used = new SourceLookup(sources, known);
        String period = query.period().toString();
        List<VintageAnswer.Item> items = told.stream()
                .map(vintage -> VintageAnswer.Item.of(
                        period, vintage, used.of(vintage.vintage().series().source()), lookup))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (items.isEmpty()) {
            warnings.add(new Warning("no-figures", "query", null, "No source has told of this period and selection"));
        }
        warnings.addAll(lookup.unmapped());
        return new VintageAnswer(
                period,
                revision.number(),
                revision.vintage(),
                items.size(),
                used.demonstration(),
                used.used(),
                ObservationAnswer.UNITS,
                warnings,
                items);
    }
}
