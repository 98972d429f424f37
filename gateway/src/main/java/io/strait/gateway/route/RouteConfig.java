package io.strait.gateway.route;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where requests go, and how much of them. */
@ConfigMapping(prefix = "strait.route")
public interface RouteConfig {
    /** The service behind {@code /trade/}. */
    Target trade();

    /** The service behind {@code /supplychain/}. */
    Target supplychain();

    /** Largest body passed on; beyond it 413. Files of figures are streamed, so this costs no memory. */
    @WithDefault("2G")
    MemorySize maxBodySize();

    /** How long to wait for a connection to a service, including the wait for a free one; beyond it 504. */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * How long an exchange may stand still: no piece of a body moved, no answer begun. Beyond it 504, or 408 where the
     * client is the one that stopped, or a broken connection where the answer had begun.
     */
    @WithDefault("60s")
    Duration idleTimeout();

    /** Connections kept to each service. */
    @WithDefault("200")
    int maxConnections();

    /** Requests that may wait for a connection to each service; beyond it 503. */
    @WithDefault("1000")
    int maxWaiting();

    /** One service. */
    interface Target {
        /** Scheme, host and port, without a path: {@code http://trade-service:8081}. */
        URI url();

        /** Where the service has its OpenAPI document, offered as {@code /openapi/<service>}. */
        @WithDefault("/q/openapi")
        String openapiPath();
    }
}
