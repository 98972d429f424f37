package io.strait.gateway;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Tokens signed with the key that {@link DoorResource} made for this run. */
public final class Tokens {
    public static final String ISSUER = "https://strait.local";
    public static final String AUDIENCE = "strait";

    private Tokens() {}

    public static String of(String... roles) {
        return claims(roles).sign();
    }

    /** Good claims, for a test to spoil. */
    public static JwtClaimsBuilder claims(String... roles) {
        Instant now = Instant.now();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("tester")
                .groups(Set.of(roles))
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(1)));
    }
}
