package io.strait.trade.ingest;

import io.strait.trade.ingest.IngestStore.Claim;
import java.sql.Connection;
import java.sql.SQLException;

/** What a replacement takes away, in the transaction of its apply. */
final class Removals {
    private Removals() {}

    /**
     * Adds to {@code t_change} the figures that are held where the file is all there is, and that it does not have.
     *
     * @return how many
     */
    static long find(Connection connection, Claim claim, StagingTable staging, Replacement replacement)
            throws SQLException {
        String held = replacement == Replacement.SERIES
                ? """
                  (select series_id, min(first_period) as first_period, max(last_period) as last_period
                   from t_map group by series_id) f
                  join observation o on o.series_id = f.series_id
                   and o.period_start between f.first_period and f.last_period"""
                : """
                  (select distinct %1$s, period_start from %2$s r join t_map m using (number)
                   join series using (series_id, frequency)) f
                  join series s using (%1$s)
                  join observation o on o.series_id = s.series_id and o.period_start = f.period_start
                   and s.source = '%3$s'""".formatted(replacement.columns(), staging.rows(), claim.source());
        long removed = Statements.execute(connection, """
                insert into t_change (series_id, period_start, line, %1$s, old_from, old_status, old_primary_value,
                                      old_net_weight, old_quantity)
                select o.series_id, o.period_start, 0, 'REMOVED', null, null, null, null, null, null, null, null, null, 0,
                       o.valid_from, o.status, o.primary_value, o.net_weight, o.quantity
                from %2$s
                where o.status <> 'REMOVED'
                  and not exists (select 1 from %3$s w join t_map n using (number)
                                  where n.series_id = o.series_id and w.period_start = o.period_start)
                """.formatted(StagedRows.VALUES, held, staging.rows()));
        Statements.execute(connection, "analyze t_change");
        return removed;
    }

    /** Keeps the first of them for reading, in the order of their keys. */
    static void keep(Connection connection, String ingestId, int most) throws SQLException {
        Statements.execute(
                connection, """
                insert into ingest_removal (ingest_id, seq, series_key, period, status, primary_value, currency)
                select ?, row_number() over (order by s.series_key collate "C", c.period_start), s.series_key, %s,
                       c.old_status, c.old_primary_value, s.currency
                from t_change c join series s using (series_id)
                where c.status = 'REMOVED'
                order by s.series_key collate "C", c.period_start limit ?
                """.formatted(SeriesChanges.period("s.frequency", "c.period_start")), ingestId, most);
    }
}
