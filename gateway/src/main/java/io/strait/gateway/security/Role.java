package io.strait.gateway.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a caller may do. Each role includes those before it. */
public enum Role {
    /** Reads and subscribes. */
    VIEWER,
    /** Ingests, edits, runs scenarios. */
    CONTRIBUTOR,
    /** Everything. */
    ADMIN;

    /** The name in a token's {@code groups} claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles that a token's groups amount to; groups that are not Strait's are ignored. */
    static Set<Role> of(Collection<String> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : values()) {
            if (groups.contains(role.claim())) {
                for (Role included : values()) {
                    if (included.compareTo(role) <= 0) {
                        roles.add(included);
                    }
                }
            }
        }
        return roles;
    }
}
