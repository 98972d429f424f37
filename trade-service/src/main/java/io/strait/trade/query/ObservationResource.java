package io.strait.trade.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Figures by their dimensions. */
@Path("/trade/v1/observations")
@Tag(name = "figures")
public class ObservationResource {
    private final ObservationPages pages;
    private final Dimensions dimensions;
    private final Areas areas;
    private final Sources sources;
    private final ObjectMapper json;

    ObservationResource(
            ObservationPages pages, Dimensions dimensions, Areas areas, Sources sources, ObjectMapper json) {
        this.pages = pages;
        this.dimensions = dimensions;
        this.areas = areas;
        this.sources = sources;
        this.json = json;
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
        ObservationAnswer answer = answer(query, page, known, next(uri, page.next()));
        Response.ResponseBuilder response = Conditional.headers(
                        Response.ok(body(answer, format)), tag.apply(page.revision()))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header("X-Total-Count", page.total());
        if (answer.next() != null) {
            response.header(HttpHeaders.LINK, "<" + answer.next() + ">; rel=\"next\"");
        }
        if (format != Format.JSON) {
            // These formats have no envelope.
            answer.warnings().forEach(warning -> response.header("X-Warning", ascii(warning)));
        }
        return response.build();
    }

    private ObservationAnswer answer(
            ObservationQuery query, ObservationPages.Page page, List<Source> known, @Nullable String next) {
        AreaRef.Lookup lookup = new AreaRef.Lookup(areas);
        Map<String, Source> byCode = sources(known, page.rows());
        List<ObservationAnswer.Item> items = page.rows().stream()
                .map(row -> ObservationAnswer.Item.of(row, sourceOf(row, byCode), lookup))
                .toList();
        List<Source> used = page.rows().stream()
                .map(row -> sourceOf(row, byCode))
                .distinct()
                .toList();
        List<Warning> warnings = new java.util.ArrayList<>(page.warnings());
        warnings.addAll(lookup.unmapped());
        return new ObservationAnswer(
                page.revision().number(),
                page.revision().vintage(),
                query.asOf(),
                page.total(),
                items.size(),
                used.stream().anyMatch(Source::demonstration),
                used,
                ObservationAnswer.UNITS,
                warnings,
                items,
                next);
    }

    private Map<String, Source> sources(List<Source> known, List<StoredFigure> rows) {
        Map<String, Source> byCode = byCode(known);
        return rows.stream().allMatch(row -> byCode.containsKey(row.source())) ? byCode : byCode(sources.fresh());
    }

    private static Source sourceOf(StoredFigure row, Map<String, Source> byCode) {
        Source source = byCode.get(row.source());
        if (source == null) {
            throw new IllegalStateException("a figure of an undeclared source: " + row.source());
        }
        return source;
    }

    private static Map<String, Source> byCode(List<Source> sources) {
        return sources.stream().collect(Collectors.toMap(Source::code, Function.identity()));
    }

    private String body(ObservationAnswer answer, Format format) {
        try {
            switch (format) {
                case CSV:
                    return ObservationCsv.write(answer.items());
                case NDJSON:
                    StringBuilder lines = new StringBuilder();
                    for (ObservationAnswer.Item item : answer.items()) {
                        lines.append(json.writeValueAsString(item)).append('\n');
                    }
                    return lines.toString();
                default:
                    return json.writeValueAsString(answer);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }

    /** The request again with the next cursor, relative to the host: right behind every gateway. */
    private static @Nullable String next(UriInfo uri, @Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        String kept = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return "/trade/v1/observations?" + kept + "&cursor=" + cursor.text();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String ascii(Warning warning) {
        String value = warning.value() == null ? "" : "=" + warning.value();
        return (warning.code() + " " + warning.parameter() + value + ": " + warning.message())
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
