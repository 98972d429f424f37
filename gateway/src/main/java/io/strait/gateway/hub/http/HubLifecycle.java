package io.strait.gateway.hub.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strait.gateway.hub.Hub;
import io.strait.gateway.hub.HubSettings;
import io.strait.gateway.route.EventPosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Starts the hub with the process and sends its clients away before the process waits for open requests to end. */
@ApplicationScoped
class HubLifecycle {
    @Produces
    @Singleton
    Hub hub(HubConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry registry) {
        HubSettings settings = new HubSettings(
                config.topics(),
                config.refresh(),
                config.missingTopicGrace(),
                config.tail().events(),
                config.tail().bytes().asLongValue(),
                config.tail().warmUp(),
                config.maxReplays(),
                config.client().max(),
                config.client().queue().asLongValue(),
                config.client().conflated().asLongValue(),
                config.client().stall(),
                config.client().heartbeat(),
                config.client().maxAge(),
                config.drain());
        return Hub.start(settings, kafka, registry);
    }

    @Produces
    @Singleton
    EventPosition position(Hub hub) {
        return hub::currentPosition;
    }

    void start(@Observes StartupEvent event, Hub hub) {
        // The observer is there to have the hub made.
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event, Hub hub) {
        hub.drain();
    }

    void stop(@Observes ShutdownEvent event, Hub hub) {
        hub.close();
    }
}
