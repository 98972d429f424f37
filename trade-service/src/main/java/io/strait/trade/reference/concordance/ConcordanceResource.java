package io.strait.trade.reference.concordance;

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
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** Weights from the codes of one classification to those of another. */
@Path(ConcordanceResource.PATH)
@Tag(name = "classifications")
@Produces(MediaType.APPLICATION_JSON)
public class ConcordanceResource {
    static final String PATH = "/trade/v1/concordances";
    private static final int MAX_CODES = 100;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_NUMBER = 60;
    private static final int MAX_TABLE = 300;

    /** The tables, each at its newest version. */
    record Tables(int count, List<ConcordanceStore.Version> items) {}

    /**
     * Codes and what becomes of them.
     *
     * @param next the next page; null on the last
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Codes(
            ConcordanceStore.Version table,
            int count,
            List<Code> items,
            List<String> notInTable,
            @Nullable String next) {}

    /** @param notConvertible the weight that has no target */
    record Code(String code, List<Weight> targets, BigDecimal notConvertible) {}

    record Weight(String code, BigDecimal weight) {}

    /** Values by source code. */
    record Values(@Nullable Map<String, @Nullable BigDecimal> values) {}

    private final Concordances concordances;
    private final SecurityIdentity caller;

    ConcordanceResource(Concordances concordances, SecurityIdentity caller) {
        this.concordances = concordances;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Concordances", description = "Each holds in its own direction only.")
    @APIResponse(responseCode = "200", description = "The tables")
    public Tables tables(@Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        List<ConcordanceStore.Version> items = concordances.list();
        return new Tables(items.size(), items);
    }

    @GET
    @Path("{from}/{to}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "What becomes of codes",
            description = "With code: of these; without: of all, by pages. Weights of a code and what cannot be"
                    + " converted are exactly one together.")
    @Parameter(name = "code", in = ParameterIn.QUERY, example = "854231", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "of the table; the newest without it",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The codes",
            content = @Content(schema = @Schema(implementation = Codes.class)))
    @APIResponse(responseCode = "404", description = "There is no such table")
    public Response codes(@PathParam("from") String from, @PathParam("to") String to, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("code", "version", "limit", "cursor"));
        String source = classification(parameters, "from", from);
        String target = classification(parameters, "to", to);
        List<String> asked = parameters.texts("code", MAX_CODES);
        int given = parameters.number("version", 1, Integer.MAX_VALUE, 0);
        int limit = parameters.number("limit", 1, 1000, 100);
        String after = parameters
                .one("cursor", "what the last page gave as next", text -> text)
                .orElse("");
        parameters.check();
        Integer version = given == 0 ? null : given;
        Concordances.Page page = asked.isEmpty()
                ? concordances.page(source, target, version, after, limit + 1)
                : concordances.codes(source, target, version, asked);
        List<Code> items = page.codes().entrySet().stream()
                .limit(asked.isEmpty() ? limit : asked.size())
                .map(entry -> code(entry.getKey(), entry.getValue()))
                .toList();
        List<String> absent = new ArrayList<>(asked);
        absent.removeAll(page.codes().keySet());
        String next = asked.isEmpty() && page.codes().size() > limit
                ? PATH + "/" + source + "/" + target + "?limit=" + limit + "&version="
                        + page.version().version() + "&cursor="
                        + items.get(items.size() - 1).code()
                : null;
        Response.ResponseBuilder response = Response.ok(new Codes(page.version(), items.size(), items, absent, next))
                .tag(VersionPrecondition.tag(page.version().version()));
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    @PUT
    @Path("{from}/{to}")
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes("text/csv")
    @Operation(
            summary = "Load a concordance",
            description = "CSV with sourceCode, targetCode and weight; sourceClassification and targetClassification,"
                    + " where they are there, must be the path's. The weights of a source code are one together, by"
                    + " 0.001 at most: what rounding left goes to the largest. A row without a target code is what"
                    + " cannot be converted. All of it replaces the version before, which is kept.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Parameter(
            name = "table",
            in = ParameterIn.QUERY,
            required = true,
            description = "who made the table",
            example = "UNSD correlation table 2022-2017",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "It is now so")
    @APIResponse(
            responseCode = "201",
            description = "It is new",
            content = @Content(schema = @Schema(implementation = ConcordanceStore.Version.class)))
    @APIResponse(responseCode = "412", description = "It is at another version")
    @APIResponse(responseCode = "413", description = "The body is longer than 16 MB")
    @APIResponse(responseCode = "422", description = "Lines or codes at fault, in violations; nothing is taken")
    @APIResponse(responseCode = "428", description = "It is there: If-Match is needed")
    public Response load(
            @PathParam("from") String from,
            @PathParam("to") String to,
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("table"));
        String source = classification(parameters, "from", from);
        String target = classification(parameters, "to", to);
        String table = uri.getQueryParameters().getFirst("table");
        if (table == null || table.isBlank() || table.length() > MAX_TABLE) {
            parameters.addMissing("table", "who made the table, at most " + MAX_TABLE + " characters");
        }
        if (source.equals(target)) {
            parameters.add("to", to, "is the same classification", "another one");
        }
        parameters.check();
        VersionPrecondition precondition = VersionPrecondition.read(headers);
        Concordance concordance = ConcordanceTable.read(TableBody.read(body), source, target);
        Concordances.Loaded loaded = concordances.put(
                source,
                target,
                String.valueOf(table).strip(),
                concordance,
                precondition,
                caller.getPrincipal().getName());
        Response.ResponseBuilder response =
                loaded.created() ? Response.created(URI.create(PATH + "/" + source + "/" + target)) : Response.ok();
        return response.entity(loaded.version())
                .tag(VersionPrecondition.tag(loaded.version().version()))
                .build();
    }

