package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.parse("2024-10-27T00:00:00Z");

    private final Path folder;

    TokensTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aTokenCarriesItsRoleAndVerifiesWithThePublicKey() throws Exception {
        // When
        Tokens tokens = at(NOW);
        // Then
        for (String role : Tokens.ROLES) {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKey(publicKey(tokens))
                    .setExpectedIssuer("https://strait.local")
                    .setExpectedAudience("strait")
                    .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .build()
                    .processToClaims(tokens.token(role));
            assertThat(claims.getStringListClaimValue("groups")).containsExactly(role);
        }
    }

    @Test
    void theFilesAreTheirOwnersAlone() throws Exception {
        at(NOW);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(5).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void aTokenIsKeptUntilItsEndIsNear() {
        String first = at(NOW).token("viewer");
        assertThat(at(NOW.plus(Duration.ofDays(300))).token("viewer")).isEqualTo(first);
        assertThat(at(NOW.plus(Duration.ofDays(340))).token("viewer")).isNotEqualTo(first);
    }

    @Test
    void aLostKeyTakesItsTokensAlong() throws Exception {
        String first = at(NOW).token("viewer");
        Files.delete(folder.resolve("private.pem"));
        assertThat(at(NOW).token("viewer")).isNotEqualTo(first);
        aTokenCarriesItsRoleAndVerifiesWithThePublicKey();
    }

    @Test
    void aBrokenTokenIsMadeAnew() throws Exception {
        Files.writeString(at(NOW).file("viewer"), "nonsense");
        assertThat(at(NOW).token("viewer")).contains(".");
    }

    @Test
    void anUnknownRoleIsRefused() {
        Tokens tokens = at(NOW);
        assertThatThrownBy(() -> tokens.token("root")).hasMessageContaining("viewer, contributor, admin");
    }

    private Tokens at(Instant now) {
        return Tokens.in(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static PublicKey publicKey(Tokens tokens) throws Exception {
        String pem = Files.readString(tokens.publicKeyFile()).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }
}
