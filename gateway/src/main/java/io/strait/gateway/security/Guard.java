package io.strait.gateway.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.strait.gateway.problem.Problem;
import io.strait.gateway.problem.ProblemType;
import io.strait.gateway.problem.Problems;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the token and decides. A token that is sent must be good, even where none is needed: a client whose token
 * has run out should hear so, not be served as somebody else. The services verify again.
 */
@ApplicationScoped
class Guard {
    static final int ORDER = -20_000;

    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"strait\"";

    private static final Logger LOG = Logger.getLogger(Guard.class);

    private final IdentityProviderManager identities;
    private final boolean publicRead;
    private final Optional<String> keyLocation;

    Guard(
            IdentityProviderManager identities,
            SecurityConfig config,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> keyLocation) {
        this.identities = identities;
        this.publicRead = config.publicRead();
        this.keyLocation = keyLocation;
    }

    void register(@Observes Router router) {
        if (!keyCanBeLookedFor()) {
            LOG.warnf(
                    "Every token will be refused, for there is no key to verify it with: mp.jwt.verify.publickey.location=%s",
                    keyLocation.orElse("(not set)"));
        }
        router.route().order(ORDER).handler(this::check);
    }

    /** Without a key the gateway starts, because public reading needs none; but it must not be silent about it. */
    private boolean keyCanBeLookedFor() {
        if (keyLocation.isEmpty()) {
            return false;
        }
        String location = keyLocation.get();
        if (location.startsWith("http:") || location.startsWith("https:") || location.startsWith("classpath:")) {
            return true;
        }
        try {
            return Files.isReadable(location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
        } catch (IllegalArgumentException e) {
            // A location of a form that only the JWT library knows.
            return true;
        }
    }

    private void check(RoutingContext context) {
        List<String> credentials = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (credentials.isEmpty()) {
            decide(context, Caller.ANONYMOUS);
            return;
        }
        String credential = credentials.get(0);
        if (credentials.size() > 1
                || !credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || credential.substring(SCHEME.length()).isBlank()) {
            refuseToken(context, "The Authorization header is not one bearer token (expected: Bearer <token>).");
            return;
        }
        String token = credential.substring(SCHEME.length()).strip();
        Context here = Vertx.currentContext();
        identities
                .authenticate(new TokenAuthenticationRequest(new JsonWebTokenCredential(token)))
                .subscribe()
                .with(
                        identity -> onContext(here, () -> decide(context, callerOf(identity))),
                        failure -> onContext(here, () -> failed(context, failure)));
    }

    /** Fetching a key set over HTTP answers on a worker thread; routing goes on where it began. */
    private static void onContext(Context here, Runnable task) {
        if (Vertx.currentContext() == here) {
            task.run();
        } else {
            here.runOnContext(ignored -> task.run());
        }
    }

    private static Caller callerOf(SecurityIdentity identity) {
        @Nullable Instant expiresAt = null;
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            expiresAt = Instant.ofEpochSecond(token.getExpirationTime());
        }
        @Nullable String name = identity.getPrincipal().getName();
        return new Caller(name == null ? "" : name, Role.of(identity.getRoles()), expiresAt);
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            refuseToken(
                    context,
                    "The token is expired, was not signed by the trusted issuer, or is not meant for this service.");
        } else {
            context.fail(failure);
        }
    }

    private static void refuseToken(RoutingContext context, String detail) {
        Problems.send(
                context,
                Problem.of(ProblemType.UNAUTHORIZED, detail)
                        .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\""));
    }

    private void decide(RoutingContext context, Caller caller) {
        Access access = Access.of(context.request().method(), context.request().path());
        if (access == Access.OPEN || (access == Access.READ && publicRead)) {
            admit(context, caller);
            return;
        }
        Role needed = access.role();
        if (caller.has(needed)) {
            admit(context, caller);
        } else if (caller.isAnonymous()) {
            Problems.send(
                    context,
                    Problem.of(
                                    ProblemType.UNAUTHORIZED,
                                    "This needs a token with the role %s.".formatted(needed.claim()))
                            .withHeader("WWW-Authenticate", CHALLENGE));
        } else {
            Problems.send(
                    context,
                    Problem.of(ProblemType.FORBIDDEN, "This needs the role %s.".formatted(needed.claim()))
                            .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\""));
        }
    }

    private static void admit(RoutingContext context, Caller caller) {
        caller.attachTo(context);
        context.next();
    }
}
