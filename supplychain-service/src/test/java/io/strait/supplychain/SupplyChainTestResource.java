package io.strait.supplychain;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import io.strait.local.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** PostgreSQL, Kafka with the topics, a stand-in for trade-service, and a fresh key pair for {@link Tokens}: what the service needs to run. */
public class SupplyChainTestResource implements QuarkusTestResourceLifecycleManager {
    static final String PRIVATE_KEY = "strait.test.private-key";
    private static final int PARTITIONS = 3;

    private Path folder = Path.of("");
    private PostgresServer postgres;
    private KafkaBroker kafka;
    private TradeStub trade;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("strait-supplychain-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = PostgresServer.start(folder.resolve("postgres"), 0, Durability.VOLATILE);
        postgres.createDatabase("supplychain");
        kafka = KafkaBroker.start(folder.resolve("kafka"), 0, Durability.VOLATILE);
        kafka.createTopic("strait.supplychain.v1", PARTITIONS, Map.of());
        kafka.createTopic("strait.trade.v1", PARTITIONS, Map.of());
        trade = TradeStub.start();
        KeyPair keys = keyPair();
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl("supplychain")),
                Map.entry("quarkus.datasource.username", PostgresServer.USER),
                Map.entry("quarkus.datasource.password", PostgresServer.USER),
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("mp.jwt.verify.publickey", base64(keys.getPublic().getEncoded())),
                Map.entry(PRIVATE_KEY, base64(keys.getPrivate().getEncoded())),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.management.host", "127.0.0.1"),
                Map.entry("strait.trade.url", trade.url()),
                // Soon, so that tests need not wait.
                Map.entry("strait.exposure.check", "1S"));
    }

    @Override
    public void stop() {
        if (trade != null) {
            trade.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        delete(folder);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
