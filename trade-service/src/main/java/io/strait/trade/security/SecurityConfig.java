package io.strait.trade.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may read. */
@ConfigMapping(prefix = "strait.security")
interface SecurityConfig {
    /** Whether reading needs no token. Writing always does. */
    @WithDefault("false")
    boolean publicRead();
}
