package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds values by what decides their exchange rate. */
@ApplicationScoped
class ExchangeStore {
    /** Values of one currency, length of period, period and flow, added. */
    record Added(
            String currency, Frequency frequency, LocalDate periodStart, String flow, BigDecimal sum, long figures) {}

    /** @param revision that was the newest; 0 when there is no value: then it is not known */
    record Read(long revision, List<Added> added) {}

    private final ReadStatements statements;

    ExchangeStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** @param revision null for what is true now */
    Read added(Selection selection, @Nullable Long revision) {
        List<Object> values = new ArrayList<>();
        String from = new FigureSql(selection, null, revision).from(values);
        String sql = "select " + FigureSql.REVISION + ", s.currency, s.frequency, o.period_start, s.flow,"
                + " sum(o.primary_value), count(*)\n" + from + "\n  and o.primary_value is not null"
                + "\ngroup by s.currency, s.frequency, o.period_start, s.flow";
        return statements.query(sql, values, rows -> {
            long newest = 0;
            List<Added> added = new ArrayList<>();
            while (rows.next()) {
                newest = rows.getLong(1);
                added.add(new Added(
                        rows.getString(2),
                        Frequency.ofCode(rows.getString(3)),
                        rows.getObject(4, LocalDate.class),
                        rows.getString(5),
                        rows.getBigDecimal(6),
                        rows.getLong(7)));
            }
            return new Read(newest, added);
        });
    }
}
