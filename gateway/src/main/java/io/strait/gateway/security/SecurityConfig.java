package io.strait.gateway.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who may come in. The token's issuer, audience and key are MicroProfile JWT's own properties. */
@ConfigMapping(prefix = "strait.security")
public interface SecurityConfig {
    /** Whether GET and HEAD need no token. A token that is sent is checked all the same. */
    @WithDefault("false")
    boolean publicRead();

    /** Longest path and query together, in characters; beyond it 414. The server's hard limit is 64 KiB. */
    @WithDefault("8192")
    int maxTargetLength();

    /** Largest sum of header names and values; beyond it 431. The server's hard limit is 128 KiB. */
    @WithDefault("32K")
    MemorySize maxHeaderSize();

    Cors cors();

    /** Which other sites' pages may call the gateway from a browser. */
    interface Cors {
        /**
         * Origins such as {@code https://dashboard.example.org}, compared exactly. None by default: then no page of
         * another site can read anything.
         */
        Optional<List<String>> origins();
    }
}
