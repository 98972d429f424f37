package io.strait.trade.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

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
                where c.added > 0 or c.removed > 0
                """.formatted(SLICE));
        Statements.execute(connection, "analyze t_slice");
        Statements.execute(connection, """
                insert into held_period (slice_id, period_start, observations)
                select slice_id, period_start, sum(n)
                from (select t.slice_id, c.period_start, case when c.status = 'REMOVED' then -1 else 1 end as n
                      from t_change c join t_slice t using (series_id) where %s or c.status = 'REMOVED'
                      union all
                      select t.slice_id, r.period_start, 1
                      from %s r join t_map m using (number) join t_slice t using (series_id) where %s) added
                group by slice_id, period_start
                on conflict (slice_id, period_start)
                do update set observations = held_period.observations + excluded.observations
                """.formatted(StagedRows.ADDED, staging.rows(), StagedRows.FRESH));
        recount(connection);
    }

    /** Where a series may have lost its last figure, or come back: rare, so its whole slice is counted again. */
    private static void recount(Connection connection) throws SQLException {
        Statements.execute(connection, """
                update held_slice h set series = (
                    select count(*) from series s
                    where %s and exists (
                        select 1 from observation o where o.series_id = s.series_id and o.status <> 'REMOVED'))
                where h.slice_id in (
                    select t.slice_id from t_slice t join t_changed_series c using (series_id)
                    where c.removed > 0 or c.series_id in (select series_id from t_change where old_status = 'REMOVED'))
                """.formatted(Arrays.stream(SLICE.split(", "))
                .map(column -> "s.%1$s = h.%1$s".formatted(column))
                .collect(Collectors.joining(" and "))));
        Statements.execute(
                connection,
                "delete from held_period where observations = 0 and slice_id in (select slice_id from t_slice)");
        Statements.execute(
                connection, "delete from held_slice where series = 0 and slice_id in (select slice_id from t_slice)");
    }
}
