package io.strait.trade.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives an admin what a contributor has, a contributor what a viewer has, and everyone reading if that is public. */
@ApplicationScoped
class RoleHierarchy implements SecurityIdentityAugmentor {
    private final SecurityConfig config;

    RoleHierarchy(SecurityConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder(identity);
        if (identity.hasRole(Roles.ADMIN)) {
            builder.addRole(Roles.CONTRIBUTOR).addRole(Roles.VIEWER);
        } else if (identity.hasRole(Roles.CONTRIBUTOR)) {
            builder.addRole(Roles.VIEWER);
        }
        if (config.publicRead()) {
            builder.addRole(Roles.VIEWER);
        }
        return Uni.createFrom().item(builder.build());
    }
}
