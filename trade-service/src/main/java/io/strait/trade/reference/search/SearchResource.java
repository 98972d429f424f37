package io.strait.trade.reference.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.ClassificationCode;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Codes by what people call things. */
@Path(SearchResource.PATH)
@Tag(name = "code lists")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class SearchResource {
    static final String PATH = "/trade/v1/search";
    private static final int MAX_QUESTION = 100;
    private static final int MAX_LIMIT = 100;
    /** What lies further down is found by asking better. */
    private static final int MAX_OFFSET = 1_000;

    private static final String IN_EXPECTED = "commodities, areas, areaGroups";
    private static final String LANGUAGE_EXPECTED = "a language by its two letters: en, ko, ja";

    /**
     * Hits, the best first.
     *
     * @param total of all pages
     * @param next the next page; null on the last
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Hits(
            String q,
            long total,
            int count,
            List<Hit> items,
            @Nullable String next) {}

    private final Search search;

    SearchResource(Search search) {
        this.search = search;
    }

    @GET
    @Operation(
            summary = "Find codes by names",
            description =
                    "By codes, names, parts of names, English word stems, and similar words, so that typing errors"
                            + " do no harm; names in Korean and Japanese where they are held. The best first; a code of several"
                            + " editions of the Harmonized System is one hit. Names with ownWording are this project's, no"
                            + " official texts.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            required = true,
            example = "gasolin",
            description = "1 to 100 characters",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "in",
            in = ParameterIn.QUERY,
            description = "commodities, areas, areaGroups; all without it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "lang",
            in = ParameterIn.QUERY,
            description = "names of this language only",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "classification",
            in = ParameterIn.QUERY,
            example = "H6",
            description = "of commodities",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The hits",
            content = @Content(schema = @Schema(implementation = Hits.class)))
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    public Response search(@Context UriInfo uri) {
        Parameters parameters = new Parameters(
                uri.getQueryParameters(), Set.of("q", "in", "lang", "classification", "limit", "cursor"));
        String q = uri.getQueryParameters().getFirst("q");
        String text = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_QUESTION || text.chars().anyMatch(Character::isISOControl)) {
            parameters.add("q", String.valueOf(q), "is nothing to look for", "1 to " + MAX_QUESTION + " characters");
        }
        Set<String> in = new TreeSet<>(parameters.list("in", Search.PLACES.size(), IN_EXPECTED, SearchResource::place));
        String language = parameters
                .one("lang", LANGUAGE_EXPECTED, SearchResource::language)
                .orElse(null);
        String classification = parameters
                .one("classification", ClassificationCode.EXPECTED, ClassificationCode::parse)
                .orElse(null);
        int limit = parameters.number("limit", 1, MAX_LIMIT, 20);
        int offset = parameters.number("cursor", 0, MAX_OFFSET, 0);
        parameters.check();
        Set<String> places = in.isEmpty() ? Search.PLACES : in;
        SearchStore.Found found = search.search(
                new SearchStore.Question(text, places.contains(Search.COMMODITIES), language, classification),
                places,
                limit,
                offset);
        int after = offset + found.hits().size();
        String next = found.hits().size() < limit || after >= found.total() || after > MAX_OFFSET
                ? null
                : PATH + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                        + (in.isEmpty() ? "" : "&in=" + String.join(",", in))
                        + (language == null ? "" : "&lang=" + language)
                        + (classification == null ? "" : "&classification=" + classification)
                        + "&limit=" + limit + "&cursor=" + after;
        Response.ResponseBuilder response =
                Response.ok(new Hits(text, found.total(), found.hits().size(), found.hits(), next));
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    private static String place(String text) {
        return Search.PLACES.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new ExpectedException("is nothing that is searched", IN_EXPECTED));
    }

    private static String language(String text) {
        String language = text.toLowerCase(Locale.ROOT);
        if (!language.matches("[a-z]{2}")) {
            throw new ExpectedException("is no language", LANGUAGE_EXPECTED);
        }
        return language;
    }
}
