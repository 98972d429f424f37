package io.strait.supplychain.exposure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How imports are followed, and how much of them is kept. */
@ConfigMapping(prefix = "strait.exposure")
public interface ExposureConfig {
    /** How often it is looked whether trade-service answers, and what is to be fetched from it. */
    @WithDefault("10S")
    Duration check();

    /** How soon a code is compared with trade-service again, should events have been lost on the way. */
    @WithDefault("1H")
    Duration reconcile();

    /** For how long a replica that follows may be silent before another one does. */
    @WithDefault("30S")
    Duration lease();

    /** How many years of figures are kept, the current one among them. */
    @WithDefault("15")
    int years();

    /** The most HS codes whose figures are kept; the first ones, and a warning, above. */
    @WithDefault("500")
    int maxCodes();

    /** The most figures that are fetched of a code; answers say where there are more. */
    @WithDefault("200000")
    int maxFigures();

    /** For how long the ids of events are remembered; longer than Kafka keeps events. */
    @WithDefault("30D")
    Duration rememberEvents();
}
