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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is held. */
@Path(AvailabilityResource.PATH)
@Tag(name = "figures")
public class AvailabilityResource {
    static final String PATH = "/trade/v1/availability";

    private final Availability availability;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final Bodies bodies;

    AvailabilityResource(
            Availability availability, Dimensions dimensions, Areas areas, Sources sources, Bodies bodies) {
        this.availability = availability;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "What is held, by source, frequency and reporter",
            description = "How many series and observations each reporter has, its first and newest period, those that"
                    + " are missing between, and the revision that last changed something; the same for each of its"
                    + " flows, classifications and levels of commodities. Only what the parameters let in is counted."
                    + " In CSV a line is one flow, classification and level. A reporter without figures has no item."
                    + " Every page tells of the present.")
    @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            example = "COMTRADE",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "frequency",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"A", "Q", "M"}))
    @Parameter(name = "reporter", in = ParameterIn.QUERY, example = "KOR", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "flow", in = ParameterIn.QUERY, example = "X", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodityLevel",
            in = ParameterIn.QUERY,
            example = "6",
            description = "digits of the codes; 0 is TOTAL",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
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
                        description = "names the newest revision",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING))
            },
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = AvailabilityAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = AvailabilityAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    public Response availability(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        AvailabilityQuery query = AvailabilityQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        Function<Revision, EntityTag> tag =
                revision -> Conditional.tag(revision.number(), headers, query, uri.getRequestUri(), format, known);
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(availability.revision()));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        Availability.Page page = availability.read(query);
        AvailabilityAnswer answer = answer(query, page, known, uri);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.items(), AvailabilityCsv::write)),
                        tag.apply(page.revision()))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType());
        Pages.link(response, answer.next());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private AvailabilityAnswer answer(
            AvailabilityQuery query, Availability.Page page, List<Source> known, UriInfo uri) {
        AvailabilityCursor cursor = page.next();
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        SourceLookup used = new SourceLookup(sources, known);
        List<AvailabilityAnswer.Item> items = page.reporters().stream()
                .map(reporter -> AvailabilityAnswer.Item.of(
                        reporter, used.of(reporter.slices().get(0).source()), lookup))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (items.isEmpty() && query.cursor() == null) {
            warnings.add(new Warning("no-figures", "query", null, "Nothing of this selection is held"));
        }
        warnings.addAll(lookup.unmapped());
        return new AvailabilityAnswer(
                page.revision().number(),
                page.revision().vintage(),
                items.size(),
                used.demonstration(),
                used.used(),
                warnings,
                items,
                Pages.next(PATH, uri, cursor == null ? null : cursor.text()));
    }
}
