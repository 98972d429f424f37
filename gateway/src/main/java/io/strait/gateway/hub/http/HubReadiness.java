package io.strait.gateway.hub.http;

import io.strait.gateway.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the stream has caught up with Kafka once. Not taken back when Kafka goes away later: all replicas would
 * turn unready together, and with them the reads that need no Kafka.
 */
@Readiness
@ApplicationScoped
class HubReadiness implements HealthCheck {
    private final Hub hub;

    HubReadiness(Hub hub) {
        this.hub = hub;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event-hub")
                .status(hub.isReady())
                .withData("topics", String.join(",", hub.topics()))
                .build();
    }
}
