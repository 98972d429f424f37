package io.strait.trade.query;

import io.strait.trade.analysis.WindowKind;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a month, quarter, year or other window ranks among all of its kind. */
@Path("/trade/v1/records")
@Tag(name = "figures")
public class RecordResource {
    private final RecordRanks ranks;
    private final Dimensions dimensions;
    private final Sources sources;
    private final Bodies bodies;

    RecordResource(RecordRanks ranks, Dimensions dimensions, Sources sources, Bodies bodies) {
        this.ranks = ranks;
        this.dimensions = dimensions;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Rank and record of a month, quarter, year, year to date or rolling window",
            description = "Compares one window with all others of its kind: its rank from either end, whether it is the"
                    + " all-time high or low, by how much over the last best, and since when there was none like it."
                    + " One result a series with total breakdowns, that is one source, one frequency and one"
                    + " classification, never mixed. A window with a period missing, suppressed or not reported has no"
                    + " value and no rank; its periods are named.")
    @Parameter(
            name = "reporter",
            in = ParameterIn.QUERY,
            required = true,
            example = "KOR",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "partner",
            in = ParameterIn.QUERY,
            required = true,
            example = "JPN",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            required = true,
            example = "271012",
            description = Dimensions.BASKET_DESCRIPTION,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "flow",
            in = ParameterIn.QUERY,
            required = true,
            example = "X",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "window",
            in = ParameterIn.QUERY,
            required = true,
            example = "ytd",
            description = "a month or quarter among all of them, a calendar year, January through some month among the"
                    + " same window of other years, or months in a row among as many that end otherwise",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"month", "quarter", "year", "ytd", "rolling"}))
    @Parameter(
            name = "months",
            in = ParameterIn.QUERY,
            description = "of a rolling window: " + RecordQuery.MONTHS_EXPECTED,
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "through",
            in = ParameterIn.QUERY,
            example = "2024-08",
            description = "the period that the window ends with: 2024-08, for quarters 2024-Q3, for years 2024. Without"
                    + " it the newest complete window of each series",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "frequency",
            in = ParameterIn.QUERY,
            description = "of the series that are added up; all that make up such a window without it",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"A", "Q", "M"}))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = Dimensions.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "windows",
            in = ParameterIn.QUERY,
            description = "true: every window is listed",
            schema = @Schema(type = SchemaType.BOOLEAN))
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
            description = "One result a series; none when no source has such a window",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = RecordAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = RecordAnswer.Result.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "422", description = "No such basket, with the nearest ones; or too many figures")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    public Response records(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        RecordQuery query = RecordQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        Function<SeriesReader.State, EntityTag> tag = state ->
                Conditional.tag(state.revision().number(), headers, query, format, state, uri.getRequestUri(), known);
        SeriesReader.State state = ranks.state(query);
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(state));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        RecordRanks.Results read = ranks.read(query, state);
        RecordAnswer answer = answer(query, read);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.results(), RecordCsv::write)),
                        tag.apply(read.state()))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private RecordAnswer answer(RecordQuery query, RecordRanks.Results read) {
        List<RecordAnswer.Result> results = read.results().stream()
                .map(ranked -> RecordAnswer.Result.of(
                        ranked, query, sources.parse(ranked.series().source())))
                .sorted(Comparator.comparing(
                                (RecordAnswer.Result result) -> result.source().demonstration())
                        .thenComparing(result -> result.source().code())
                        .thenComparing(RecordAnswer.Result::classification, Comparator.reverseOrder())
                        .thenComparing(RecordAnswer.Result::frequency, Comparator.reverseOrder()))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (results.isEmpty()) {
            warnings.add(
                    query.through() == null && read.state().basket() != null
                            ? new Warning(
                                    "no-complete-window",
                                    "commodity",
                                    query.commodity(),
                                    "No source has such a window with a figure and a share of its codes:"
                                            + " GET /trade/v1/baskets/{id}/figures tells of each code, or name through")
                            : new Warning("no-figures", "query", null, "No source has such a window of this"));
        }
        return new RecordAnswer(
                read.state().revision().number(),
                read.state().revision().vintage(),
                query.asOf(),
                AreaRef.of(query.reporter()),
                AreaRef.of(query.partner()),
                query.commodity(),
                read.state().basket(),
                query.flow(),
                query.window().word(),
                query.window() == WindowKind.ROLLING ? query.months() : null,
                results.stream().anyMatch(result -> result.source().demonstration()),
                warnings,
                results);
    }
}
