package io.strait.trade.connector;

import io.strait.trade.ingest.format.Text;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients do with connectors: define them, look at their runs, ask for one, cancel one. Thread-safe. */
@ApplicationScoped
class Connectors {
    static final int MAX_CONNECTORS = 1000;

    /** @param next cursor of the next page; null on the last */
    record Page<T>(List<T> items, @Nullable String next) {}

    /** Whether it is new. */
    record Saved(StoredConnector connector, boolean added) {}

    /** Whether it is new; otherwise it is the one that had not ended. */
    record Asked(StoredRun run, boolean added) {}

    private final ConnectorStore store;
    private final RunStore runs;
    private final Sources sources;
    private final Keys keys;
    private final Clock clock;
    private final Map<ConnectorKind, Connector> kinds = new EnumMap<>(ConnectorKind.class);

    Connectors(
            ConnectorStore store,
            RunStore runs,
            Sources sources,
            Keys keys,
            Clock clock,
            @Any Instance<Connector> connectors) {
        this.store = store;
        this.runs = runs;
        this.sources = sources;
        this.keys = keys;
        this.clock = clock;
        connectors.forEach(connector -> kinds.put(connector.kind(), connector));
    }

    /** @throws ProblemException with all that is wrong with it */
    Definition checked(String id, @Nullable ConnectorBody body) {
        return ConnectorBody.checked(id, body, sources.fresh(), kinds);
    }

    /** Whether the key that the definition names is configured; true where it needs none. */
    boolean hasKey(Definition definition) {
        String name = definition.keyName();
        return name == null || keys.find(name).isPresent();
    }

    /**
     * Adds a connector, or changes it.
     *
     * @throws ProblemException PRECONDITION_REQUIRED when there is one and nothing says which version is changed,
     *     PRECONDITION_FAILED when it is another
     */
    Saved save(Definition definition, VersionMatch match, String by) {
        Instant now = clock.instant();
        Schedule schedule = definition.schedule();
        Instant next = schedule == null || !definition.enabled()
                ? null
                : schedule.next(now).orElse(null);
        Optional<StoredConnector> held = store.find(definition.id(), now);
        if (held.isEmpty()) {
            if (match.given()) {
                throw new ProblemException(
                        ProblemType.PRECONDITION_FAILED, "There is no connector " + definition.id() + " to change");
            }
            if (store.count() >= MAX_CONNECTORS) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "There are " + MAX_CONNECTORS + " connectors already, which is the most");
            }
            if (store.add(definition, by, next, now)) {
                return new Saved(find(definition.id()), true);
            }
        }
        StoredConnector before = find(definition.id());
        match.check(before.version());
        Definition old = before.definition();
        boolean forget = old.kind() != definition.kind()
                || !old.source().equals(definition.source())
                || !old.settings().equals(definition.settings());
        if (!store.change(definition, before.version(), forget, by, next, now)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "The connector was changed a moment ago: read it again");
        }
        return new Saved(find(definition.id()), false);
    }

    /**
     * Takes a connector away, with its runs; what they fetched stays.
     *
     * @throws ProblemException NOT_FOUND when there is none, PRECONDITION_REQUIRED and PRECONDITION_FAILED as for a change,
     *     CONFLICT while a run has not ended
     */
    void remove(String id, VersionMatch match) {
        StoredConnector held = find(id);
        match.check(held.version());
        StoredRun last = held.lastRun();
        if (last != null && last.endedAt() == null) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Run " + last.id() + " has not ended: cancel it, or wait for its end");
        }
        if (!store.remove(id, held.version())) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The connector was changed or began a run a moment ago: read it again");
        }
    }

    /** @throws ProblemException NOT_FOUND when there is none of that id */
    StoredConnector find(String id) {
        Optional<StoredConnector> found =
                ConnectorBody.ID.matcher(id).matches() ? store.find(id, clock.instant()) : Optional.empty();
        return found.orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "There is no connector " + Text.clean(id, 63)));
    }

    /** By id. */
    Page<StoredConnector> list(String after, int size) {
        List<StoredConnector> found = store.list(after, size + 1, clock.instant());
        return found.size() > size
                ? new Page<>(
                        found.subList(0, size), found.get(size - 1).definition().id())
                : new Page<>(found, null);
    }

    /** @throws ProblemException CONFLICT when it is not enabled */
    Asked ask(String id, String by) {
        Definition definition = find(id).definition();
        if (!definition.enabled()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The connector is not enabled",
                    List.of(new Violation("enabled", "false", "keeps it from running", "true")));
        }
        Optional<Long> added = runs.ask(definition, by, clock.instant());
        if (added.isPresent()) {
            return new Asked(run(id, added.get()), true);
        }
        // It may have ended in this moment: then the newest is the one. Or the connector was taken away.
        return new Asked(
                store.runs(id, Long.MAX_VALUE, 1).stream()
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no connector " + id)),
                false);
    }

    /** Newest first. */
    Page<StoredRun> runs(String id, long before, int size) {
        find(id);
        List<StoredRun> found = store.runs(id, before, size + 1);
        return found.size() > size
                ? new Page<>(
                        found.subList(0, size),
                        String.valueOf(found.get(size - 1).id()))
                : new Page<>(found, null);
    }

    /** @throws ProblemException NOT_FOUND when there is none of that number */
    StoredRun run(String id, long run) {
        return store.run(find(id).definition().id(), run)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "Connector " + id + " has no run " + run));
    }

    /** A run that has ended stays as it ended. */
    StoredRun cancel(String id, long run) {
        StoredRun before = run(id, run);
        runs.cancel(id, before.id(), clock.instant());
        return run(id, run);
    }

    /** In the order of their making. */
    Page<StoredPart> parts(String id, long run, long after, int size) {
        List<StoredPart> found = store.parts(run(id, run).id(), after, size + 1);
        return found.size() > size
                ? new Page<>(
                        found.subList(0, size),
                        String.valueOf(found.get(size - 1).seq()))
                : new Page<>(found, null);
    }
}
