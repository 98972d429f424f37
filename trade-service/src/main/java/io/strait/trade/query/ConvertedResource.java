package io.strait.trade.query;

import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.reference.concordance.Concordances;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Figures by the codes of another classification. */
@Path("/trade/v1/concordances/{from}/{to}/figures")
@Tag(name = "figures")
public class ConvertedResource {
    private final ConvertedFigures figures;
    private final Dimensions dimensions;
    private final Sources sources;

    ConvertedResource(ConvertedFigures figures, Dimensions dimensions, Sources sources) {
        this.figures = figures;
        this.dimensions = dimensions;
        this.sources = sources;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Figures of one classification by the codes of another",
            description = "Each value times the weights that its code has in the concordance, which are told. Of a"
                    + " period, converted, otherTargets and notConverted are exactly total; notConvertedShare and"
                    + " estimatedShare say how much of it has no target, and how much is by a weight below 1. Figures of"
                    + " one level of codes are read; a code that is longer than those of the table has the weights of"
                    + " the nearest one above it. At most " + ConvertedFigures.MAX_FIGURES + " figures are read.")
    @Parameter(name = "from", in = ParameterIn.PATH, example = "H6", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "to", in = ParameterIn.PATH, example = "H4", schema = @Schema(type = SchemaType.STRING))
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
            name = "flow",
            in = ParameterIn.QUERY,
            required = true,
            example = "X",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            required = true,
            example = "2024-01..2024-08",
            description = PeriodRanges.EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commodity",
            in = ParameterIn.QUERY,
            example = "8542*",
            description = "codes of `from`, with ? and *; all without it. What these give to a target may be a part of"
                    + " it only: notAsked says of which codes the rest would be",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            example = "854231",
            description = "codes of `to`: every code with a weight to them is read. Not beside commodity",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            description = "digits of the codes that are read",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "12", defaultValue = "6"))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "of the table; the newest without it, whatever asOf says",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = Dimensions.AS_OF_EXPECTED + "; of the figures",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "One result a source; none when no source has figures of this",
            content = @Content(schema = @Schema(implementation = ConvertedAnswer.class)))
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "404", description = "There is no such table")
    @APIResponse(responseCode = "422", description = "Too many figures, or a target that the table has not")
    public Response figures(
            @PathParam("from") String from,
            @PathParam("to") String to,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        ConvertedQuery query = ConvertedQuery.read(from, to, uri.getQueryParameters(), dimensions);
        Concordances.Table table = figures.table(query);
        List<Source> known = sources.list();
        Function<Revision, EntityTag> tag = revision ->
                Conditional.tag(revision.number(), headers, query, table.version(), uri.getRequestUri(), known);
        Revision revision = figures.revision(query.asOf());
        Optional<Response> notModified = Conditional.notModified(request, tag.apply(revision));
        if (notModified.isPresent()) {
            return notModified.get();
        }
        ConvertedFigures.Results read = figures.read(query, table, revision);
        return Conditional.headers(Response.ok(answer(query, table, read)), tag.apply(read.revision()))
                .build();
    }

    private ConvertedAnswer answer(ConvertedQuery query, Concordances.Table table, ConvertedFigures.Results read) {
        List<ConvertedAnswer.Result> results = read.series().stream()
                .map(series -> ConvertedAnswer.Result.of(series, query, sources.parse(series.source())))
                .sorted(Comparator.comparing((ConvertedAnswer.Result result) ->
                                result.source().demonstration())
                        .thenComparing(result -> result.source().code())
                        .thenComparing(ConvertedAnswer.Result::currency))
                .toList();
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (results.isEmpty()) {
            warnings.add(new Warning(
                    "no-figures",
                    "query",
                    null,
                    "No source has figures of this in " + query.from() + " with codes of " + query.level()
                            + " digits"));
        }
        return new ConvertedAnswer(
                read.revision().number(),
                read.revision().vintage(),
                query.asOf(),
                ConvertedAnswer.Table.of(table),
                AreaRef.of(query.reporter()),
                AreaRef.of(query.partner()),
                query.flow(),
                query.level(),
                results.stream().anyMatch(result -> result.source().demonstration()),
                warnings,
                results);
    }
}
