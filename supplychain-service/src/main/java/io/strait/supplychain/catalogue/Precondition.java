package io.strait.supplychain.catalogue;

import java.util.Set;

/** An If-Match: any version, or one of the revisions named. */
public record Precondition(boolean any, Set<Long> revisions) {
    public Precondition {
        revisions = Set.copyOf(revisions);
    }

    boolean admits(long revision) {
        return any || revisions.contains(revision);
    }
}
