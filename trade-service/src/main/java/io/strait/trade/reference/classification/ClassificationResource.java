package io.strait.trade.reference.classification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.SmallBody;
import io.strait.trade.problem.VersionPrecondition;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.ClassificationCode;
import io.strait.trade.reference.TableBody;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Classifications of goods and their trees of codes. */
@Path(ClassificationResource.PATH)
@Tag(name = "classifications")
@Produces(MediaType.APPLICATION_JSON)
public class ClassificationResource {
    static final String PATH = "/trade/v1/classifications";
    private static final int MAX_CODES = 100;
    private static final int MAX_TEXT = 300;
    private static final String LOAD = "CSV (code, description, parent, level; hscode is code too) or UN Comtrade's"
            + " reference JSON. source says whose texts they are. A code of more than 6 digits of a national"
            + " classification may have its code of 6 digits as parent, which the base has. A fault leaves all as it"
            + " was. The same again makes no version.";

    record Listed(int count, List<ClassificationStore.Classification> items) {}

    /**
     * A page of items.
     *
     * @param version of the items; 0 when none are loaded
     * @param next the next page; null on the last
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Items(
            String classification,
            int version,
            String language,
            int count,
            List<Item> items,
            @Nullable String next) {}

    /** What is declared of a national classification. */
    record Declaration(@Nullable String name, @Nullable String base) {}

    private final Classifications classifications;
    private final SecurityIdentity caller;

