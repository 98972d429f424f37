package io.strait.supplychain.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strait.events.SupplyChainEvent;
import io.strait.events.outbox.OutboxRelay;
import io.strait.events.outbox.RelayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The relay of this service's outbox, from start to stop. It has a connection of its own, outside the pool; writers do
 * not wait for it, and neither does readiness: with Kafka away changes go on and their events gather.
 */
@ApplicationScoped
class PublisherOfChanges {
    static final String SOURCE = "/supplychain-service";

    private final OutboxRelay relay;

    PublisherOfChanges(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            MeterRegistry meters) {
        this.relay = new OutboxRelay(
                RelayConfig.of(SupplyChainEvent.TOPIC, SOURCE, bootstrapServers),
                OutboxRelay.dedicated(jdbcUrl, user, password));
        Gauge.builder("strait.outbox.lag.seconds", relay, OutboxRelay::lagSeconds)
                .description("Seconds since the oldest unsent event")
                .register(meters);
        Gauge.builder("strait.outbox.pending.rows", relay, OutboxRelay::pendingRows)
                .description("Events that Kafka has not acknowledged")
                .register(meters);
        Gauge.builder("strait.outbox.leader", relay, r -> r.leading() ? 1 : 0)
                .description("1 where this replica publishes")
                .register(meters);
        FunctionCounter.builder("strait.outbox.sent", relay, OutboxRelay::sentTotal)
                .description("Events that Kafka acknowledged to this replica")
                .register(meters);
        FunctionCounter.builder("strait.outbox.dead", relay, OutboxRelay::deadTotal)
                .description("Events that Kafka refused and that were put aside")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    void stop(@Observes ShutdownEvent event) {
        relay.close();
    }
}
