package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The instants of revisions. One never changes, so what was read once is kept while there is room. Thread-safe. */
@ApplicationScoped
class RevisionLookup {
    private static final int MAX_KEPT = 100_000;

    private final ReadStatements statements;
    private final Map<Long, Instant> kept = new ConcurrentHashMap<>();

    RevisionLookup(ReadStatements statements) {
        this.statements = statements;
    }

    /** @param numbers of revisions that figures were seen of */
    Map<Long, Instant> of(Collection<Long> numbers) {
        Map<Long, Instant> found = new HashMap<>();
        Set<Long> unknown = new TreeSet<>();
        for (Long number : numbers) {
            Instant vintage = kept.get(number);
            if (vintage == null) {
                unknown.add(number);
            } else {
                found.put(number, vintage);
            }
        }
        if (!unknown.isEmpty()) {
            Map<Long, Instant> read = read(unknown);
            if (kept.size() + read.size() > MAX_KEPT) {
                kept.clear();
            }
            kept.putAll(read);
            found.putAll(read);
        }
        return found;
    }

    private Map<Long, Instant> read(Set<Long> numbers) {
        return statements.query(
                "select revision, vintage from revision where revision = any (?)",
                List.of((Object) numbers.toArray(Long[]::new)),
                rows -> {
                    Map<Long, Instant> read = new HashMap<>();
                    while (rows.next()) {
                        read.put(
                                rows.getLong(1),
                                rows.getObject(2, OffsetDateTime.class).toInstant());
                    }
                    return read;
                });
    }
}
