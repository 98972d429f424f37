package io.strait.trade.query;

import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;

/** Reads all vintages of a period. */
@ApplicationScoped
class VintageStore {
    private static final String VALUES = """
            series_id, valid_from, status, primary_value, cif_value, fob_value, net_weight, gross_weight, quantity,
            quantity_unit, alt_quantity, alt_quantity_unit, estimated""";

    /** What a later revision replaced is no less true of {@code revision}, so both tables are read up to it. */
    private static final String VINTAGES =
            """
            select %1$s, %2$s, %3$s, x.valid_to is null or x.valid_to > ? as current
            from (select %4$s, null::bigint as valid_to from observation
                  where series_id = any (?) and period_start = ?
                  union all
                  select %4$s, valid_to from observation_history where series_id = any (?) and period_start = ?) x
            join series s on s.series_id = x.series_id
            join revision v on v.revision = x.valid_from
            join ingest i on i.id = v.ingest_id
            where x.valid_from <= ?
            order by s.series_key collate "C", x.valid_from""".formatted(StoredSeries.COLUMNS, StoredRevision.COLUMNS, Measures.columns("x", ""), VALUES);

    private final ReadStatements statements;

    VintageStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** By series, in each the oldest first; none that is later than {@code revision}. */
    List<StoredVintage> vintages(List<Long> series, Period period, long revision) {
        Long[] ids = series.toArray(Long[]::new);
        Date start = Date.valueOf(period.start());
        List<Object> values = List.of(revision, ids, start, ids, start, revision);
        return statements.query(VINTAGES, values, rows -> {
            List<StoredVintage> vintages = new ArrayList<>();
            while (rows.next()) {
                vintages.add(new StoredVintage(
                        StoredSeries.of(rows),
                        StoredRevision.of(rows),
                        Measures.of(rows, ""),
                        rows.getBoolean("current")));
            }
            return vintages;
        });
    }
}