    ClassificationResource(Classifications classifications, SecurityIdentity caller) {
        this.classifications = classifications;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Classifications", description = "How many items are loaded of each, and at which version.")
    @APIResponse(responseCode = "200", description = "The classifications")
    public Listed list(@Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        List<ClassificationStore.Classification> items = classifications.list();
        return new Listed(items.size(), items);
    }

    @PUT
    @Path("{code}")
    @SmallBody
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare a national classification",
            description =
                    "Called by its country, as KR-HSK; base is the edition of the Harmonized System whose codes of"
                            + " 6 digits its lines refine.")
    @APIResponse(responseCode = "200", description = "It was there and is now as declared")
    @APIResponse(
            responseCode = "201",
            description = "It is new",
            content = @Content(schema = @Schema(implementation = ClassificationStore.Classification.class)))
    public Response declare(@PathParam("code") String code, @Nullable Declaration body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        if (body == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY, "The body is empty (expected: {\"name\", \"base\": \"H6\"})");
        }
        List<Violation> violations = new ArrayList<>();
        String known = code.toUpperCase(Locale.ROOT);
        if (!ClassificationCode.isNational(known)) {
            violations.add(new Violation("code", code, "is no national classification", "as KR-HSK"));
        }
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.length() > MAX_TEXT || name.chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation("name", body.name(), "is no name", "1 to " + MAX_TEXT + " characters"));
        }
        String base = body.base() == null ? "" : body.base().toUpperCase(Locale.ROOT);
        if (!base.matches("H[0-6]")) {
            violations.add(new Violation("base", body.base(), "is no edition of the Harmonized System", "H0 to H6"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        boolean added = classifications.declare(known, name, base);
        return (added ? Response.created(URI.create(PATH + "/" + known)) : Response.ok())
                .entity(classifications.get(known))
                .build();
    }

    @GET
    @Path("{code}/items")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Items of a classification",
            description = "By pages, in the order of their codes; parent gives the children of a code.")
    @Parameter(name = "code", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "parent", in = ParameterIn.QUERY, example = "8542", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "level",
            in = ParameterIn.QUERY,
            description = "digits; 0 is TOTAL",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "12"))
    @Parameter(name = "lang", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING, defaultValue = "en"))
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "the newest without it",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Items.class)))
    public Response items(@PathParam("code") String code, @Context UriInfo uri) {
        Parameters parameters = new Parameters(
                uri.getQueryParameters(), Set.of("code", "parent", "level", "lang", "version", "limit", "cursor"));
        List<String> codes = parameters.texts("code", MAX_CODES);
        String parent = parameters
                .one("parent", "a code", text -> text.toUpperCase(Locale.ROOT))
                .orElse(null);
        int level = parameters.number("level", 0, 12, -1);
        String language = language(parameters);
        int version = parameters.number("version", 1, ClassificationStore.MAX_VERSIONS, 0);
        int limit = parameters.number("limit", 1, 1000, 100);
        String after = parameters
                .one("cursor", "what the last page gave as next", text -> text)
                .orElse("");
        parameters.check();
        ClassificationStore.Classification of = classifications.get(code.toUpperCase(Locale.ROOT));
        int at = version == 0 ? of.version() : version;
        List<Item> found = classifications.items(
                of.code(),
                new ClassificationStore.Filter(
                        language, at, codes.isEmpty() ? null : codes, parent, level < 0 ? null : level),
                after,
                limit + 1);
        List<Item> items = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() <= limit
                ? null
                : PATH + "/" + of.code() + "/items?limit=" + limit + "&version=" + at + "&lang=" + language
                        + (parent == null ? "" : "&parent=" + parent)
                        + (level < 0 ? "" : "&level=" + level)
                        + (codes.isEmpty() ? "" : "&code=" + String.join(",", codes)) + "&cursor="
                        + items.get(items.size() - 1).code();
        Response.ResponseBuilder response = Response.ok(new Items(of.code(), at, language, items.size(), items, next))
                .tag(VersionPrecondition.tag(at));
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    @PUT
    @Path("{code}/items")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @Operation(summary = "Replace the items of one language", description = LOAD)
    @RequestBody(
            required = true,
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Parameter(name = "source", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "lang", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING, defaultValue = "en"))
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "What changed",
            content = @Content(schema = @Schema(implementation = ClassificationStore.Version.class)))
    @APIResponse(responseCode = "412", description = "The items are at another version")
    @APIResponse(responseCode = "413", description = "The body is longer than 16 MB")
    @APIResponse(responseCode = "422", description = "Rows at fault, in violations; nothing is taken")
    @APIResponse(responseCode = "428", description = "There are items: If-Match is needed")
    public Response replace(
            @PathParam("code") String code, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return load(code, body, uri, headers, true);
    }

    @POST
    @Path("{code}/items")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @Operation(summary = "Add items, or change some", description = LOAD + " What is not in the table stays.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Parameter(name = "source", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "lang", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING, defaultValue = "en"))
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "What changed",
            content = @Content(schema = @Schema(implementation = ClassificationStore.Version.class)))
    @APIResponse(responseCode = "412", description = "The items are at another version")
    @APIResponse(responseCode = "422", description = "Rows at fault, in violations; nothing is taken")
    @APIResponse(responseCode = "428", description = "There are items: If-Match is needed")
    public Response add(
            @PathParam("code") String code, InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return load(code, body, uri, headers, false);
    }

    private Response load(String code, InputStream body, UriInfo uri, HttpHeaders headers, boolean whole) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("source", "lang"));
        String language = language(parameters);
        String source = uri.getQueryParameters().getFirst("source");
        if (source == null || source.isBlank() || source.length() > MAX_TEXT) {
            parameters.addMissing("source", "whose texts these are, at most " + MAX_TEXT + " characters");
        }
        parameters.check();
        VersionPrecondition precondition = VersionPrecondition.read(headers);
        Classifications.Loaded loaded = classifications.load(
                code.toUpperCase(Locale.ROOT),
                language,
                String.valueOf(source).strip(),
                TableBody.read(body),
                whole,
                precondition,
                caller.getPrincipal().getName());
        return Response.ok(loaded.version())
                .tag(VersionPrecondition.tag(loaded.version().version()))
                .build();
    }

    private static String language(Parameters parameters) {
        String expected = "a language by its two letters: en, ko, ja";
        return parameters
                .one("lang", expected, text -> {
                    String language = text.toLowerCase(Locale.ROOT);
                    if (!language.matches("[a-z]{2}")) {
                        throw new ExpectedException("is no language", expected);
                    }
                    return language;
                })
                .orElse("en");
    }
}
