package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which series a selection has. */
@ApplicationScoped
class SeriesStore {
    private final ReadStatements statements;

    SeriesStore(ReadStatements statements) {
        this.statements = statements;
    }

    /**
     * The ids of the selection's series; empty when they are more than {@code most}, or when finding them might mean to
     * look at every series there is, for no index begins with what is named.
     */
    Optional<List<Long>> few(Selection selection, int most) {
        if (selection.sources().isEmpty()
                && selection.reporters().isEmpty()
                && !CommodityPattern.narrows(selection.commodities())) {
            return Optional.empty();
        }
        Conditions conditions = new Conditions();
        SeriesConditions.add(conditions, selection);
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(most + 1);
        List<Long> ids = statements.query(
                "select s.series_id from series s where " + conditions.sql() + " limit ?", values, rows -> {
                    List<Long> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                    return found;
                });
        return ids.size() > most ? Optional.empty() : Optional.of(ids);
    }
}
