package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series by their ids. A series never changes, so what was read once is kept while there is room. Thread-safe. */
@ApplicationScoped
class SeriesLookup {
    private static final int MAX_KEPT = 20_000;

    private final ReadStatements statements;

    private final Map<Long, StoredSeries> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StoredSeries> eldest) {
            return size() > MAX_KEPT;
        }
    };

    SeriesLookup(ReadStatements statements) {
        this.statements = statements;
    }

    /** @param ids of series that figures were seen of */
    Map<Long, StoredSeries> of(Collection<Long> ids) {
        Map<Long, StoredSeries> found = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        synchronized (kept) {
            for (Long id : ids) {
                StoredSeries series = kept.get(id);
                if (series == null) {
                    unknown.add(id);
                } else {
                    found.put(id, series);
                }
            }
        }
        if (!unknown.isEmpty()) {
            Map<Long, StoredSeries> read = read(unknown);
            found.putAll(read);
            synchronized (kept) {
                kept.putAll(read);
            }
        }
        return found;
    }

    private Map<Long, StoredSeries> read(List<Long> ids) {
        return statements.query(
                "select " + StoredSeries.COLUMNS + " from series s where s.series_id = any (?)",
                List.of((Object) ids.toArray(Long[]::new)),
                rows -> {
                    Map<Long, StoredSeries> read = new HashMap<>();
                    while (rows.next()) {
                        StoredSeries series = StoredSeries.of(rows);
                        read.put(series.id(), series);
                    }
                    return read;
                });
    }
}
