package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.FactKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import or a patch of many facts did, or would do.
 *
 * @param revision the one that it made; the last one where it changed nothing or was a dry run
 * @param changes the first of them, {@value #MAX_LISTED} at most
 * @param changeCount all of them
 */
public record ImportOutcome(
        boolean dryRun, long revision, Map<String, Counts> counts, List<Listed> changes, int changeCount) {
    private static final int MAX_LISTED = 1000;
    private static final String ADDED = "added";
    private static final String CHANGED = "changed";
    private static final String REMOVED = "removed";

    /** Facts of one kind. */
    public record Counts(int added, int changed, int removed, int unchanged) {}

    /** One change: what, and {@code added}, {@code changed} or {@code removed}. */
    public record Listed(String kind, String id, String change) {}

    static ImportOutcome of(boolean dryRun, long revision, List<Change> changes, Map<FactKind, Integer> unchanged) {
        Map<String, Counts> counts = new LinkedHashMap<>();
        for (FactKind kind : FactKind.values()) {
            counts.put(
                    kind.plural(),
                    new Counts(
                            count(changes, kind, ADDED),
                            count(changes, kind, CHANGED),
                            count(changes, kind, REMOVED),
                            unchanged.getOrDefault(kind, 0)));
        }
        return new ImportOutcome(
                dryRun,
                revision,
                counts,
                changes.stream()
                        .limit(MAX_LISTED)
                        .map(change -> new Listed(
                                change.fact().factKind().code(), change.fact().id(), what(change)))
                        .toList(),
                changes.size());
    }

    private static int count(List<Change> changes, FactKind kind, String what) {
        return (int) changes.stream()
                .filter(change ->
                        change.fact().factKind() == kind && what(change).equals(what))
                .count();
    }

    private static String what(Change change) {
        return change.before() == null ? ADDED : change.after() == null ? REMOVED : CHANGED;
    }
}
