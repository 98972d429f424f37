package io.strait.trade.reference.concordance;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.VersionPrecondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The tables from one classification to another: read, and loaded as a whole. */
@ApplicationScoped
public class Concordances {
    /** @param created whether there was none */
    record Loaded(ConcordanceStore.Version version, boolean created) {}

    /** A whole table at a version, and who made it. */
    public record Table(String from, String to, int version, String table, Instant loadedAt, Concordance concordance) {}

    /** Codes and their targets. */
    record Page(ConcordanceStore.Version version, SortedMap<String, List<Concordance.Target>> codes) {}

    private final ConcordanceStore store;

    Concordances(ConcordanceStore store) {
        this.store = store;
    }

    @Transactional
    List<ConcordanceStore.Version> list() {
        return store.newest();
    }

    /**
     * All of a table, for conversions.
     *
     * @throws ProblemException NOT_FOUND when there is none
     */
    @Transactional
    public Concordance get(String from, String to) {
        return new Concordance(store.all(version(from, to, null)));
    }

    /**
     * Likewise, and which one it is.
     *
     * @param version null for the newest
     * @throws ProblemException NOT_FOUND when there is none
     */
    @Transactional
    public Table table(String from, String to, @Nullable Integer version) {
        ConcordanceStore.Version of = version(from, to, version);
        return new Table(of.from(), of.to(), of.version(), of.table(), of.loadedAt(), new Concordance(store.all(of)));
    }

    /** @param version null for the newest */
    @Transactional
    Page codes(String from, String to, @Nullable Integer version, List<String> codes) {
        ConcordanceStore.Version of = version(from, to, version);
        return new Page(of, store.weights(of, codes));
    }

    /** @param version null for the newest */
    @Transactional
    Page page(String from, String to, @Nullable Integer version, String after, int limit) {
        ConcordanceStore.Version of = version(from, to, version);
        return new Page(of, store.weightsAfter(of, after, limit));
    }

    /**
     * Another version, unless it says the same as the one before.
     *
     * @throws ProblemException PRECONDITION_FAILED, PRECONDITION_REQUIRED
     */
    @Transactional
    Loaded put(
            String from,
            String to,
            String table,
            Concordance concordance,
            VersionPrecondition precondition,
            String editor) {
        store.lock();
        ConcordanceStore.Version held = store.newest(from, to).orElse(null);
        precondition.check("The concordance from " + from + " to " + to, held == null ? null : held.version());
        if (held != null && held.table().equals(table) && same(store.all(held), concordance)) {
            return new Loaded(held, false);
        }
        int next = held == null ? 1 : held.version() + 1;
        if (next > ConcordanceStore.MAX_VERSIONS) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There are " + ConcordanceStore.MAX_VERSIONS + " versions already");
        }
        return new Loaded(store.add(from, to, next, table, concordance, editor), held == null);
    }

    private static boolean same(SortedMap<String, List<Concordance.Target>> held, Concordance given) {
        return new Concordance(held)
                .targets()
                .toString()
                .equals(new Concordance(sorted(given)).targets().toString());
    }

    /** As storage gives them back. */
    private static SortedMap<String, List<Concordance.Target>> sorted(Concordance given) {
        SortedMap<String, List<Concordance.Target>> sorted = given.targets();
        sorted.replaceAll((code, list) -> list.stream()
                .sorted(Comparator.comparing(Concordance.Target::weight)
                        .reversed()
                        .thenComparing(target -> target.code() == null ? "" : target.code()))
                .toList());
        return sorted;
    }

    private ConcordanceStore.Version version(String from, String to, @Nullable Integer version) {
        return (version == null ? store.newest(from, to) : store.version(from, to, version))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "No concordance from " + from + " to " + to + (version == null ? "" : " at version " + version)
                                + " (GET /trade/v1/concordances lists them)"));
    }
}
