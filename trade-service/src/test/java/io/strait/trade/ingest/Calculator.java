package io.strait.trade.ingest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB in memory: reads the files by itself, and computes from them what the service should have answered. */
final class Calculator implements AutoCloseable {
    private static final String KEYS = "reporter, flow, partner, cmd";

    private final Connection duck;

    Calculator() {
        try {
            duck = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        run("create table told (vintage int, reporter varchar, flow varchar, partner varchar, cmd varchar,"
                + " month date, value decimal(18, 2))");
        run("create macro state(v) as table select * exclude (vintage) from told where vintage <= v"
                + " qualify row_number() over (partition by " + KEYS + ", month order by vintage desc) = 1");
        // Windows of every kind, whole ones only; those of one slot are compared with one another.
        run("""
                create macro windows(v) as table
                select 'month' as kind, reporter, flow, partner, cmd, 0 as slot, month as through, value
                from state(v) where value is not null
                union all
                select 'quarter', reporter, flow, partner, cmd, 0, date_trunc('quarter', month) + interval 2 month, sum(value)
                from state(v) group by all having count(value) = 3
                union all
                select 'year', reporter, flow, partner, cmd, 0, date_trunc('year', month) + interval 11 month, sum(value)
                from state(v) group by all having count(value) = 12
                union all
                select 'ytd', reporter, flow, partner, cmd, m, make_date(year(month), m, 1), sum(value)
                from state(v), (select unnest(range(1, 13))::int as m) where month(month) <= m
                group by all having count(value) = m
                union all
                select 'rolling', s.reporter, s.flow, s.partner, s.cmd, 0, t.through, sum(s.value)
                from (select distinct month as through from told) t join state(v) s
                  on s.month between t.through - interval 2 month and t.through
                group by all having count(s.value) = 3""");
    }

    /** A file as it was sent, as the vintage of that number. */
    void load(int vintage, Path csv) {
        run("insert into told select " + vintage + ", reporterCode, flowCode, partnerCode, cmdCode,"
                + " strptime(period, '%Y%m')::date, primaryValue::decimal(18, 2)"
                + " from read_csv('" + csv + "', header = true, all_varchar = true)");
    }

    void run(String sql) {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Each row as its columns with bars between; null is empty. */
    List<String> query(String sql) {
        try (PreparedStatement statement = duck.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String text = rows.getString(i);
                    columns.add(text == null ? "" : text);
                }
                found.add(String.join("|", columns));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            duck.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
