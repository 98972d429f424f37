package io.strait.trade.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strait.events.TradeEvent;
import io.strait.events.outbox.OutboxRelay;
import io.strait.events.outbox.RelayConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes this service's events as long as it runs. */
@ApplicationScoped
class TradeOutbox {
    private static final String SOURCE = "/trade-service";

    private final OutboxRelay relay;

    TradeOutbox(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        Map<String, Object> properties = new HashMap<>(kafka);
        RelayConfig.FIXED.forEach(properties::remove);
        // Settings of consumers and of the framework would only be warned about.
        properties.keySet().retainAll(ProducerConfig.configNames());
        this.relay = new OutboxRelay(
                RelayConfig.of(
                                TradeEvent.TOPIC,
                                SOURCE,
                                String.valueOf(kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)))
                        .withProducerProperties(properties),
                OutboxRelay.dedicated(url, user, password));
        Gauge.builder("strait.outbox.lag.seconds", relay, OutboxRelay::lagSeconds)
                .description("Age of the oldest event that Kafka has not acknowledged")
                .register(metrics);
        Gauge.builder("strait.outbox.pending", relay, OutboxRelay::pendingRows)
                .description("Events that Kafka has not acknowledged")
                .register(metrics);
        Gauge.builder("strait.outbox.leading", relay, r -> r.leading() ? 1 : 0)
                .description("1 where this replica publishes, 0 where it stands by")
                .register(metrics);
        FunctionCounter.builder("strait.outbox.sent", relay, OutboxRelay::sentTotal)
                .description("Events that Kafka acknowledged to this replica")
                .register(metrics);
        FunctionCounter.builder("strait.outbox.dead", relay, OutboxRelay::deadTotal)
                .description("Events that Kafka refused, kept in outbox_dead")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    /** Last, so that the events of the last requests go out too. */
    void stop(@Observes @Priority(4000) ShutdownEvent event) {
        relay.close();
    }
}
