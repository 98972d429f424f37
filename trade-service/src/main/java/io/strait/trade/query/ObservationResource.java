package io.strait.trade.query;

import io.strait.trade.rate.CurrencyCode;
import io.strait.trade.rate.Rates;
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
import jakarta.ws.rs.core.StreamingOutput;
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

/** Figures by their dimensions. */
@Path(ObservationResource.PATH)
@Tag(name = "figures")
public class ObservationResource {
    static final String PATH = "/trade/v1/observations";

    private final ObservationPages pages;
    private final Dimensions dimensions;
    private final Lookups lookups;
    private final ObservationBodies bodies;

    ObservationResource(ObservationPages pages, Dimensions dimensions, Lookups lookups, ObservationBodies bodies) {
        this.pages = pages;
        this.dimensions = dimensions;
        this.lookups = lookups;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Figures by their dimensions",
            description = "Several values by commas or by repeating the parameter, at most 100 each. Areas by ISO 3166"
                    + " alpha-2 or alpha-3, UN M49 or Comtrade code. Without reporter or partner: all that are no"
                    + " totals (parts); totals gives World and groups, all both. A breakdown (partner2, customs,"
                    + " transport, supply) that is not named is given by its total (totals); parts gives its values,"
                    + " all both, each marked. JSON comes by pages, of one revision, and each tells count and sum of"
                    + " all (summary), or why they must not be added. CSV and NDJSON without limit are the whole,"
                    + " streamed. Values are in units of the currency, weights in kg. MISSING and SUPPRESSED have no"
                    + " value; zero is a value; a period not yet reported has no item. In CSV a name that begins as a"
                    + " formula does has an apostrophe before it. A basket (commodity=basket:SAF) has a figure for each"
                    + " source, pair, flow, classification, currency and period; basket says how much of it is by a"
                    + " factor and how many codes have none.")
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
            description = Conversion.EXPECTED + ". Items then tell their parts, and whether they are incomplete.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"M", "Q"}))
    @Parameter(
            name = ExchangeChoice.CURRENCY,
            in = ParameterIn.QUERY,
            example = "USD",
            description = CurrencyCode.EXPECTED + ". Values are converted by /trade/v1/exchangeRates; each tells its"
                    + " original and its rate, or why it has none. As delivered without it.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = ExchangeChoice.VERSION,
            in = ParameterIn.QUERY,
            description = Rates.VERSION_EXPECTED + "; the newest as of asOf without it",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "measures",
            in = ParameterIn.QUERY,
            example = "primaryValue,netWeight",
            description = "the amounts that are given; all without it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = FigureOrder.EXPECTED,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "series",
                            enumeration = {"series", "period", "-period", "primaryValue", "-primaryValue"}))
    @Parameter(
            name = Layout.PARAMETER,
            in = ParameterIn.QUERY,
            description = "series: each series once, its figures in columns; a tenth of the bytes. Of JSON alone.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "flat",
                            enumeration = {"flat", "series"}))
    @Parameter(
            name = "labels",
            in = ParameterIn.QUERY,
            description = "names of flows, units and second partners beside their codes",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
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
            description = "of a page; 1000 in JSON, without it the whole in other formats",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
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
            description = "A page, or the whole as a stream",
            headers = {
                @Header(name = "ETag", description = "names the revision", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Link", description = "rel=next", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Total-Count",
                        description = "figures on all pages; not with what is streamed",
                        schema = @Schema(type = SchemaType.INTEGER)),
                @Header(
                        name = "X-Total-Value",
                        description = "their sum by currency, where they may be added",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(oneOf = {ObservationAnswer.class, SeriesAnswer.class})),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = ObservationAnswer.Item.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    @APIResponse(
            responseCode = "422",
            description = "No such basket, with the nearest; or more figures than it may have")
    @APIResponse(responseCode = "503", description = "It took too long, or too many answers are being streamed")
    public Response observations(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        ObservationQuery query = lookups.withRates(ObservationQuery.read(uri.getQueryParameters(), dimensions, 1));
        Format format = format(query, headers);
        List<Source> known = lookups.sources();
        Revision revision = pages.revision(query);
        EntityTag tag = Conditional.tag(
                revision.number(), headers, query, uri.getRequestUri(), format, known, pages.basket(query));
        return Conditional.notModified(request, tag)
                .orElseGet(() -> answer(query, format, revision, known, uri, PATH, tag));
    }

    @POST
    @Path("query")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Figures by their dimensions, for a question too long for a URL",
            description = "The body's members are the parameters of GET /trade/v1/observations: a text, number or"
                    + " boolean, or an array for several values, at most 6000 each and 262144 bytes in all. The next"
                    + " page is the same body posted to next. Nothing is changed, so it may be sent again.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = "{\"reporter\": \"KOR\", \"commodity\": [\"271012\", \"2710*\"],"
                                    + " \"period\": \"2024-01..2024-08\"}"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "from next or the Link header",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "As of GET",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(oneOf = {ObservationAnswer.class, SeriesAnswer.class})),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = ObservationAnswer.Item.class))
            })
    @APIResponse(responseCode = "400", description = "Every bad member, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    @APIResponse(responseCode = "413", description = "The body is too long")
    public Response query(@Context UriInfo uri, @Context HttpHeaders headers, InputStream body) throws IOException {
        ObservationQuery query = lookups.withRates(ObservationQuery.read(
                QueryBody.read(body, uri.getQueryParameters()), dimensions, QueryBody.MAX_VALUES));
        Format format = format(query, headers);
        List<Source> known = lookups.sources();
        Revision revision = pages.revision(query);
        EntityTag tag = Conditional.tag(
                revision.number(), headers, query, uri.getRequestUri(), format, known, pages.basket(query));
        return answer(query, format, revision, known, uri, PATH + "/query", tag);
    }

    private static Format format(ObservationQuery query, HttpHeaders headers) {
        Format given = query.format();
        if (given != null) {
            return given;
        }
        // Another header than JSON's would be answered with what is not laid out by series.
        return query.layout() == Layout.SERIES ? Format.JSON : Format.accepted(headers);
    }

    private Response answer(
            ObservationQuery query,
            Format format,
            Revision revision,
            List<Source> known,
            UriInfo uri,
            String path,
            EntityTag tag) {
        Resolved resolved = lookups.start(known, query);
        boolean whole = query.isWhole(format);
        if (whole && !pages.isOnePage(query, revision)) {
            StreamingOutput all = out -> bodies.stream(format, query, revision, resolved, out);
            return head(Response.ok(all), format, tag, query.warnings()).build();
        }
        ObservationPages.Page page = pages.read(query, revision, resolved, whole);
        Cursor cursor = page.next();
        String next = Pages.next(path, uri, cursor == null ? null : cursor.text());
        Response.ResponseBuilder response = head(
                        Response.ok(bodies.page(format, query, page, next)),
                        format,
                        tag,
                        ObservationBodies.warnings(query, page))
                .header("X-Total-Count", page.total());
        page.summary().text().ifPresent(sum -> response.header("X-Total-Value", sum));
        Pages.link(response, next);
        return response.build();
    }

    private static Response.ResponseBuilder head(
            Response.ResponseBuilder response, Format format, EntityTag tag, List<Warning> warnings) {
        Conditional.headers(response, tag).header(HttpHeaders.CONTENT_TYPE, format.contentType());
        if (format != Format.JSON) {
            Pages.warn(response, warnings);
        }
        return response;
    }
}
