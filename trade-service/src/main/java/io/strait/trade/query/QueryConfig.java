package io.strait.trade.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of reading. */
@ConfigMapping(prefix = "strait.query")
interface QueryConfig {
    /** How long one statement may run; then the answer is 503. */
    @WithDefault("20s")
    Duration timeout();
}
