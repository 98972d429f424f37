package io.strait.supplychain.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may do what. Keys and issuer are set by {@code mp.jwt.verify.*}. */
@ConfigMapping(prefix = "strait.security")
interface SecurityConfig {
    /** Whether GET and HEAD need no token. A token that is sent must be good all the same. */
    @WithDefault("false")
    boolean publicRead();
}
