package io.strait.supplychain.exposure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where trade-service is. */
@ConfigMapping(prefix = "strait.trade")
public interface TradeConfig {
    /** Its address, without a path. */
    URI url();

    /** A file with a bearer token of the role viewer, read anew for each request; none where reading is public. */
    Optional<Path> tokenFile();

    /** How long one request may take, its answer included. */
    @WithDefault("20S")
    Duration timeout();
}
