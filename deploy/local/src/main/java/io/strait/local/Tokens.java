package io.strait.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * The key pair and the bearer tokens of a local run, made at its first start: files that only their owner reads. A token
 * that would expire within {@link #RENEW_BEFORE} is replaced at start.
 */
final class Tokens {
    static final String ISSUER = "https://strait.local";
    static final String AUDIENCE = "strait";
    static final String PUBLIC_KEY = "public.pem";
    static final List<String> ROLES = List.of("viewer", "contributor", "admin");
    static final Duration LIFETIME = Duration.ofDays(365);
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private static final String PRIVATE_KEY = "private.pem";
    private static final int KEY_BITS = 2048;

    private final Path folder;

    private Tokens(Path folder) {
        this.folder = folder;
    }

    /** The tokens in {@code folder}; whatever is missing, broken or near its end is made anew. */
    static Tokens in(Path folder, Clock clock) {
        Folders.createPrivate(folder);
        Tokens tokens = new Tokens(folder);
        try {
            PrivateKey key = tokens.key();
            for (String role : ROLES) {
                if (!tokens.lasts(role, clock.instant())) {
                    Folders.write(tokens.file(role), sign(role, key, clock.instant()) + "\n");
                }
            }
        } catch (IOException | GeneralSecurityException | JoseException e) {
            throw new LaunchException("Tokens could not be made in " + folder + ": " + e.getMessage(), e);
        }
        return tokens;
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        Path privateFile = folder.resolve(PRIVATE_KEY);
        if (Files.exists(privateFile) && Files.exists(publicKeyFile())) {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(decode(Files.readString(privateFile))));
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        // First the private one: a crash in between must not leave two keys that do not belong together.
        Files.deleteIfExists(privateFile);
        for (String role : ROLES) {
            // Signed with a key that is gone.
            Files.deleteIfExists(file(role));
        }
        Folders.write(publicKeyFile(), encode("PUBLIC KEY", pair.getPublic().getEncoded()));
        Folders.write(privateFile, encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return pair.getPrivate();
    }

    private static String encode(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    private static byte[] decode(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private boolean lasts(String role, Instant now) throws IOException {
        if (!Files.exists(file(role))) {
            return false;
        }
        try {
            NumericDate end = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setSkipSignatureVerification()
                    .setDisableRequireSignature()
                    .build()
                    .processToClaims(token(role))
                    .getExpirationTime();
            return end != null && Instant.ofEpochSecond(end.getValue()).isAfter(now.plus(RENEW_BEFORE));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }

    private static String sign(String role, PrivateKey key, Instant now) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject("local-" + role);
        claims.setClaim("upn", "local-" + role);
        claims.setStringListClaim("groups", role);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    /** The token that carries {@code role}. */
    String token(String role) {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("role: " + role + " (expected: one of " + ROLES + ")");
        }
        try {
            return Files.readString(file(role)).trim();
        } catch (IOException e) {
            throw new LaunchException("Token cannot be read: " + file(role), e);
        }
    }

    Path file(String role) {
        return folder.resolve(role + ".jwt");
    }

    /** The key with which services verify. */
    Path publicKeyFile() {
        return folder.resolve(PUBLIC_KEY);
    }
}
