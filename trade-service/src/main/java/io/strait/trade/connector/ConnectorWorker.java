package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.strait.trade.connector.RunStore.Claim;
import io.strait.trade.connector.RunStore.LostException;
import io.strait.trade.connector.RunStore.Pending;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due, one part of one run at a time: between two parts a run belongs to nobody, so runs share a replica part
 * by part and replicas share runs. No thread waits: a run that has to is put off in the database. Of one thread; each
 * replica has one, and each one is an owner of its own.
 */
final class ConnectorWorker {
    private static final Logger LOG = Logger.getLogger(ConnectorWorker.class);
    private static final int MAX_DETAIL = 1000;

    private final String owner;
    private final RunStore runs;
    private final ConnectorStore connectors;
    private final Map<ConnectorKind, Connector> kinds;
    private final Door door;
    private final ConnectorConfig config;
    private final Keys keys;
    private final Backoff backoff;
    private final Clock clock;
    private final MeterRegistry metrics;
    private volatile @Nullable Long working;

    ConnectorWorker(
            String owner,
            RunStore runs,
            ConnectorStore connectors,
            Map<ConnectorKind, Connector> kinds,
            Door door,
            ConnectorConfig config,
            Keys keys,
            Backoff backoff,
            Clock clock,
            MeterRegistry metrics) {
        this.owner = owner;
        this.runs = runs;
        this.connectors = connectors;
        this.kinds = Map.copyOf(kinds);
        this.door = door;
        this.config = config;
        this.keys = keys;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Makes the runs whose time has come. */
    void schedule() {
        while (runs.scheduleNext(connectors, clock.instant())) {
            LOG.debug("Run made by schedule");
        }
    }

    /** Keeps the run of this moment; of another thread than the work. */
    void renew() {
        Long id = working;
        if (id != null) {
            runs.renew(id, owner, config.lease());
        }
    }

    /** Does one step of the run that has been due longest. False when nothing is due. */
    boolean step() {
        Optional<Claim> claimed = runs.claim(owner, config.lease(), clock.instant());
        if (claimed.isEmpty()) {
            return false;
        }
        Claim run = claimed.get();
        working = run.id();
        try {
            step(run);
        } catch (LostException e) {
            LOG.infof(
                    "Run no longer ours: connector=%s run=%d", run.definition().id(), run.id());
        } finally {
            working = null;
        }
        return true;
    }

    private void step(Claim run) throws LostException {
        Connector connector = kinds.get(run.definition().kind());
        if (connector == null) {
            throw new IllegalStateException(
                    "no connector of kind " + run.definition().kind());
        }
        if (!run.planned()) {
            List<ObjectNode> parts = connector.parts(run.definition(), run.memory(), run.startedAt());
            if (parts.size() > config.maxParts()) {
                fail(run, ProblemType.UNPROCESSABLE, tooMany());
                return;
            }
            runs.plan(run, owner, parts);
        }
        Optional<Pending> next = runs.next(run.id());
        if (next.isEmpty()) {
            end(run, connector);
            return;
        }
        try {
            if (runs.parts(run.id()) > config.maxParts()) {
                throw RefusedException.run(ProblemType.UNPROCESSABLE, tooMany());
            }
            PartResult result = connector.fetch(next.get().spec(), door.work(run, clock));
            runs.finish(run, owner, next.get(), masked(result), clock.instant());
        } catch (PutOffException e) {
            putOff(run, e);
        } catch (RefusedException e) {
            refuse(run, next.get(), e);
        } catch (Sql.ConnectorDatabaseException e) {
            // Nothing can be noted now: the lease ends, and the part is done again.
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "Part failed: connector=%s run=%d part=%d",
                    run.definition().id(),
                    run.id(),
                    next.get().seq());
            refuse(
                    run,
                    next.get(),
                    RefusedException.part(
                            ProblemType.INTERNAL_ERROR,
                            "The service failed; its log tells more under the run's number"));
        }
    }

    private void end(Claim run, Connector connector) throws LostException {
        boolean completed = runs.end(run, owner, connector.remembersFailedRuns(), retry(run), clock.instant());
        count(run, completed ? "completed" : "failed");
    }

    private void putOff(Claim run, PutOffException e) throws LostException {
        String reason = masked(e.reason());
        Instant now = clock.instant();
        Instant moment = e.moment();
        int attempts = e.counts() ? run.attempts() + 1 : run.attempts();
        if (attempts > config.maxAttempts()) {
            String detail = "Given up after " + config.maxAttempts() + " more attempts; the last: " + reason;
            fail(run, ProblemType.UNAVAILABLE, detail);
            return;
        }
        Duration asked = e.asked();
        Instant due =
                moment != null ? moment : now.plus(asked == null ? backoff.after(attempts) : backoff.bounded(asked));
        LOG.infof(
                "Run put off: connector=%s run=%d until=%s cause=%s",
                run.definition().id(), run.id(), due, reason);
        runs.putOff(run, owner, due, reason, attempts);
    }

    private void refuse(Claim run, Pending part, RefusedException e) throws LostException {
        String detail = masked(e.detail());
        if (e.wholeRun()) {
            fail(run, e.type(), detail);
        } else {
            runs.failPart(run, owner, part, e, detail, clock.instant());
        }
        LOG.warnf(
                "Part refused: connector=%s run=%d part=%d cause=%s",
                run.definition().id(), run.id(), part.seq(), detail);
    }

    private void fail(Claim run, ProblemType type, String detail) throws LostException {
        runs.fail(run, owner, type.slug(), detail, retry(run), clock.instant());
        count(run, "failed");
    }

    private String tooMany() {
        return "The run has more than " + config.maxParts() + " parts: ask for less, or by several connectors";
    }

    /** When the schedule may try again after a run that failed. */
    private Instant retry(Claim run) {
        return clock.instant().plus(backoff.after(run.failuresBefore() + 1));
    }

    private PartResult masked(PartResult result) {
        String note = result.note();
        List<ObjectNode> more = new ArrayList<>(result.more());
        return new PartResult(
                result.split(),
                result.ingestId(),
                note == null ? null : masked(note),
                more,
                result.notBefore(),
                result.memory());
    }

    private String masked(String text) {
        return Text.clean(keys.masked(text), MAX_DETAIL);
    }

    private void count(Claim run, String outcome) {
        metrics.counter("strait.connector.runs", "kind", run.definition().kind().code(), "outcome", outcome)
                .increment();
    }
}
