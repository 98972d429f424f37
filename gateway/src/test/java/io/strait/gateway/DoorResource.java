package io.strait.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every test of the gateway needs: a key pair made for the run (no key is in the repository), a service behind
 * {@code /trade/}, and nobody behind {@code /supplychain/}.
 */
public class DoorResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestUpstream upstream;
    private @Nullable Path keys;

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            keys = Files.createTempDirectory("strait-gateway-keys");
            Path publicKey = pem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
            Path privateKey =
                    pem("private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
            upstream = TestUpstream.start();
            return Map.of(
                    "mp.jwt.verify.publickey.location", publicKey.toUri().toString(),
                    "smallrye.jwt.sign.key.location", privateKey.toUri().toString(),
                    "strait.route.trade.url", upstream.url(),
                    "strait.route.supplychain.url", "http://127.0.0.1:" + closedPort());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pem(String name, String kind, byte[] key) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return Files.writeString(
                keys.resolve(name), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (upstream != null) {
            upstream.close();
        }
        if (keys != null) {
            try {
                Files.deleteIfExists(keys.resolve("public.pem"));
                Files.deleteIfExists(keys.resolve("private.pem"));
                Files.deleteIfExists(keys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
