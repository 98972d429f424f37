package io.strait.trade.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of reading. */
@ConfigMapping(prefix = "strait.query")
interface QueryConfig {
    /** How long one statement may run; then the answer is 503. */
    @WithDefault("20s")
    Duration timeout();

    /** How long the database may prepare an answer that is streamed; then it is 503. Sending may take any time. */
    @WithDefault("5m")
    Duration streamTimeout();

    /** How many answers may be streamed at once by a replica; beyond it 503. Each holds a database connection. */
    @WithDefault("4")
    int streams();

    /** For series that were asked for lately, each some 15 kB for thirty years of months; 0 for none. */
    @WithDefault("64M")
    MemorySize memory();
}
