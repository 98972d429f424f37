package io.strait.supplychain;

import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** Bearer tokens for tests: good ones, and each way of being bad. */
public final class Tokens {
    private static final String ISSUER = "https://strait.local";
    private static final String AUDIENCE = "strait";

    private Tokens() {}

    public static String viewer() {
        return of("viewer");
    }

    public static String contributor() {
        return of("contributor");
    }

    public static String admin() {
        return of("admin");
    }

    /** A good token with this one role. */
    public static String of(String role) {
        return token(ISSUER, AUDIENCE, role, Duration.ofMinutes(10), ownKey());
    }

    public static String expired() {
        return token(ISSUER, AUDIENCE, "admin", Duration.ofHours(-1), ownKey());
    }

    public static String ofAnotherIssuer() {
        return token("https://elsewhere.example", AUDIENCE, "admin", Duration.ofMinutes(10), ownKey());
    }

    public static String forAnotherAudience() {
        return token(ISSUER, "elsewhere", "admin", Duration.ofMinutes(10), ownKey());
    }

    public static String signedByAnother() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return token(
                    ISSUER,
                    AUDIENCE,
                    "admin",
                    Duration.ofMinutes(10),
                    generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String issuer, String audience, String role, Duration life, PrivateKey key) {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.issuer(issuer)
                .audience(audience)
                .upn("test@strait.local")
                .groups(Set.of(role))
                .issuedAt(Math.min(now, now + life.toSeconds() - 1))
                .expiresAt(now + life.toSeconds())
                .sign(key);
    }

    private static PrivateKey ownKey() {
        String encoded = ConfigProvider.getConfig().getValue(SupplyChainTestResource.PRIVATE_KEY, String.class);
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
