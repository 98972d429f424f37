package io.strait.trade.query;

import io.strait.trade.reference.Source;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Figures added up, in groups and by rank. */
@Path(TotalResource.PATH)
@Tag(name = "figures")
public class TotalResource {
    static final String PATH = "/trade/v1/totals";

    private final Totals totals;
    private final Dimensions dimensions;
    private final Lookups lookups;
    private final Bodies bodies;

    TotalResource(Totals totals, Dimensions dimensions, Lookups lookups, Bodies bodies) {
        this.totals = totals;
        this.dimensions = dimensions;
        this.lookups = lookups;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Figures added up, in groups and by rank",
            description = "Adds what GET /trade/v1/observations selects: by default the partners that are no totals,"
                    + " with the totals of breakdowns. groupBy adds apart; top gives the largest groups by the first"
                    + " measure, with their share, the ties and the rest. A sum takes one level of each dimension and"
                    + " says which (of). One that would count twice is refused with 422, and each violation names a"
                    + " dimension and what to choose: totals beside parts, a commodity beside one that holds it, a"
                    + " flow beside its parent or its mirror, several sources, classifications, currencies or lengths"
                    + " of period. Each group tells how many series and figures are in it, estimated, missing,"
                    + " suppressed, not reported; what has no value adds nothing. Values are in units of the currency,"
                    + " weights in kg. A basket (commodity=basket:SAF) stands for its codes: a value is the sum of"
                    + " what has one, and basket says how much of it is by a factor and how many codes have none.")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            example = "partner",
            description =
                    "what is added apart, of source, frequency, reporter, partner, flow, classification, commodity,"
                            + " level, partner2, customs, transport, supply, currency, period; one sum without it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "top",
            in = ParameterIn.QUERY,
            example = "10",
            description = "only so many groups, the largest",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
    @Parameter(
            name = "measures",
            in = ParameterIn.QUERY,
            description = "of primaryValue, cifValue, fobValue, netWeight, grossWeight; primaryValue without it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = TotalOrder.EXPECTED,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "group",
                            enumeration = {"group", "-value", "value"}))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            example = "271012",
            description = CommodityPattern.EXPECTED + "; or one basket:SAF alone. Needed unless level is given.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            example = "6",
            description = SelectionParameters.LEVEL_EXPECTED,
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
            name = Conversion.PARAMETER,
            in = ParameterIn.QUERY,
            description = Conversion.EXPECTED + ".",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"M", "Q"}))
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
            name = "labels",
            in = ParameterIn.QUERY,
            description = "names of flows beside their codes",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "groups on a page, in every format",
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
            description = "A page of groups",
            headers = {
                @Header(name = "ETag", description = "names the revision", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Total-Count",
                        description = "groups on all pages",
                        schema = @Schema(type = SchemaType.INTEGER))
            },
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = TotalAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = TotalAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    @APIResponse(
            responseCode = "422",
            description = "A sum would count twice; violations say what to choose. Or no such basket, with the nearest")
    @APIResponse(responseCode = "503", description = "It took too long")
    public Response totals(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        TotalQuery query = TotalQuery.read(uri.getQueryParameters(), dimensions, 1);
        Format format = format(query, headers);
        List<Source> known = lookups.sources();
        Revision revision = totals.revision(query);
        EntityTag tag = Conditional.tag(
                revision.number(), headers, query, uri.getRequestUri(), format, known, totals.basket(query));
        return Conditional.notModified(request, tag)
                .orElseGet(() -> answer(query, format, revision, known, uri, PATH, tag));
    }

    @POST
    @Path("query")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Figures added up, for a question too long for a URL",
            description = "The body's members are the parameters of GET /trade/v1/totals: a text, number or boolean, or"
                    + " an array for several values, at most 6000 each and 262144 bytes in all. The next page is the"
                    + " same body posted to next. Nothing is changed, so it may be sent again.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = "{\"reporter\": \"KOR\", \"flow\": \"X\", \"commodity\": \"TOTAL\","
                                    + " \"period\": 2023, \"groupBy\": \"partner\", \"top\": 10}"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "from next or the Link header",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "As of GET",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = TotalAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = TotalAnswer.Item.class))
            })
    @APIResponse(responseCode = "400", description = "Every bad member, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    @APIResponse(responseCode = "413", description = "The body is too long")
    @APIResponse(
            responseCode = "422",
            description = "A sum would count twice; violations say what to choose. Or no such basket, with the nearest")
    public Response query(@Context UriInfo uri, @Context HttpHeaders headers, InputStream body) throws IOException {
        TotalQuery query =
                TotalQuery.read(QueryBody.read(body, uri.getQueryParameters()), dimensions, QueryBody.MAX_VALUES);
        Format format = format(query, headers);
        List<Source> known = lookups.sources();
        Revision revision = totals.revision(query);
        EntityTag tag = Conditional.tag(
                revision.number(), headers, query, uri.getRequestUri(), format, known, totals.basket(query));
        return answer(query, format, revision, known, uri, PATH + "/query", tag);
    }

    private static Format format(TotalQuery query, HttpHeaders headers) {
        Format given = query.format();
        return given == null ? Format.accepted(headers) : given;
    }

    private Response answer(
            TotalQuery query,
            Format format,
            Revision revision,
            List<Source> known,
            UriInfo uri,
            String path,
            EntityTag tag) {
        Totals.Result result = totals.read(query, revision);
        TotalCursor cursor = TotalAnswers.next(query, result);
        String next = Pages.next(path, uri, cursor == null ? null : cursor.text());
        TotalAnswer answer = TotalAnswers.of(query, result, lookups.start(known), next);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(
                                bodies.write(format, answer, answer.items(), items -> TotalCsv.write(query, items))),
                        tag)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header("X-Total-Count", answer.groups());
        Pages.link(response, next);
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }
}
