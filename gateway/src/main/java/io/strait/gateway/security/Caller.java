package io.strait.gateway.security;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose request this is, as the token says.
 *
 * @param name the token's subject, empty where it names none; null for an anonymous caller
 * @param roles with the included ones
 * @param expiresAt when the token ends, and with it a stream that was opened by it; null for an anonymous caller
 */
public record Caller(
        @Nullable String name, Set<Role> roles, @Nullable Instant expiresAt) {
    public static final Caller ANONYMOUS = new Caller(null, Set.of(), null);

    private static final String KEY = Caller.class.getName();

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean isAnonymous() {
        return name == null;
    }

    /** The caller of a request that has passed the guard. */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        return caller == null ? ANONYMOUS : caller;
    }

    void attachTo(RoutingContext context) {
        context.put(KEY, this);
    }
}
