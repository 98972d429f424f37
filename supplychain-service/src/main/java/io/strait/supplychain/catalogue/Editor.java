package io.strait.supplychain.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.FactReader;
import io.strait.supplychain.catalogue.model.FactWriter;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Revision;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.catalogue.storage.FactWrites;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Changes the catalogue. Every method makes at most one revision, all of it or nothing; when it returns, that is committed
 * and the graph of this replica has it. Writers take turns (see {@link FactWrites#begin}): a change is judged against
 * exactly what it will change. Small changes that wait for their turn together are committed together. Thread-safe.
 */
@ApplicationScoped
public class Editor {
    /** A key that makes a POST repeatable, and the digest of what was posted under it. */
    public record Idempotency(String key, String digest) {
        /** @throws ProblemException 422 where something else was posted under the key */
        public void demandSame(FactWrites.Remembered before) {
            if (!before.digest().equals(digest)) {
                throw ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "This Idempotency-Key was used for another request in the last 24 hours.",
                        Violation.of("Idempotency-Key", key, "stands for another body", "a new key"));
            }
        }
    }

    /** What a POST has led to; {@code replayed} where it had done so before. */
    public record Created(String json, String id, long revision, boolean replayed) {}

    private static final Logger LOG = Logger.getLogger(Editor.class);
    private static final int MAX_LISTED = 100;
    private static final int MAX_VIOLATIONS = 1000;

    private final FactReads reads;
    private final FactWrites writes;
    private final LiveGraph graph;
    private final Event<Revised> revised;
    private final GroupCommit small = new GroupCommit(this::inTurn);

    Editor(FactReads reads, FactWrites writes, LiveGraph graph, Event<Revised> revised) {
        this.reads = reads;
        this.writes = writes;
        this.graph = graph;
        this.revised = revised;
    }

    /** Adds a fact. 409 where its id is taken; 422 where it does not fit the others. */
    public Created create(Fact fact, Author author, @Nullable Idempotency idempotency) {
        return write(turn -> {
            if (idempotency != null) {
                Optional<FactWrites.Remembered> before = writes.recall(author.name(), idempotency.key());
                if (before.isPresent()) {
                    return replay(before.get(), idempotency);
                }
            }
            if (reads.exists(fact.factKind(), fact.id())) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "There is a " + fact.factKind().code() + " " + fact.id() + " already; PUT changes it.");
            }
            Revision revision = commit(turn, List.of(new Change(null, fact, null)), author);
            String json = Json.write(FactWriter.write(fact, revision));
            if (idempotency != null) {
                writes.remember(
                        author.name(), idempotency.key(), new FactWrites.Remembered(idempotency.digest(), json));
            }
            return new Created(json, fact.id(), revision.id(), false);
        });
    }

    private static Created replay(FactWrites.Remembered before, Idempotency idempotency) {
        idempotency.demandSame(before);
        var json = Json.trusted(before.answer());
        return new Created(
                before.answer(), json.path("id").asText(), json.path("revision").asLong(), true);
    }

    /** Puts a fact in the place of the one that is there. The same again makes no revision. */
    public Versioned replace(Fact fact, Precondition precondition, Author author) {
        return write(turn -> change(turn, demand(fact.factKind(), fact.id(), precondition), fact, author));
    }

    /** Applies a JSON Merge Patch (RFC 7396). */
    public Versioned patch(FactKind kind, String id, ObjectNode patch, Precondition precondition, Author author) {
        return write(turn -> {
            Versioned before = demand(kind, id, precondition);
            List<Violation> violations = new ArrayList<>();
            Fact after = FactReader.read(kind, Json.merge(FactWriter.write(before.fact()), patch), id, violations);
            if (after == null) {
                throw unprocessable(violations);
            }
            return change(turn, before, after, author);
        });
    }

    private Versioned change(Turn turn, Versioned before, Fact after, Author author) {
        if (before.fact().equals(after)) {
            return before;
        }
        return new Versioned(after, commit(turn, List.of(new Change(before, after, null)), author));
    }

    /**
     * Removes a fact. A node that is still named is kept (409, naming who does), unless {@code cascade}: then the links
     * at it go too, and substitutes and wider types forget it.
     *
     * @return the revision that it made
     */
    public long remove(FactKind kind, String id, Precondition precondition, boolean cascade, Author author) {
        return write(turn -> {
            Versioned before = demand(kind, id, precondition);
            List<Change> changes = new ArrayList<>();
            if (kind == FactKind.NODE) {
                FactReads.Uses uses = reads.usesOf(id);
                if (!uses.isEmpty() && !cascade) {
                    throw stillNamed(id, uses);
                }
                changes.addAll(forget(id, uses));
            }
            changes.add(new Change(before, null, null));
            return commit(turn, changes, author).id();
        });
    }

    private static ProblemException stillNamed(String id, FactReads.Uses uses) {
        Set<String> links = new TreeSet<>(uses.requirements());
        links.addAll(uses.substitutes());
        links.addAll(uses.supplies());
        return ProblemException.of(
                        ProblemType.CONFLICT,
                        "The node " + id + " is named by " + links.size() + " links and is a wider type of "
                                + uses.types().size() + " nodes. Remove them first, or ask with cascade=true.")
                .with("links", links.stream().limit(MAX_LISTED).toList())
                .with("types", uses.types().stream().limit(MAX_LISTED).toList())
                .with("linkCount", links.size());
    }

    private List<Change> forget(String id, FactReads.Uses uses) {
        List<Change> changes = new ArrayList<>();
        for (Versioned link : reads.current(FactKind.REQUIREMENT, uses.requirements())) {
            changes.add(new Change(link, null, null));
        }
        for (Versioned link : reads.current(FactKind.SUPPLY, uses.supplies())) {
            changes.add(new Change(link, null, null));
        }
        Set<String> kept = new TreeSet<>(uses.substitutes());
        kept.removeAll(uses.requirements());
        for (Versioned link : reads.current(FactKind.REQUIREMENT, kept)) {
            changes.add(new Change(link, ((Requirement) link.fact()).withoutSubstitute(id), null));
        }
        for (Versioned narrower : reads.current(FactKind.NODE, uses.types())) {
            changes.add(new Change(narrower, ((Node) narrower.fact()).withoutType(id), null));
        }
        return changes;
    }

    /**
     * Adds and changes many facts as one revision, all or none. Facts that are there and the same are left alone; facts
     * that the import does not name stay.
     */
    public ImportOutcome importAll(Collection<ImportedFact> facts, boolean dryRun, Author author) {
        if (dryRun) {
            return QuarkusTransaction.requiringNew().call(() -> plan(facts).outcome(true, reads.latestRevision()));
        }
        return writeAlone(turn -> {
            Plan plan = plan(facts);
            long revision = plan.changes().isEmpty()
                    ? reads.latestRevision()
                    : writeRevision(turn, plan.changes(), author).id();
            return plan.outcome(false, revision);
        });
    }

    /**
     * Applies a JSON Merge Patch to many facts as one revision, all or none. A node that goes must not be named by what
     * stays.
     *
     * @param precondition of the catalogue's revision
     */
    public ImportOutcome patchAll(List<FactPatch> patches, Precondition precondition, boolean dryRun, Author author) {
        if (dryRun) {
            return QuarkusTransaction.requiringNew().call(() -> {
                long revision = demandRevision(precondition);
                return planPatches(patches).outcome(true, revision);
            });
        }
        return writeAlone(turn -> {
            long revision = demandRevision(precondition);
            Plan plan = planPatches(patches);
            return plan.outcome(
                    false,
                    plan.changes().isEmpty()
                            ? revision
                            : writeRevision(turn, plan.changes(), author).id());
        });
    }

    private long demandRevision(Precondition precondition) {
        long latest = reads.latestRevision();
        if (!precondition.admits(latest)) {
            throw stale("The catalogue", latest);
        }
        return latest;
    }

    private static ProblemException stale(String what, long revision) {
        return ProblemException.of(
                        ProblemType.PRECONDITION_FAILED,
                        what + " is at revision " + revision + "; If-Match names another one.")
                .with("revision", revision)
                .withHeader("ETag", "\"r" + revision + "\"");
    }

    private Plan planPatches(List<FactPatch> patches) {
        List<Change> changes = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        Map<FactKind, Integer> unchanged = new LinkedHashMap<>();
        for (FactKind kind : FactKind.values()) {
            List<FactPatch> ofKind =
                    patches.stream().filter(patch -> patch.kind() == kind).toList();
            Map<String, Versioned> there = new LinkedHashMap<>();
            reads.current(kind, ofKind.stream().map(FactPatch::id).toList())
                    .forEach(versioned -> there.put(versioned.id(), versioned));
            for (FactPatch patch : ofKind) {
                Versioned before = there.get(patch.id());
                Fact after = patch.apply(before, violations);
                if (before != null && before.fact().equals(after)) {
                    unchanged.merge(kind, 1, Integer::sum);
                } else if (before != null || after != null) {
                    changes.add(new Change(before, after, patch.origin()));
                }
            }
        }
        // A fact that cannot be read would be reported again as one that is not there: that would only hide the cause.
        if (violations.isEmpty()) {
            violations.addAll(Consistency.check(reads, changes));
        }
        if (!violations.isEmpty()) {
            throw unprocessable(violations);
        }
        return new Plan(changes, unchanged);
    }

    private record Plan(List<Change> changes, Map<FactKind, Integer> unchanged) {
        ImportOutcome outcome(boolean dryRun, long revision) {
            return ImportOutcome.of(dryRun, revision, changes, unchanged);
        }
    }

    private Plan plan(Collection<ImportedFact> facts) {
        List<Change> changes = new ArrayList<>();
        Map<FactKind, Integer> unchanged = new LinkedHashMap<>();
        for (FactKind kind : FactKind.values()) {
            Map<String, ImportedFact> wanted = new LinkedHashMap<>();
            facts.stream()
                    .filter(imported -> imported.fact().factKind() == kind)
                    .forEach(imported -> wanted.put(imported.fact().id(), imported));
            Map<String, Versioned> there = new LinkedHashMap<>();
            reads.current(kind, new LinkedHashSet<>(wanted.keySet()))
                    .forEach(versioned -> there.put(versioned.id(), versioned));
            for (ImportedFact imported : wanted.values()) {
                Versioned before = there.get(imported.fact().id());
                if (before != null && before.fact().equals(imported.fact())) {
                    unchanged.merge(kind, 1, Integer::sum);
                } else {
                    changes.add(new Change(before, imported.fact(), imported.origin()));
                }
            }
        }
        demandConsistent(changes);
        return new Plan(changes, unchanged);
    }

    private Versioned demand(FactKind kind, String id, Precondition precondition) {
        Versioned there = reads.current(kind, id).orElseThrow(() -> Catalogue.notFound(kind, id, null));
        if (!precondition.admits(there.revision().id())) {
            throw stale("The " + kind.code(), there.revision().id());
        }
        return there;
    }

    private Revision commit(Turn turn, List<Change> changes, Author author) {
        demandConsistent(changes);
        return writeRevision(turn, changes, author);
    }

    private Revision writeRevision(Turn turn, List<Change> changes, Author author) {
        Revision revision = writes.allocate(author.name(), author.why());
        writes.write(revision, changes, author.traceparent());
        Revised made = new Revised(revision, changes, author.traceparent());
        revised.fire(made);
        turn.made = made;
        return revision;
    }

    private void demandConsistent(List<Change> changes) {
        List<Violation> violations = Consistency.check(reads, changes);
        if (!violations.isEmpty()) {
            throw unprocessable(violations);
        }
    }

    /** 422 with everything that is wrong, as far as a person can read it. */
    public static ProblemException unprocessable(List<Violation> violations) {
        return unprocessable(violations, violations.size());
    }

    /**
     * The same where more is wrong than is listed.
     *
     * @param count how much
     */
    public static ProblemException unprocessable(List<Violation> violations, long count) {
        List<Violation> listed = violations.stream().limit(MAX_VIOLATIONS).toList();
        ProblemException problem = ProblemException.of(
                ProblemType.UNPROCESSABLE,
                "Nothing was changed: " + count + (count == 1 ? " thing is wrong." : " things are wrong."),
                listed);
        return count > listed.size() ? problem.with("violationCount", count) : problem;
    }

    /** One fact and what goes with it. */
    private <T> T write(Function<Turn, T> change) {
        Turn turn = new Turn();
        return seen(turn, small.run(() -> turn.run(change)));
    }

    /** So much that others should not have to do it again because of one of theirs. */
    private <T> T writeAlone(Function<Turn, T> change) {
        Turn turn = new Turn();
        return seen(turn, new GroupCommit(this::inTurn).run(() -> turn.run(change)));
    }

    private void inTurn(Runnable work) {
        QuarkusTransaction.requiringNew().run(() -> {
            writes.begin();
            work.run();
        });
    }

    private <T> T seen(Turn turn, T result) {
        graph.refresh();
        Revised made = turn.made;
        if (made != null) {
            LOG.infof(
                    "Catalogue changed: revision=%d changes=%d changedBy=%s",
                    made.revision().id(), made.changes().size(), made.revision().changedBy());
        }
        return result;
    }

    /** What a change has made, told by whom it was asked for once it is committed. */
    private static final class Turn {
        private @Nullable Revised made;

        <T> T run(Function<Turn, T> change) {
            made = null;
            return change.apply(this);
        }
    }
}
