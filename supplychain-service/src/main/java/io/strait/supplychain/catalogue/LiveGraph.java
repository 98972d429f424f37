package io.strait.supplychain.catalogue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.strait.supplychain.catalogue.storage.GraphReads;
import io.strait.supplychain.graph.GraphSnapshot;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The graph that answers, always a whole snapshot of one revision. A change made here is in it before the change is
 * answered; changes made by other replicas are looked for every second, and at once by a read that asks for a revision
 * not yet here. Thread-safe: readers never wait, those who bring it up to date take turns.
 */
@ApplicationScoped
public class LiveGraph {
    private static final Logger LOG = Logger.getLogger(LiveGraph.class);
    private static final long RETRY_MILLIS = 50;

    private final GraphReads reads;
    private final CatalogueConfig config;
    private final AtomicReference<@Nullable GraphSnapshot> current = new AtomicReference<>();
    private final AtomicLong asked = new AtomicLong();
    /** Who asked up to then has been served. */
    private long served;

    LiveGraph(GraphReads reads, CatalogueConfig config, MeterRegistry meters) {
        this.reads = reads;
        this.config = config;
        Gauge.builder("strait.graph.revision", this, graph -> graph.read(GraphSnapshot::revision))
                .description("The revision of the catalogue that the graph is at")
                .register(meters);
        Gauge.builder("strait.graph.nodes", this, graph -> graph.read(s -> s.nodeCount()))
                .register(meters);
        Gauge.builder("strait.graph.arcs", this, graph -> graph.read(s -> s.arcCount()))
                .register(meters);
    }

    private double read(java.util.function.ToLongFunction<GraphSnapshot> figure) {
        GraphSnapshot snapshot = current.get();
        return snapshot == null ? Double.NaN : figure.applyAsLong(snapshot);
    }

    /** After Flyway, before requests. A database that is away is no reason to die: readiness says so meanwhile. */
    void start(@Observes @Priority(100) StartupEvent event) {
        followOthers();
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void followOthers() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warnf("Graph not brought up to date: cause=%s", e.toString());
        }
    }

    /** Whether there is a graph to answer from. */
    public boolean isReady() {
        return current.get() != null;
    }

    /** What is here now. */
    public GraphSnapshot snapshot() {
        GraphSnapshot snapshot = current.get();
        if (snapshot == null) {
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The graph is not built yet.")
                    .withHeader("Retry-After", "2");
        }
        return snapshot;
    }

    /**
     * A snapshot of at least this revision.
     *
     * @throws ProblemException 412 when it is not there within the configured time
     */
    public GraphSnapshot snapshot(long minRevision) {
        long deadline = System.nanoTime() + config.minRevisionWait().toNanos();
        GraphSnapshot snapshot = snapshot();
        while (snapshot.revision() < minRevision) {
            refresh();
            snapshot = snapshot();
            if (snapshot.revision() >= minRevision) {
                break;
            }
            if (System.nanoTime() > deadline) {
                throw ProblemException.of(
                                ProblemType.PRECONDITION_FAILED,
                                "The graph is at revision " + snapshot.revision() + ", not yet at " + minRevision + ".")
                        .with("revision", snapshot.revision());
            }
            pause();
        }
        return snapshot;
    }

    /** Brings the graph to the last committed revision. Not to be called within a transaction. */
    public void refresh() {
        refresh(asked.incrementAndGet());
    }

    /** Those that wait here together are served by one of them. */
    private synchronized void refresh(long mine) {
        if (served >= mine) {
            return;
        }
        long all = asked.get();
        update();
        served = all;
    }

    private void update() {
        GraphSnapshot known = current.get();
        try {
            current.set(known == null ? reads.whole() : reads.after(known));
        } catch (IllegalStateException e) {
            // Not to be expected; whatever brought it about, what the database says is right
            LOG.warnf("Graph built anew: cause=%s", e.toString());
            current.set(reads.whole());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The service is stopping.");
        }
    }
}
