package io.strait.trade.query;

import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/** Year-to-date values, and how they rank. */
@Path("/trade/v1/accumulations")
@Tag(name = "figures")
public class AccumulationResource {
    private final Accumulations accumulations;
    private final Dimensions dimensions;
    private final Sources sources;

    AccumulationResource(Accumulations accumulations, Dimensions dimensions, Sources sources) {
        this.accumulations = accumulations;
        this.dimensions = dimensions;
        this.sources = sources;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Year-to-date value, the same window of every other year, and its rank",
            description = "Adds January through the month of `through`, of monthly figures with total breakdowns. One"
                    + " result a series, that is one source and one classification, never mixed. A window with a month"
                    + " missing, suppressed or not reported has no value and no rank; its months are named.")
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
            name = "through",
            in = ParameterIn.QUERY,
            required = true,
            example = "2024-08",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "classification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = Dimensions.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "One result a series; none when no source has it",
            content = @Content(schema = @Schema(implementation = AccumulationAnswer.class)))
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "422", description = "No such basket, with the nearest ones; or too many figures")
    public Response accumulations(@Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
        AccumulationQuery query = AccumulationQuery.read(uri.getQueryParameters(), dimensions);
        List<Source> known = sources.list();
        Function<SeriesReader.State, EntityTag> tag =
                state -> Conditional.tag(state.revision().number(), headers, query, state, uri.getRequestUri(), known);
        SeriesReader.State state = accumulations.state(query);
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(state));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        Accumulations.Results read = accumulations.read(query, state);
        return Conditional.headers(Response.ok(answer(query, read)), tag.apply(read.state()))
                .build();
    }

    private AccumulationAnswer answer(AccumulationQuery query, Accumulations.Results read) {
        List<AccumulationAnswer.Result> results = read.results().stream()
                .map(result -> AccumulationAnswer.Result.of(
                        result, sources.parse(result.series().source())))
                .sorted(Comparator.comparing((AccumulationAnswer.Result result) ->
                                result.source().demonstration())
                        .thenComparing(result -> result.source().code())
                        .thenComparing(AccumulationAnswer.Result::classification, Comparator.reverseOrder()))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (results.isEmpty()) {
            warnings.add(new Warning("no-figures", "query", null, "No source has monthly figures of this"));
        }
        return new AccumulationAnswer(
                read.state().revision().number(),
                read.state().revision().vintage(),
                query.asOf(),
                AreaRef.of(query.reporter()),
                AreaRef.of(query.partner()),
                query.commodity(),
                read.state().basket(),
                query.flow(),
                new AccumulationAnswer.Through(
                        query.through().withMonth(1).toString(),
                        query.through().toString(),
                        query.through().getMonthValue()),
                results.stream().anyMatch(result -> result.source().demonstration()),
                warnings,
                results);
    }
}
