package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Revision;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.catalogue.storage.HistoryReads;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who changed what and when, and the difference between two revisions. Thread-safe. */
@ApplicationScoped
public class History {
    /**
     * A fact that is not the same at two revisions.
     *
     * @param before null where it was not there
     * @param after null where it is gone
     */
    public record Difference(
            FactKind kind,
            String id,
            @Nullable Versioned before,
            @Nullable Versioned after) {}

    /**
     * @param kinds whose facts to compare
     * @param node only facts that are this node or name it; all where null
     */
    public record Question(
            long since,
            long until,
            Set<FactKind> kinds,
            @Nullable String node) {}

    /** Where the page before ended. */
    public record Place(FactKind kind, String id) {}

    /** Part of an answer; {@code more} says that further ones follow. */
    public record Page<T>(List<T> items, boolean more) {
        static <T> Page<T> of(List<T> found, int limit) {
            boolean more = found.size() > limit;
            return new Page<>(more ? List.copyOf(found.subList(0, limit)) : found, more);
        }
    }

    private final HistoryReads history;
    private final FactReads facts;

    History(HistoryReads history, FactReads facts) {
        this.history = history;
        this.facts = facts;
    }

    /** The last revisions before one, the newest first. */
    @Transactional
    public Page<HistoryReads.Entry> revisions(long before, int limit) {
        return Page.of(history.revisions(before, limit + 1), limit);
    }

    /** @throws ProblemException 404 when there is no such revision */
    @Transactional
    public Revision revision(long id) {
        return history.revision(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no revision " + id + "."));
    }

    /** The net difference between two revisions, by kind and id: nodes, requirements, supplies. */
    @Transactional
    public Page<Difference> changes(Question question, @Nullable Place after, int limit) {
        List<Difference> found = new ArrayList<>();
        for (FactKind kind : FactKind.values()) {
            boolean passed = after != null && kind.compareTo(after.kind()) < 0;
            if (passed || !question.kinds().contains(kind) || found.size() > limit) {
                continue;
            }
            String from = after != null && after.kind() == kind ? after.id() : "";
            List<String> ids = history.differing(
                    kind, question.since(), question.until(), question.node(), from, limit + 1 - found.size());
            Map<String, Versioned> before = byId(facts.at(kind, ids, question.since()));
            Map<String, Versioned> now = byId(facts.at(kind, ids, question.until()));
            ids.forEach(id -> found.add(new Difference(kind, id, before.get(id), now.get(id))));
        }
        return Page.of(found, limit);
    }

    private static Map<String, Versioned> byId(List<Versioned> facts) {
        Map<String, Versioned> byId = new HashMap<>();
        facts.forEach(fact -> byId.put(fact.id(), fact));
        return byId;
    }
}
