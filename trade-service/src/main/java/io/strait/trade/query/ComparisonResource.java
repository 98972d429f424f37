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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What two areas tell of the trade between them, side by side. */
@Path("/trade/v1/comparisons")
@Tag(name = "figures")
public class ComparisonResource {
    private final Comparisons comparisons;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final Bodies bodies;

    ComparisonResource(Comparisons comparisons, Dimensions dimensions, Areas areas, Sources sources, Bodies bodies) {
        this.comparisons = comparisons;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.bodies = bodies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Both sides of a trade in the latest month that both have",
            description = "What the exporter tells beside what the importer tells, each by its own figures, source,"
                    + " currency and basis: the latest common month, that month a year before, the year to date against"
                    + " the one before, the newest full year, and what each commodity adds to the net change. The two"
                    + " are never merged, and values in two currencies are not compared. Monthly figures with total"
                    + " breakdowns.")
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
            description = "also a reporter: no World and no group",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            required = true,
            example = "271012,271019",
            description = "at most " + ComparisonQuery.MAX_COMMODITIES
                    + " codes, none a part of another; or one basket:SAF alone",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "flow",
            in = ParameterIn.QUERY,
            description = "of the reporter; both directions without it",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"X", "M"}))
    @Parameter(
            name = "through",
            in = ParameterIn.QUERY,
            example = "2024-08",
            description = "another month than the latest common one",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = Dimensions.AS_OF_EXPECTED,
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
            description = "A pair of views for each source and classification of either side",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ComparisonAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = ComparisonAnswer.PairItem.class))
            })
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "406", description = "No accepted format is offered")
    @APIResponse(
            responseCode = "422",
            description = "No such basket, with the nearest ones; or too many views: name a source or a classification")
    public Response comparisons(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        ComparisonQuery query = ComparisonQuery.read(uri.getQueryParameters(), dimensions);
        Format given = query.format();
        Format format = given == null ? Format.accepted(headers) : given;
        List<Source> known = sources.list();
        Function<SeriesReader.State, EntityTag> tag = state ->
                Conditional.tag(state.revision().number(), headers, query, format, state, uri.getRequestUri(), known);
        SeriesReader.State state = comparisons.state(query);
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(state));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        SourceLookup used = new SourceLookup(sources, known);
        Comparisons.Results read = comparisons.read(query, state, used::of);
        ComparisonAnswer answer = answer(query, read, used);
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(bodies.write(format, answer, answer.pairs(), ComparisonCsv::write)),
                        tag.apply(read.state()))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType());
        if (format != Format.JSON) {
            Pages.warn(response, answer.warnings());
        }
        return response.build();
    }

    private ComparisonAnswer answer(ComparisonQuery query, Comparisons.Results read, SourceLookup used) {
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        List<ComparisonAnswer.PairItem> pairs = read.pairs().stream()
                .map(pair -> ComparisonAnswer.PairItem.of(pair, query.commodities(), lookup::of, used::of))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (pairs.isEmpty()) {
            warnings.add(
                    new Warning("no-figures", "query", null, "No source has monthly figures of this, of either side"));
        }
        if (read.pairs().stream().anyMatch(pair -> !Comparisons.same(pair, Comparisons.View::source))) {
            warnings.add(new Warning(
                    "sources-differ",
                    "source",
                    null,
                    "Some pairs are of two sources: source=, one of them, leaves these out"));
        }
        if (read.pairs().stream().anyMatch(pair -> !Comparisons.same(pair, Comparisons.View::classification))) {
            warnings.add(new Warning(
                    "classifications-differ",
                    "classification",
                    null,
                    "Some pairs are of two classifications: a code may not mean the same goods in both"));
        }
        if (pairs.stream().anyMatch(pair -> pair.exporterView() == null || pair.importerView() == null)) {
            warnings.add(new Warning(
                    "no-counterpart", "partner", null, "Some views have no other side: its figures are not held"));
        }
        warnings.addAll(lookup.unmapped());
        return new ComparisonAnswer(
                read.state().revision().number(),
                read.state().revision().vintage(),
                query.asOf(),
                AreaRef.of(query.reporter()),
                AreaRef.of(query.partner()),
                query.commodities(),
                read.state().basket(),
                query.flow(),
                used.demonstration(),
                warnings,
                pairs);
    }
}
