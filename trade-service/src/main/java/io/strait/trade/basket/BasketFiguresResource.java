package io.strait.trade.basket;

import io.strait.trade.reference.Area;
import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a basket holds, and what it adds up to. */
@Path(BasketResource.PATH + "/{id}")
@Tag(name = "baskets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class BasketFiguresResource {
    private final Baskets baskets;
    private final BasketSeries series;
    private final BasketParameters reader;
    private final Areas areas;
    private final Sources sources;
    private final Clock clock;

    BasketFiguresResource(
            Baskets baskets, BasketSeries series, BasketParameters reader, Areas areas, Sources sources, Clock clock) {
        this.baskets = baskets;
        this.series = series;
        this.reader = reader;
        this.areas = areas;
        this.sources = sources;
        this.clock = clock;
    }

    @GET
    @Path("resolved")
    @Operation(
            summary = "The codes that a basket holds in a period",
            description = "Flat, those of the baskets in it too, and no figure in two of them: except names codes"
                    + " beneath one that are told apart or excluded. A code that holds in a part of the period counts"
                    + " for all of it; without a period: today. Lines of single reporters need reporter.")
    @Parameter(
            name = "classification",
            in = ParameterIn.QUERY,
            example = "H6",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "reporter", in = ParameterIn.QUERY, example = "KOR", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            example = "2024",
            description = BasketParameters.PERIOD_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = BasketParameters.AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "The codes")
    @APIResponse(responseCode = "404", description = "There is no such basket, or was none then")
    public BasketAnswers.Resolved resolved(@PathParam("id") String id, @Context UriInfo uri) {
        BasketParameters.Holding holding = reader.holding(uri.getQueryParameters());
        Baskets.Resolved resolved = baskets.resolve(id, holding.asOf());
        BasketParameters.Range range = holding.period();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate from = range == null ? today : range.first().start();
        LocalDate to = range == null ? today : range.lastDay();
        List<BasketCode> codes = resolved.codes().stream()
                .filter(code -> holding.classification() == null
                        || code.classification().equals(holding.classification()))
                .toList();
        List<BasketCode> held = BasketResolver.at(codes, holding.reporter(), from, to);
        int leftOut = holding.reporter() != null
                ? 0
                : (int) codes.stream()
                        .filter(code -> !code.reporters().isEmpty() && code.isValid(from, to))
                        .count();
        return new BasketAnswers.Resolved(
                id,
                resolved.versions(),
                holding.asOf(),
                holding.classification(),
                holding.reporter(),
                from,
                to,
                leftOut,
                held.size(),
                held);
    }

    @GET
    @Path("figures")
    @Operation(
            summary = "What a basket adds up to, by period",
            description = "One series a source, reporter, partner, flow and classification; series of two"
                    + " classifications are of the same trade. value is the sum of each code's primary value times its"
                    + " share; estimatedShare says how much of it is by a factor between 0 and 1, shareUnknown the"
                    + " whole value of codes whose share nobody knows, of which nothing is in value. At most 100,000"
                    + " figures are added up.")
    @Parameter(
            name = "reporter",
            in = ParameterIn.QUERY,
            required = true,
            example = "KOR",
            description = "areas, or group:EU",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "partner",
            in = ParameterIn.QUERY,
            required = true,
            example = "JPN",
            description = "areas, or group:EU",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            required = true,
            example = "2024-01..2024-08",
            description = BasketParameters.PERIOD_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "flow", in = ParameterIn.QUERY, example = "X", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "classification",
            in = ParameterIn.QUERY,
            example = "H6",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = BasketParameters.AS_OF_EXPECTED + "; of the figures and of the basket",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "The series; none when no source has a figure of a code")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    @APIResponse(responseCode = "404", description = "There is no such basket, or was none then")
    @APIResponse(responseCode = "422", description = "More figures than can be added up at once")
    public BasketAnswers.Figures figures(@PathParam("id") String id, @Context UriInfo uri) {
        BasketSeries.Question question = reader.question(id, uri.getQueryParameters());
        BasketSeries.Answer answer = series.read(question);
        List<BasketAnswers.Series> list = answer.series().stream()
                .map(one -> new BasketAnswers.Series(
                        source(sources.parse(one.key().source())),
                        area(one.key().reporter()),
                        area(one.key().partner()),
                        one.key().flow(),
                        one.key().classification(),
                        one.key().currency(),
                        one.figures().entrySet().stream()
                                .map(figure -> BasketAnswers.Item.of(figure.getKey(), figure.getValue()))
                                .toList()))
                .toList();
        return new BasketAnswers.Figures(
                answer.basket(),
                answer.name(),
                answer.versions(),
                answer.revision(),
                answer.vintage(),
                question.asOf(),
                list.stream().anyMatch(one -> one.source().demonstration()),
                "units of the series' currency",
                list.size(),
                list);
    }

    private static BasketAnswers.Source source(Source source) {
        return new BasketAnswers.Source(source.code(), source.name(), source.demonstration());
    }

    private BasketAnswers.Area area(int code) {
        Area area = areas.ofCode(code);
        return new BasketAnswers.Area(area.code(), area.alpha2(), area.alpha3(), area.name());
    }
}
