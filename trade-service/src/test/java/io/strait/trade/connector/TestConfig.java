package io.strait.trade.connector;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A configuration that leads every kind to one server of a test. */
final class TestConfig implements ConnectorConfig {
    static final String COMTRADE_KEY = "comtrade-Secret/1";
    static final String KOREA_KEY = "korea+Secret/2==";
    static final String E_STAT_KEY = "estatsecret3";

    private final URI server;
    Path folderRoot = Path.of("absent");
    boolean allowPrivate = true;
    long maxAnswer = 1 << 20;
    int maxAttempts = 3;
    int maxParts = 1000;
    int keepRuns = 500;

    TestConfig(URI server) {
        this.server = server;
    }

    @Override
    public Map<String, Optional<String>> keys() {
        return Map.of(
                "comtrade", Optional.of(COMTRADE_KEY),
                "korea-customs", Optional.of(KOREA_KEY),
                "e-stat", Optional.of(E_STAT_KEY),
                "comtrade-empty", Optional.empty());
    }

    @Override
    public String tick() {
        return "off";
    }

    @Override
    public String renew() {
        return "off";
    }

    @Override
    public URI comtradeUrl() {
        return server;
    }

    @Override
    public URI eStatUrl() {
        return server;
    }

    @Override
    public URI koreaCustomsUrl() {
        return server;
    }

    @Override
    public Optional<Path> folderRoot() {
        return Optional.of(folderRoot);
    }

    @Override
    public boolean allowPrivateAddresses() {
        return allowPrivate;
    }

    @Override
    public MemorySize maxAnswer() {
        return new MemorySize(BigInteger.valueOf(maxAnswer));
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration backoff() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration maxWait() {
        return Duration.ofHours(24);
    }

    @Override
    public int maxAttempts() {
        return maxAttempts;
    }

    @Override
    public int maxParts() {
        return maxParts;
    }

    @Override
    public Duration settle() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int keepRuns() {
        return keepRuns;
    }
}
