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

/** Figures by their dimensions. */
@Path(ObservationResource.PATH)
@Tag(name = "figures")
public class ObservationResource {
    static final String PATH = "/trade/v1/observations";

    private final ObservationPages pages;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final Bodies bodies;

    ObservationResource(ObservationPages pages, Dimensions dimensions, Areas areas, Sources sources, Bodies bodies) {
        this.pages = pages;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Figures by their dimensions",
            description = "Several values by commas or by repeating the parameter, at most 100 each. Areas by ISO 3166"
                    + " alpha-2 or alpha-3, UN M49 or Comtrade code. Without reporter or partner: all that are no"
                    + " totals; name World (W00) or a group to get it. A breakdown (partner2, customs, transport,"
                    + " supply) that is not named is given by its total; all gives its values and the total, each"
                    + " marked. Pages are of one revision, in the order of series key and period. Values are in units"
                    + " of the currency, weights in kg. MISSING and SUPPRESSED have no value; zero is a value; a period"
                    + " not yet reported has no item.")
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            required = true,
            example = "271012",
            description = "TOTAL or digits",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "reporter", in = ParameterIn.QUERY, example = "KOR", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "partner", in = ParameterIn.QUERY, example = "JPN", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "flow",
            in = ParameterIn.QUERY,
            example = "X",
            description = "see /trade/v1/flows",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            example = "2024-01..2024-08",
            description = PeriodRanges.EXPECTED + ". Needed unless frequency is given.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "frequency",
            in = ParameterIn.QUERY,
            description = "A, Q or M; told by period otherwise",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"A", "Q", "M"}))
    @Parameter(
            name = "classification",
            in = ParameterIn.QUERY,
            example = "H6",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            example = "COMTRADE",
            description = "see /trade/v1/sources",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "partner2", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "customs", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "transport", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "supply", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = Dimensions.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
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
                @Header(name = "ETag", description = "names the revision", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "X-Total-Count", schema = @Schema(type = SchemaType.INTEGER))
            },
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ObservationAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = ObservationAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    public Response observations(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        ObservationQuery query = ObservationQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        Function<Revision, EntityTag> tag =
                revision -> Conditional.tag(revision.number(), headers, query, uri.getRequestUri(), format, known);
        Revision revision = pages.revision(query);
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(revision));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        ObservationPages.Page page = pages.read(query, revision);
        ObservationAnswer answer = answer(query, page, known, uri);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.items(), ObservationCsv::write)),
                        tag.apply(page.revision()))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header("X-Total-Count", page.total());
        Pages.link(response, answer.next());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private ObservationAnswer answer(
            ObservationQuery query, ObservationPages.Page page, List<Source> known, UriInfo uri) {
        Cursor cursor = page.next();
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        SourceLookup used = new SourceLookup(sources, known);
        List<ObservationAnswer.Item> items = page.rows().stream()
                .map(row -> ObservationAnswer.Item.of(row, used.of(row.source()), lookup))
                .toList();
        List<Warning> warnings = new ArrayList<>(page.warnings());
        warnings.addAll(lookup.unmapped());
        return new ObservationAnswer(
                page.revision().number(),
                page.revision().vintage(),
                query.asOf(),
                page.total(),
                items.size(),
                used.demonstration(),
                used.used(),
                ObservationAnswer.UNITS,
                warnings,
                items,
                Pages.next(PATH, uri, cursor == null ? null : cursor.text()));
    }
}
