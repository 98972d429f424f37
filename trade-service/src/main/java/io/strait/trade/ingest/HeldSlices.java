package io.strait.trade.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps the counts of what is held, in the transaction of an apply. A test holds them to a recount. */
final class HeldSlices {
    private static final String SLICE = "source, frequency, reporter, flow, classification, commodity_level";

    private HeldSlices() {}

    /** Counts in what {@code t_change}, {@code t_changed_series} and {@code t_new_series} say of a revision, and the fresh rows. */
    static void count(Connection connection, StagingTable staging, long revision) throws SQLException {
        Statements.execute(connection, """
                insert into held_slice (%1$s, series, revision)
                select %2$s, count(n.series_id), ?
                from t_changed_series c join series s using (series_id) left join t_new_series n using (series_id)
                group by %2$s
                on conflict (source collate "C", frequency, reporter, flow, classification, commodity_level)
                do update set series = held_slice.series + excluded.series, revision = excluded.revision
                """.formatted(SLICE, StagedRows.prefixed("s.", SLICE)), revision);
        // By one number instead of six columns: the changes are as many as the rows of the file.
        Statements.execute(connection, """
                create temp table t_slice on commit drop as
                select c.series_id, h.slice_id
                from t_changed_series c join series s using (series_id) join held_slice h using (%s)
                where c.added > 0
                """.formatted(SLICE));
        Statements.execute(connection, "analyze t_slice");
        Statements.execute(connection, """
                insert into held_period (slice_id, period_start, observations)
                select slice_id, period_start, count(*)
                from (select t.slice_id, c.period_start
                      from t_change c join t_slice t using (series_id) where c.old_from is null
                      union all
                      select t.slice_id, r.period_start
                      from %s r join t_map m using (number) join t_slice t using (series_id) where %s) added
                group by slice_id, period_start
                on conflict (slice_id, period_start)
                do update set observations = held_period.observations + excluded.observations
                """.formatted(staging.rows(), StagedRows.FRESH));
    }
}
