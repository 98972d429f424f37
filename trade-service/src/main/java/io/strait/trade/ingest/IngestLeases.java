package io.strait.trade.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps the leases of this replica's jobs, and ends the uploads of replicas that are gone. Thread-safe. */
@ApplicationScoped
class IngestLeases {
    private static final Logger LOG = Logger.getLogger(IngestLeases.class);

    private final IngestStore store;
    private final CancelStore cancels;
    private final IngestConfig config;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ingest-leases");
        thread.setDaemon(true);
        return thread;
    });

    IngestLeases(IngestStore store, CancelStore cancels, IngestConfig config) {
        this.store = store;
        this.cancels = cancels;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long third = Math.max(1, config.lease().toMillis() / 3);
        timer.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
        long poll = config.poll().toMillis();
        timer.scheduleWithFixedDelay(this::sweep, 0, poll, TimeUnit.MILLISECONDS);
    }

    /** After the worker and the uploads: their leases hold until they are done. */
    void stop(@Observes @Priority(3000) ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** This run of this replica. */
    String owner() {
        return owner;
    }

    void hold(String ingestId) {
        held.add(ingestId);
    }

    void drop(String ingestId) {
        held.remove(ingestId);
    }

    private void renew() {
        try {
            if (!held.isEmpty()) {
                store.renew(held, owner, config.lease());
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Leases not renewed: cause=%s", e.getMessage());
        }
    }

    private void sweep() {
        try {
            int failed = store.failAbandonedUploads();
            if (failed > 0) {
                LOG.infof("Abandoned uploads ended: count=%d", failed);
            }
            cancels.sweep();
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Abandoned uploads not looked for: cause=%s", e.getMessage());
        }
    }
}
