package io.strait.trade.connector;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks for what is due, in every replica. */
@ApplicationScoped
class ConnectorTick {
    private static final Logger LOG = Logger.getLogger(ConnectorTick.class);

    private final ConnectorWorker worker;
    private volatile boolean stopping;

    ConnectorTick(
            RunStore runs,
            ConnectorStore connectors,
            @Any Instance<Connector> kinds,
            Door door,
            ConnectorConfig config,
            Keys keys,
            Clock clock,
            MeterRegistry metrics) {
        Map<ConnectorKind, Connector> byKind = new EnumMap<>(ConnectorKind.class);
        kinds.forEach(connector -> byKind.put(connector.kind(), connector));
        Backoff backoff = new Backoff(config.backoff(), config.maxWait(), new SecureRandom());
        this.worker = new ConnectorWorker(
                UUID.randomUUID().toString(), runs, connectors, byKind, door, config, keys, backoff, clock, metrics);
    }

    /** Before the calls in flight are cut off: no next one begins. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(
            identity = "connector-work",
            every = "${strait.trade.connectors.tick}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        try {
            worker.schedule();
            while (!stopping && worker.step()) {
                // A run whose part is done stands last among those that are due.
                worker.schedule();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Connectors try again: cause=%s", e.getMessage());
        }
    }

    /** Well within a lease of a minute; a thread of its own, as the work may be waiting for an answer. */
    @Scheduled(identity = "connector-lease", every = "${strait.trade.connectors.renew}")
    void renew() {
        try {
            worker.renew();
        } catch (RuntimeException e) {
            LOG.warnf("Lease of a run not renewed: cause=%s", e.getMessage());
        }
    }
}
