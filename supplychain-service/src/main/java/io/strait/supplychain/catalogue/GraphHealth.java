package io.strait.supplychain.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started and ready once the graph is built. That the database answers is checked beside it by the framework. */
@Startup
@Readiness
@ApplicationScoped
class GraphHealth implements HealthCheck {
    private final LiveGraph graph;

    GraphHealth(LiveGraph graph) {
        this.graph = graph;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("graph").status(graph.isReady()).build();
    }
}
