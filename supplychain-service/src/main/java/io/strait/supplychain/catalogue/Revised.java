package io.strait.supplychain.catalogue;

import io.strait.supplychain.catalogue.model.Change;
import io.strait.supplychain.catalogue.model.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision was written and is not committed yet. Fired within its transaction: what an observer writes commits with it,
 * what an observer throws undoes it.
 */
public record Revised(
        Revision revision, List<Change> changes, @Nullable String traceparent) {
    public Revised {
        changes = List.copyOf(changes);
    }
}
