package io.strait.supplychain.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.smallrye.mutiny.Uni;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the token and decides, before the body is read and before the path is looked at: a forgotten path is a
 * closed one. The gateway has verified already; nobody has to believe it.
 */
public class Guard {
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"strait\"";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> READERS = Set.of("viewer", "contributor", "admin");
    private static final Set<String> WRITERS = Set.of("contributor", "admin");

    private final IdentityProviderManager identities;
    private final Caller caller;
    private final boolean publicRead;

    Guard(IdentityProviderManager identities, Caller caller, SecurityConfig config) {
        this.identities = identities;
        this.caller = caller;
        this.publicRead = config.publicRead();
    }

    @ServerRequestFilter(preMatching = true)
    public Uni<Response> check(ContainerRequestContext request) {
        boolean read = SAFE.contains(request.getMethod());
        List<String> credentials = request.getHeaders().get("Authorization");
        if (credentials == null || credentials.isEmpty()) {
            return read && publicRead
                    ? pass()
                    : Uni.createFrom()
                            .failure(ProblemException.of(
                                            ProblemType.UNAUTHORIZED,
                                            "This needs a token with the role " + (read ? "viewer." : "contributor."))
                                    .withHeader("WWW-Authenticate", CHALLENGE));
        }
        String credential = credentials.get(0);
        if (credentials.size() > 1
                || !credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || credential.substring(SCHEME.length()).isBlank()) {
            return Uni.createFrom().failure(badToken("The Authorization header is not one bearer token."));
        }
        String token = credential.substring(SCHEME.length()).strip();
        return identities
                .authenticate(new TokenAuthenticationRequest(new JsonWebTokenCredential(token)))
                .onFailure(AuthenticationFailedException.class)
                .transform(
                        failure -> badToken(
                                "The token is expired, was not signed by the trusted issuer, or is not meant for this service."))
                .chain(identity -> decide(identity, read));
    }

    private Uni<Response> decide(SecurityIdentity identity, boolean read) {
        Set<String> needed = read ? READERS : WRITERS;
        boolean allowed = (read && publicRead) || identity.getRoles().stream().anyMatch(needed::contains);
        if (!allowed) {
            return Uni.createFrom()
                    .failure(ProblemException.of(
                                    ProblemType.FORBIDDEN, "This needs the role " + (read ? "viewer." : "contributor."))
                            .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\""));
        }
        @Nullable String name = identity.getPrincipal().getName();
        caller.name(name == null || name.isBlank() ? "unnamed" : name);
        return pass();
    }

    private static ProblemException badToken(String detail) {
        return ProblemException.of(ProblemType.UNAUTHORIZED, detail)
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
    }

    @SuppressWarnings("NullAway") // A null item lets the request pass; that is the filter's contract.
    private static Uni<Response> pass() {
        return Uni.createFrom().nullItem();
    }
}
