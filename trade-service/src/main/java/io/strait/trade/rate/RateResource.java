package io.strait.trade.rate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.Instants.DayEnd;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.VersionPrecondition;
import io.strait.trade.reference.TableBody;
import io.strait.trade.security.Roles;
import io.strait.trade.series.Period;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/** Exchange rates by period. */
@Path(RateResource.PATH)
@Tag(name = "exchange rates")
@Produces(MediaType.APPLICATION_JSON)
public class RateResource {
    static final String PATH = "/trade/v1/exchangeRates";
    private static final int MAX_LIMIT = 10_000;
    private static final int MAX_TEXT = 300;
    private static final String AS_OF_EXPECTED = "an instant or a date, not in the future";
    private static final String SOURCE_EXPECTED = "who publishes the rates, at most " + MAX_TEXT + " characters";

    /**
     * A page of rates.
     *
     * @param version of the table; every page of a question is of the same
     * @param next the next page; null on the last
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(
            int version,
            @Nullable Instant asOf,
            int count,
            List<Item> items,
            @Nullable String next) {}

    /**
     * A rate.
     *
     * @param rate units of {@code to} for one of {@code from}
     * @param version the load that told it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            String from,
            String to,
            String frequency,
            String period,
            RateKind kind,
            RateUse use,
            BigDecimal rate,
            String source,
            @Nullable String url,
            int version) {
        static Item of(KindOfRate of) {
            Rate rate = of.rate();
            return new Item(
                    rate.from(),
                    rate.to(),
                    rate.period().frequency().code(),
                    rate.period().toString(),
                    of.kind(),
                    rate.use(),
                    rate.rate(),
                    rate.source(),
                    rate.url(),
                    rate.version());
        }
    }

    private final Rates rates;
    private final Instants instants;
    private final SecurityIdentity caller;

    RateResource(Rates rates, Instants instants, SecurityIdentity caller) {
        this.rates = rates;
        this.instants = instants;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Exchange rates",
            description = "A rate is units of `to` for one of `from`, in a period. Nothing is overwritten: asOf reads"
                    + " the table as it was, version at a load of it.")
    @Parameter(name = "from", in = ParameterIn.QUERY, example = "JPY", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "to", in = ParameterIn.QUERY, example = "USD", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            example = "2024-01",
            description = Period.EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            description = AS_OF_EXPECTED,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "stronger than asOf; the newest without either",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000", defaultValue = "1000"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page",
            headers =
                    @Header(
                            name = "ETag",
                            description = "names the version",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Page.class)))
    @APIResponse(responseCode = "304", description = "Nothing has changed")
    @APIResponse(responseCode = "400", description = "Every bad parameter, in violations")
    public Response rates(@Context UriInfo uri, @Context Request request) {
        Parameters parameters = new Parameters(
                uri.getQueryParameters(), Set.of("from", "to", "period", "asOf", "version", "limit", "cursor"));
        RateQuery query = new RateQuery(
                parameters
                        .one("from", CurrencyCode.EXPECTED, CurrencyCode::parse)
                        .orElse(null),
                parameters.one("to", CurrencyCode.EXPECTED, CurrencyCode::parse).orElse(null),
                parameters.one("period", Period.EXPECTED, Period::parse).orElse(null),
                parameters
                        .one("cursor", RateQuery.Position.EXPECTED, RateQuery.Position::parse)
                        .orElse(null));
        Instant asOf = parameters
                .one(
                        "asOf",
                        AS_OF_EXPECTED,
                        text -> instants.past(text, DayEnd.LAST, "is no instant and no date", AS_OF_EXPECTED))
                .orElse(null);
        int named = parameters.number("version", 0, Integer.MAX_VALUE, 0);
        int limit = parameters.number("limit", 1, MAX_LIMIT, 1000);
        parameters.check();
        int version = rates.version("version", parameters.has("version") ? named : null, asOf);
        EntityTag tag = VersionPrecondition.tag(version);
        Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
        return unmet != null ? unmet.tag(tag).build() : page(query, version, asOf, limit, uri, tag);
    }

    private Response page(RateQuery query, int version, @Nullable Instant asOf, int limit, UriInfo uri, EntityTag tag) {
        List<KindOfRate> found = rates.page(query, version, limit + 1);
        List<KindOfRate> on = found.size() > limit ? found.subList(0, limit) : found;
        String next = null;
        if (on.size() < found.size()) {
            UriBuilder again = UriBuilder.fromPath(PATH);
            for (String kept : List.of("from", "to", "period", "asOf")) {
                String value = uri.getQueryParameters().getFirst(kept);
                if (value != null) {
                    again.queryParam(kept, value);
                }
            }
            next = again.queryParam("version", version)
                    .queryParam("limit", limit)
                    .queryParam(
                            "cursor",
                            RateQuery.Position.of(on.get(on.size() - 1)).text())
                    .build()
                    .toString();
        }
        Response.ResponseBuilder response = Response.ok(new Page(
                        version, asOf, on.size(), on.stream().map(Item::of).toList(), next))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (next != null) {
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }

    @POST
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes("text/csv")
    @Operation(
            summary = "Load exchange rates",
            description = "CSV with from, to, period and rate (units of to for one of from), and use (any, export,"
                    + " import), any without it. A rate that is held and is told otherwise, or by another source,"
                    + " is closed and kept; rates that the file does not have stay. All of the file is taken or"
                    + " nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "from,to,period,rate\nEUR,USD,2024-01,1.0905\n"))
    @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            required = true,
            description = SOURCE_EXPECTED,
            example = "ECB reference rates",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "url",
            in = ParameterIn.QUERY,
            description = "where it publishes them",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "what the rates are of their periods; figures are converted by averages only",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "average",
                            enumeration = {"average", "end_of_period"}))
    @APIResponse(
            responseCode = "200",
            description = "All of these rates hold already: the newest version",
            content = @Content(schema = @Schema(implementation = RateLoad.class)))
    @APIResponse(
            responseCode = "201",
            description = "A version of the table",
            content = @Content(schema = @Schema(implementation = RateLoad.class)))
    @APIResponse(responseCode = "413", description = "The body is longer than 16 MB")
    @APIResponse(responseCode = "422", description = "Lines at fault, in violations; nothing is taken")
    public Response load(InputStream body, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("source", "url", "kind"));
        String source = text(parameters, uri, "source", SOURCE_EXPECTED);
        if (source == null && !parameters.has("source")) {
            parameters.addMissing("source", SOURCE_EXPECTED);
        }
        String url = text(parameters, uri, "url", "an address, http or https, at most " + MAX_TEXT + " characters");
        if (url != null && !url.matches("https?://[\\x21-\\x7e]+")) {
            parameters.add("url", url, "is no address", "http:// or https:// and no spaces");
        }
        RateKind kind = parameters
                .one("kind", "average or end_of_period", given -> RateKind.valueOf(given.toUpperCase(Locale.ROOT)))
                .orElse(RateKind.AVERAGE);
        parameters.check();
        Rates.Loaded loaded = rates.load(
                RateFile.read(TableBody.read(body)),
                kind,
                String.valueOf(source),
                url,
                caller.getPrincipal().getName());
        int version = loaded.load().version();
        Response.ResponseBuilder response =
                loaded.created() ? Response.created(URI.create(PATH + "?version=" + version)) : Response.ok();
        return response.entity(loaded.load())
                .tag(VersionPrecondition.tag(version))
                .build();
    }

    /** A text with whatever is in it, commas too; null when it is not there or at fault. */
    private static @Nullable String text(Parameters parameters, UriInfo uri, String name, String expected) {
        List<String> given = uri.getQueryParameters().get(name);
        if (given == null) {
            return null;
        }
        String text = given.get(0).strip();
        if (given.size() > 1 || text.isEmpty() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            parameters.add(name, String.join(",", given), "cannot be taken", expected);
            return null;
        }
        return text;
    }
}
