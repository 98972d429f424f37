package io.strait.supplychain.scenario;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strait.events.SupplyChainEvent;
import io.strait.supplychain.catalogue.FactBooks;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.scenario.model.ScenarioPlan;
import io.strait.supplychain.scenario.model.ScenarioPlanner;
import io.strait.supplychain.scenario.model.ScenarioResult;
import io.strait.supplychain.scenario.model.ScenarioRun;
import io.strait.supplychain.scenario.storage.RunQueue;
import io.strait.supplychain.scenario.storage.RunQueue.Claim;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Computes runs, each on one thread, as many at a time as there are workers. A run is held by a lease; a replica that
 * stops gives its runs back, one that dies loses them when the lease ends.
 */
@ApplicationScoped
class ScenarioWorker {
    private static final Logger LOG = Logger.getLogger(ScenarioWorker.class);
    private static final Duration FAULT_RETRY = Duration.ofSeconds(5);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final RunQueue queue;
    private final FactBooks books;
    private final ScenarioConfig config;
    private final Timer timer;
    private final String owner = UUID.randomUUID().toString();
    private final Semaphore wakeUps = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();

    private volatile boolean stopping;

    ScenarioWorker(RunQueue queue, FactBooks books, ScenarioConfig config, MeterRegistry meters) {
        this.queue = queue;
        this.books = books;
        this.config = config;
        this.timer = Timer.builder("strait.scenario.run")
                .description("How long a scenario takes to be computed")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < config.workers(); i++) {
            Thread thread = new Thread(this::run, "scenario-worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Before the pool of connections closes: what is being computed is given back. */
    void stop(@Observes @Priority(2500) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeUps.release(Math.max(1, threads.size()));
        for (Thread thread : threads) {
            thread.join(STOP_GRACE.toMillis());
        }
    }

    /** There is a run to compute. */
    void wake() {
        wakeUps.release();
    }

    private void run() {
        while (!stopping) {
            Duration pause = config.poll();
            try {
                while (!stopping && next()) {
                    // Until nothing waits
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("Scenario worker tries again: cause=%s", e.getMessage());
                pause = FAULT_RETRY;
            }
            try {
                if (!stopping) {
                    boolean woken = wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                    LOG.tracef("Scenario worker goes on: woken=%s", woken);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean next() throws SQLException {
        Optional<Claim> claimed = queue.claim(owner, config.lease());
        if (claimed.isEmpty()) {
            return false;
        }
        Claim claim = claimed.get();
        if (claim.attempts() > config.maxAttempts()) {
            LOG.errorf("Scenario given up: scenarioId=%s run=%d", claim.scenarioId(), claim.number());
            queue.fail(claim, owner, "It was taken up " + config.maxAttempts() + " times and never came to an end.");
            return true;
        }
        Heart heart = new Heart(claim);
        try {
            timer.recordCallable(() -> {
                compute(claim, heart);
                return Boolean.TRUE;
            });
        } catch (CancellationException e) {
            if (stopping) {
                queue.release(claim, owner);
            } else {
                queue.cancelled(claim, owner);
                LOG.infof("Scenario cancelled: scenarioId=%s run=%d", claim.scenarioId(), claim.number());
            }
        } catch (SQLException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            LOG.errorf(e, "Scenario failed: scenarioId=%s run=%d", claim.scenarioId(), claim.number());
            queue.fail(claim, owner, "The service could not compute it; its log tells more under the scenario's id.");
        }
        return true;
    }

    private void compute(Claim claim, Heart heart) throws SQLException {
        FactBook book = books.at(claim.revision());
        ScenarioPlan plan = ScenarioPlanner.plan(book, Scenarios.parsed(claim.spec()), config.maxMakers());
        ScenarioRun.Outcome outcome = new ScenarioRun(plan, heart::beat, heart::isStopped)
                .compute(node ->
                        book.node(node).filter(ScenarioResult::isPlanned).isPresent());
        ScenarioResult result = ScenarioResult.of(plan, book, outcome);
        boolean written = queue.complete(
                claim,
                owner,
                Json.write(result.json()),
                result.headline(),
                new SupplyChainEvent.ScenarioCompleted(
                        claim.scenarioId(), claim.name(), result.headline(), result.stops(), claim.revision()));
        if (written) {
            LOG.infof(
                    "Scenario completed: scenarioId=%s run=%d revision=%d",
                    claim.scenarioId(), claim.number(), claim.revision());
        } else {
            LOG.warnf("Scenario lost: scenarioId=%s run=%d", claim.scenarioId(), claim.number());
        }
    }

    /** Tells how far a run is and hears whether it is still wanted, a few times a lease. */
    private final class Heart {
        private final Claim claim;
        private long next = System.nanoTime();
        private boolean wanted = true;

        Heart(Claim claim) {
            this.claim = claim;
        }

        void beat(double progress) {
            if (System.nanoTime() - next < 0) {
                return;
            }
            next = System.nanoTime()
                    + Math.min(
                            config.lease().dividedBy(4).toNanos(),
                            Duration.ofSeconds(1).toNanos());
            try {
                wanted = queue.renew(claim, owner, progress, config.lease());
            } catch (SQLException e) {
                // The next beat may come through; if none does, the lease ends and what is written changes nothing.
                LOG.warnf("Scenario's lease not renewed: scenarioId=%s cause=%s", claim.scenarioId(), e.getMessage());
            }
        }

        boolean isStopped() {
            return stopping || !wanted;
        }
    }
}
