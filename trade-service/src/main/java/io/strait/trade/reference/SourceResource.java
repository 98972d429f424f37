package io.strait.trade.reference;

import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.SmallBody;
import io.strait.trade.problem.Violation;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Declares a source. */
@Path("/trade/v1/sources/{code}")
@Tag(name = "code lists")
public class SourceResource {
    private static final int MAX_NAME = 200;
    private static final int MAX_URL = 500;

    /**
     * What is declared; all of it replaces what is held.
     *
     * @param demonstration whether the figures are made up; must be said
     */
    record Declaration(
            @Nullable String name,
            @Nullable String url,
            @Nullable Boolean demonstration) {}

    private final Sources sources;

    SourceResource(Sources sources) {
        this.sources = sources;
    }

    @PUT
    @SmallBody
    @RolesAllowed(Roles.CONTRIBUTOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare a source",
            description = "The same again changes nothing. A source that has made-up figures stays a demonstration.")
    @APIResponse(responseCode = "200", description = "It was there and is now as declared")
    @APIResponse(responseCode = "201", description = "It is new")
    @APIResponse(responseCode = "409", description = "It has made-up figures and would stop being a demonstration")
    public Response declare(@PathParam("code") String code, @Nullable Declaration body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        Sources.Declared declared = sources.declare(checked(code, body));
        return declared.added()
                ? Response.created(URI.create("/trade/v1/sources"))
                        .entity(declared.source())
                        .build()
                : Response.ok(declared.source()).build();
    }

    private static Source checked(String code, @Nullable Declaration body) {
        if (body == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY, "The body is empty (expected: {\"name\", \"url\", \"demonstration\"})");
        }
        List<Violation> violations = new ArrayList<>();
        if (!Sources.CODE.matcher(code).matches()) {
            violations.add(new Violation("code", code, "is no source code", Sources.CODE_EXPECTED));
        }
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation(
                    "name", body.name(), "is no name", "1 to " + MAX_NAME + " characters, none a control character"));
        }
        if (body.url() != null && !isWebAddress(body.url())) {
            violations.add(new Violation(
                    "url", body.url(), "is no web address", "http or https, at most " + MAX_URL + " characters"));
        }
        Boolean demonstration = body.demonstration();
        if (demonstration == null) {
            violations.add(new Violation("demonstration", null, "is needed", "true or false"));
        }
        if (demonstration == null || !violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Source(code, name, body.url(), demonstration);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= MAX_URL
                    && uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
