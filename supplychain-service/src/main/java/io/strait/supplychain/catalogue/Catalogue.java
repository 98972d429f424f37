package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.FactReads;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of facts, now and as of an instant. Always from the database, so a client reads its own writes. */
@ApplicationScoped
public class Catalogue {
    /** Facts of one revision; {@code more} says that further ones follow. */
    public record Page(List<Versioned> facts, long revision, boolean more) {}

    private final FactReads reads;

    Catalogue(FactReads reads) {
        this.reads = reads;
    }

    /** @throws ProblemException when there is no such fact, or was none at the instant */
    @Transactional
    public Versioned get(FactKind kind, String id, @Nullable Instant asOf) {
        return (asOf == null ? reads.current(kind, id) : reads.at(kind, id, revisionAt(asOf)))
                .orElseThrow(() -> notFound(kind, id, asOf));
    }

    /** Those of the facts that were there at a revision, in no order. */
    @Transactional
    public List<Versioned> at(FactKind kind, Collection<String> ids, long revision) {
        return reads.at(kind, ids, revision);
    }

    /** Whether there was such a fact at a revision. */
    @Transactional
    public boolean isThere(FactKind kind, String id, long revision) {
        return reads.at(kind, id, revision).isPresent();
    }

    /** The revision that was current at an instant: the last one for null, 0 (the empty catalogue) before the first. */
    @Transactional
    public long revisionAt(@Nullable Instant asOf) {
        return asOf == null ? reads.latestRevision() : reads.revisionAt(asOf).orElse(0);
    }

    /** See {@link FactReads#page}. */
    @Transactional
    public Page page(
            FactKind kind,
            Map<String, String> equal,
            @Nullable String searched,
            long revision,
            String after,
            int limit) {
        List<Versioned> facts = reads.page(kind, equal, searched, revision, after, limit + 1);
        boolean more = facts.size() > limit;
        return new Page(more ? facts.subList(0, limit) : facts, revision, more);
    }

    /** 404 for a node that was not there at a revision, which it names. */
    public static ProblemException noNode(String id, long revision) {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no node " + id + " at revision " + revision + ".")
                .with("revision", revision);
    }

    static ProblemException notFound(FactKind kind, String id, @Nullable Instant asOf) {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "There " + (asOf == null ? "is" : "was") + " no " + kind.code() + " " + id
                        + (asOf == null ? "." : " at " + asOf + "."));
    }
}
