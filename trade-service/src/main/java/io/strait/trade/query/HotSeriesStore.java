package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads whole series, and which of them have changed. */
@ApplicationScoped
class HotSeriesStore {
    /**
     * @param revision the newest when it was read
     * @param series null when it cannot be held
     */
    record Loaded(long revision, @Nullable HotSeries series) {}

    private static final int REVISION = 1;
    private static final int FIRST = 2;

    /** By one number, so that the database makes one plan for all: making it takes longer than reading a series. */
    private static final String SERIES = """
            select %s, o.period_start, o.valid_from, o.status, %s, o.quantity_unit, o.alt_quantity_unit, o.estimated
            from (values (1)) as one (row)
            left join observation o on o.series_id = ? and o.status <> 'REMOVED'
            order by o.period_start
            """.formatted(
                    FigureSql.REVISION,
                    Measure.ALL.stream()
                            .map(measure -> "o." + measure.column() + "::text")
                            .collect(Collectors.joining(", ")));

    private final ReadStatements statements;

    HotSeriesStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** All figures of a series, in the order of their periods. */
    Loaded load(long id) {
        return statements.query(SERIES, List.of(id), rows -> {
            HotSeries.Builder series = new HotSeries.Builder(id);
            long revision = 0;
            while (rows.next()) {
                revision = rows.getLong(REVISION);
                // Without a figure there is one row, with the revision alone.
                if (rows.getObject(FIRST) != null) {
                    series.add(rows, FIRST);
                }
            }
            return new Loaded(revision, series.build().orElse(null));
        });
    }

    /** Series that changed after one revision, up to another; empty when they are more than {@code most}. */
    Optional<List<Long>> changed(long after, long upTo, int most) {
        List<Long> ids = statements.query(
                "select distinct series_id from series_revision where revision > ? and revision <= ? limit ?",
                List.of(after, upTo, most + 1),
                rows -> {
                    List<Long> read = new ArrayList<>();
                    while (rows.next()) {
                        read.add(rows.getLong(1));
                    }
                    return read;
                });
        return ids.size() > most ? Optional.empty() : Optional.of(ids);
    }
}
