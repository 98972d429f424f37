package io.strait.supplychain.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.FactKind;
import io.strait.supplychain.catalogue.model.Versioned;
import io.strait.supplychain.catalogue.storage.FactReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every fact of a revision in memory. The newest book asked for is kept (given up where memory is short) and brought to
 * a later revision by what has changed since; older revisions are read anew. Thread-safe; those who need a book that is
 * not here take turns.
 */
@ApplicationScoped
public class FactBooks {
    private static final int PAGE = 5_000;

    private final FactReads reads;
    /** Replaced under the lock of {@code this}. */
    private volatile SoftReference<FactBook> newest = new SoftReference<>(null);

    FactBooks(FactReads reads) {
        this.reads = reads;
    }

    /** The book of a committed revision. Not to be called within a transaction. */
    public FactBook at(long revision) {
        FactBook known = newest.get();
        return known != null && known.revision() == revision ? known : make(revision);
    }

    private synchronized FactBook make(long revision) {
        FactBook known = newest.get();
        if (known != null && known.revision() == revision) {
            return known;
        }
        FactBook book = known != null && known.revision() < revision ? later(known, revision) : whole(revision);
        if (known == null || known.revision() < revision) {
            newest = new SoftReference<>(book);
        }
        return book;
    }

    private FactBook later(FactBook known, long revision) {
        Map<FactKind, Collection<String>> gone = new EnumMap<>(FactKind.class);
        for (FactKind kind : FactKind.values()) {
            gone.put(
                    kind,
                    QuarkusTransaction.requiringNew().call(() -> reads.endedBetween(kind, known.revision(), revision)));
        }
        return known.with(revision, gone, facts(known.revision(), revision));
    }

    private FactBook whole(long revision) {
        return FactBook.of(revision, facts(null, revision));
    }

    /** Facts valid at a revision, those that were there at {@code known} already left out. */
    private List<Fact> facts(@Nullable Long known, long revision) {
        List<Fact> facts = new ArrayList<>();
        for (FactKind kind : FactKind.values()) {
            String after = "";
            List<Versioned> page;
            do {
                String from = after;
                // A revision does not change, so pages need no common transaction; a short one forgets what it has
                // read.
                page = QuarkusTransaction.requiringNew()
                        .call(() -> reads.addedBetween(kind, known == null ? -1 : known, revision, from, PAGE));
                page.forEach(versioned -> facts.add(versioned.fact()));
                after = page.isEmpty() ? "" : page.get(page.size() - 1).id();
            } while (page.size() == PAGE);
        }
        return facts;
    }
}
