package io.strait.trade.connector;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How connectors fetch. */
@ConfigMapping(prefix = "strait.trade.connectors")
interface ConnectorConfig {
    /** How often a replica looks for what is due; {@code off} for a replica that does no such work. */
    @WithDefault("5s")
    String tick();

    /** How often the lease of the run in hand is renewed. */
    @WithDefault("15s")
    String renew();

    /** Keys of providers by the names that definitions give; never answered, never logged. Empty is none. */
    Map<String, Optional<String>> keys();

    /** Address of UN Comtrade's API, to which its key goes. */
    @WithDefault("https://comtradeapi.un.org")
    URI comtradeUrl();

    /** Address of e-Stat's API, to which its key goes. */
    @WithDefault("https://api.e-stat.go.jp")
    URI eStatUrl();

    /** Address of Korea's open data service, to which its key goes. */
    @WithDefault("https://apis.data.go.kr")
    URI koreaCustomsUrl();

    /** Under which the folders that are watched must lie; without it none may be. */
    Optional<Path> folderRoot();

    /** Whether definitions may name addresses of this machine or its network. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** Largest answer, as it is sent; a larger one is refused. It lies on disk while it is looked at. */
    @WithDefault("512M")
    MemorySize maxAnswer();

    /** How long one call may take, its answer included. */
    @WithDefault("10m")
    Duration timeout();

    /** How long to wait after a first failure; doubled with each further one, with jitter. */
    @WithDefault("30s")
    Duration backoff();

    /** Longest wait, also where a provider asks for more. */
    @WithDefault("24h")
    Duration maxWait();

    /** How often in a row a part is put off before the run fails; budgets do not count. */
    @WithDefault("8")
    int maxAttempts();

    /** Most parts of a run. */
    @WithDefault("20000")
    int maxParts();

    /** How long a file of a watched folder must not have changed. */
    @WithDefault("10s")
    Duration settle();

    /** How long a replica may be silent before another takes up its run. */
    @WithDefault("60s")
    Duration lease();

    /** How many ended runs of a connector are kept. */
    @WithDefault("500")
    int keepRuns();
}
