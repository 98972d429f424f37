package io.strait.trade.ingest;

import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.SeriesChanged;
import io.strait.trade.ingest.IngestStore.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The events of an apply, written by SQL in its transaction: a file may change a hundred thousand series, and what is
 * told of them is in the database already.
 */
final class SeriesChanges {
    private SeriesChanges() {}

    /**
     * The long part of the events, before the vintage is known: makes {@code t_event} of {@code t_change} and of the fresh
     * rows. JSON is put together as text, which takes a third of the time of json_build_object; nothing in it is foreign:
     * periods, statuses and plain numbers.
     */
    static void prepare(Connection connection, StagingTable staging) throws SQLException {
        // Not compressed here, where it would be for a few seconds: that costs as much as putting it together.
        Statements.execute(
                connection,
                "create temp table t_event (series_id bigint, part bigint, parts bigint, periods text) on commit drop");
        Statements.execute(connection, "alter table t_event alter column periods set storage external");
        Statements.execute(connection, """
                insert into t_event (series_id, part, parts, periods)
                select c.series_id, c.part, c.parts,
                       '[' || string_agg('{"period":"' || %s || '","before":' ||
                           case when c.old_from is null or c.old_status = 'REMOVED' then 'null' else %s end || ',"after":' ||
                           case when c.status = 'REMOVED' then 'null' else %s end || '}', ','
                           order by c.period_start) || ']' as periods
                from (%s) c join series s using (series_id)
                group by c.series_id, c.part, c.parts
                """.formatted(
                        period("s.frequency", "c.period_start"),
                        figure("c.old_"),
                        figure("c."),
                        inParts(
                                "t_change",
                                Statements.number(
                                        connection,
                                        "select coalesce(max(n), 0) from"
                                                + " (select count(*) as n from t_change group by series_id) sizes"))));
        String fresh = "(select m.series_id, m.frequency, r.period_start, r.status, r.primary_value, r.net_weight,"
                + " r.quantity from %s r join t_map m using (number) where %s)"
                        .formatted(staging.rows(), StagedRows.FRESH);
        Statements.execute(connection, """
                insert into t_event (series_id, part, parts, periods)
                select c.series_id, c.part, c.parts,
                       '[' || string_agg('{"period":"' || %s || '","before":null,"after":' || %s || '}', ','
                           order by c.period_start) || ']' as periods
                from (%s) c
                group by c.series_id, c.part, c.parts
                """.formatted(
                period("c.frequency", "c.period_start"),
                figure("c."),
                inParts(
                        fresh,
                        Statements.number(
                                connection, "select coalesce(max(rows), 0) from t_map m where " + StagedRows.FRESH))));
    }

    /** @param longest periods of a series among the changes */
    private static String inParts(String changes, long longest) {
        return longest <= SeriesChanged.MAX_PERIODS
                ? "select t.*, 1 as part, 1 as parts from " + changes + " t"
                : """
                  select t.*, (row_number() over w - 1) / %1$d + 1 as part, (count(*) over p + %1$d - 1) / %1$d as parts
                  from %2$s t window w as (partition by series_id order by period_start),
                                    p as (partition by series_id)
                  """.formatted(SeriesChanged.MAX_PERIODS, changes);
    }

    /** {@link TradeEvent.Figure} as JSON text. */
    private static String figure(String prefix) {
        return """
               '{"status":"' || %1$sstatus || '","primaryValue":' || coalesce(%1$sprimary_value::text, 'null')
               || ',"netWeight":' || coalesce(%1$snet_weight::text, 'null')
               || ',"quantity":' || coalesce(%1$squantity::text, 'null') || '}'""".formatted(prefix);
    }

    /** As {@link SeriesChanged}; a test holds the two together. */
    static void tell(Connection connection, Claim claim, long revision, Instant vintage) throws SQLException {
        Statements.execute(connection, """
                insert into outbox (type, subject, traceparent, data)
                select 'strait.trade.series.changed', s.series_key, ?, (
                    '{"seriesKey":' || to_json(s.series_key) || ',"series":' || json_build_object(
                        'source', s.source, 'frequency', s.frequency, 'reporter', r.key, 'partner', p.key,
                        'flow', s.flow, 'classification', s.classification, 'commodity', s.commodity)
                    || ',"currency":' || to_json(s.currency) || ',"periods":' || e.periods || ',"part":' || e.part
                    || ',"parts":' || e.parts || ',"ingestId":' || to_json(?::text) || ',"vintage":'
                    || to_json(?::text) || ',"revision":' || ?::bigint || '}')::json
                from t_event e join series s using (series_id)
                join area r on r.code = s.reporter join area p on p.code = s.partner
                order by e.series_id, e.part
                """, claim.traceparent(), claim.id(), vintage.toString(), revision);
    }

    /** {@link io.strait.trade.series.Period} as text, in SQL. */
    static String period(String frequency, String start) {
        // A date as text begins as ISO 8601 has it, which costs less than to_char.
        return "case %1$s when 'M' then left(%2$s::text, 7) when 'A' then left(%2$s::text, 4) else to_char(%2$s, 'YYYY\"-Q\"Q') end"
                .formatted(frequency, start);
    }
}