    @POST
    @Path("{from}/{to}/conversion")
    @SmallBody
    @RolesAllowed(Roles.VIEWER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Convert values",
            description = "Values by source code become values by target code; they and notConverted are exactly the"
                    + " total. A value of a code in split is an estimate. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "The values")
    @APIResponse(responseCode = "404", description = "There is no such table")
    public Concordance.Conversion convert(
            @PathParam("from") String from, @PathParam("to") String to, @Nullable Values body, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of());
        String source = classification(parameters, "from", from);
        String target = classification(parameters, "to", to);
        parameters.check();
        return concordances.get(source, target).convert(values(body));
    }

    private static SortedMap<String, BigDecimal> values(@Nullable Values body) {
        Map<String, @Nullable BigDecimal> given = body == null ? null : body.values();
        if (given == null || given.isEmpty() || given.size() > MAX_VALUES) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body has no values (expected: {\"values\": {\"854231\": 100}}, at most " + MAX_VALUES + ")");
        }
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        List<Violation> violations = new ArrayList<>();
        given.forEach((code, value) -> {
            if (value == null || Math.abs((long) value.scale()) > MAX_NUMBER || value.precision() > MAX_NUMBER) {
                violations.add(new Violation(
                        "values." + code,
                        value == null ? null : value.toString(),
                        "is no value",
                        "a number of at most " + MAX_NUMBER + " digits"));
            } else {
                values.put(code, value);
            }
        });
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return values;
    }

    private static Code code(String code, List<Concordance.Target> targets) {
        BigDecimal lost = BigDecimal.ZERO;
        List<Weight> weights = new ArrayList<>();
        for (Concordance.Target target : targets) {
            String to = target.code();
            if (to == null) {
                lost = target.weight();
            } else {
                weights.add(new Weight(to, target.weight()));
            }
        }
        return new Code(code, weights, lost);
    }

    private static String classification(Parameters parameters, String name, String text) {
        try {
            return ClassificationCode.parse(text);
        } catch (ExpectedException e) {
            parameters.add(name, text, e.reason(), e.expected());
            return "";
        }
    }
}
