package io.strait.trade.record;

import io.strait.trade.analysis.Figure;
import io.strait.trade.series.Frequency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * Which series an ingest may have set a record in: set-based and coarse, so that few series are left whose figures are
 * compared one by one. All of it happens in the caller's transaction.
 */
final class RecordCandidates {
    private static final int FETCH = 10_000;

    /** A series by what an event tells of it; areas by their keys. */
    record Candidate(
            long id,
            String key,
            String source,
            Frequency frequency,
            String reporter,
            String partner,
            String flow,
            String classification,
            String commodity,
            String currency) {}

    /** Takes one series with its figures, by the first month of their periods. */
    interface Taker {
        void take(Candidate series, Map<YearMonth, Figure> before, Map<YearMonth, Figure> after);
    }

    private RecordCandidates() {}

    /** How many series changed that had figures before, and how many of them are looked at. */
    record Chosen(long all, long looked) {}

    /**
     * Makes {@code t_record_series}: of the series that the revision changed and that had figures before, a tenth, but
     * at least {@code fewest} and at most {@code most}. {@code series_revision} also knows the newest period of a
     * series, which its figures would tell only by a look into each year's partition.
     */
    static Chosen choose(Connection connection, long revision, int fewest, int most) throws SQLException {
        if (number(
                        connection,
                        "select count(*) from (select 1 from series_revision where revision < ? limit 1) e",
                        revision)
                == 0) {
            return new Chosen(0, 0);
        }
        execute(connection, """
                create temp table t_record_series (
                    series_id bigint primary key, place bigint, per_year integer, through integer, total bigint
                ) on commit drop""");
        long looked = execute(connection, """
                insert into t_record_series (series_id, place, per_year, through, total)
                select series_id, place, per_year, through, total
                from (select s.series_id,
                             row_number() over (order by s.commodity_level, s.partner_is_total desc, s.series_id) as place,
                             case s.frequency when 'A' then 1 when 'Q' then 4 else 12 end as per_year,
                             date_part('month', e.newest) as through, count(*) over () as total
                      from series_revision x
                      join series s using (series_id)
                      cross join lateral (select min(e.revision) as first_revision, max(e.last_period) as newest
                                          from series_revision e where e.series_id = x.series_id) e
                      where x.revision = ? and s.breakdown_is_total and e.first_revision < x.revision) changed
                where place <= least(?, greatest(?, total / 10))""", revision, most, fewest);
        execute(connection, "analyze t_record_series");
        return new Chosen(number(connection, "select coalesce(max(total), 0) from t_record_series"), looked);
    }

    /**
     * Makes {@code t_record_sifted}: the series in which some changed period, year, or year to date is beyond all of
     * those that did not change. Every record is among them; some have none.
     *
     * @return how many there are
     */
    static long sift(Connection connection, long revision) throws SQLException {
        execute(connection, "create temp table t_record_sifted (series_id bigint primary key) on commit drop");
        String beyond = "(max(%1$s) filter (where %2$s) > max(%1$s) filter (where not (%2$s))) is not false"
                + " and max(%1$s) filter (where %2$s) is not null"
                + " or (min(%1$s) filter (where %2$s) < min(%1$s) filter (where not (%2$s))) is not false"
                + " and min(%1$s) filter (where %2$s) is not null";
        return execute(
                connection,
                """
                insert into t_record_sifted (series_id)
                with year as (
                    select r.series_id, r.per_year, r.through,
                           count(o.primary_value) as n, sum(o.primary_value) as total,
                           count(o.primary_value) filter (where date_part('month', o.period_start) <= r.through) as to_date_n,
                           sum(o.primary_value) filter (where date_part('month', o.period_start) <= r.through) as to_date,
                           bool_or(o.valid_from = ?) as changed,
                           max(o.primary_value) filter (where o.valid_from = ?) as new_high,
                           max(o.primary_value) filter (where o.valid_from <> ?) as old_high,
                           min(o.primary_value) filter (where o.valid_from = ?) as new_low,
                           min(o.primary_value) filter (where o.valid_from <> ?) as old_low
                    from t_record_series r join observation o using (series_id)
                    group by r.series_id, r.per_year, r.through, date_part('year', o.period_start)),
                whole as (
                    select series_id, changed, new_high, old_high, new_low, old_low,
                           case when n = per_year then total end as year_value,
                           case when to_date_n = (through - 1) * per_year / 12 + 1 then to_date end as to_date_value
                    from year)
                select series_id from whole group by series_id
                having (max(new_high) > max(old_high)) is not false and max(new_high) is not null
                    or (min(new_low) < min(old_low)) is not false and min(new_low) is not null
                    or %s
                    or %s""".formatted(beyond.formatted("year_value", "changed"), beyond.formatted("to_date_value", "changed")),
                revision,
                revision,
                revision,
                revision,
                revision);
    }

    /** The sifted series in the order of their importance, one at a time. */
    static void read(Connection connection, long revision, Taker taker) throws SQLException {
        execute(connection, "analyze t_record_sifted");
        try (PreparedStatement query = connection.prepareStatement("""
                select s.series_id, s.series_key, s.source, s.frequency, a.key as reporter, p.key as partner, s.flow,
                       s.classification, s.commodity, s.currency, o.period_start, o.status, o.primary_value,
                       o.valid_from = ? as changed, h.status as old_status, h.primary_value as old_value
                from t_record_sifted t
                join t_record_series r using (series_id)
                join series s using (series_id)
                join area a on a.code = s.reporter
                join area p on p.code = s.partner
                join observation o on o.series_id = t.series_id and o.status <> 'REMOVED'
                left join observation_history h
                  on h.series_id = o.series_id and h.period_start = o.period_start and h.valid_to = ?
                 and h.status <> 'REMOVED'
                order by r.place, o.period_start""")) {
            query.setFetchSize(FETCH);
            query.setLong(1, revision);
            query.setLong(2, revision);
            try (ResultSet rows = query.executeQuery()) {
                Candidate series = null;
                Map<YearMonth, Figure> before = new HashMap<>();
                Map<YearMonth, Figure> after = new HashMap<>();
                while (rows.next()) {
                    if (series == null || series.id() != rows.getLong("series_id")) {
                        if (series != null) {
                            taker.take(series, before, after);
                        }
                        series = candidate(rows);
                        before = new HashMap<>();
                        after = new HashMap<>();
                    }
                    YearMonth month = YearMonth.from(rows.getObject("period_start", LocalDate.class));
                    Figure now = Figure.of(rows.getString("status"), rows.getBigDecimal("primary_value"));
                    after.put(month, now);
                    String oldStatus = rows.getString("old_status");
                    if (!rows.getBoolean("changed")) {
                        before.put(month, now);
                    } else if (oldStatus != null) {
                        before.put(month, Figure.of(oldStatus, rows.getBigDecimal("old_value")));
                    }
                }
                if (series != null) {
                    taker.take(series, before, after);
                }
            }
        }
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getLong("series_id"),
                row.getString("series_key"),
                row.getString("source"),
                Frequency.ofCode(row.getString("frequency")),
                row.getString("reporter"),
                row.getString("partner"),
                row.getString("flow"),
                row.getString("classification"),
                row.getString("commodity"),
                row.getString("currency"));
    }

    private static long execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.execute() ? 0 : statement.getLargeUpdateCount();
        }
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, values);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
