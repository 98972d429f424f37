package io.strait.trade.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a selection as a statement, with its values in order. What is true now is read from one table, what was
 * true at a revision from that and the history.
 */
final class FigureSql {
    private static final String COLUMNS = """
        series_id, period_start, valid_from, status, primary_value, cif_value, fob_value, net_weight, gross_weight,
        quantity, quantity_unit, alt_quantity, alt_quantity_unit, estimated\
        """;

    private static final String AS_OF = """
        (select %1$s from observation where valid_from <= ?
         union all
         select %1$s from observation_history where valid_from <= ? and valid_to > ?)\
        """.formatted(COLUMNS);

    /** In the snapshot of the statement, so that figures and their revision cannot drift apart. */
    static final String REVISION = "(select max(revision) from revision)";

    private final Selection selection;
    private final @Nullable Conversion conversion;
    private final @Nullable Long revision;

    /**
     * @param conversion null for the figures as they are
     * @param revision null for what is true now
     */
    FigureSql(Selection selection, @Nullable Conversion conversion, @Nullable Long revision) {
        this.selection = selection;
        this.conversion = conversion;
        this.revision = revision;
    }

    record Statement(String sql, List<Object> values) {}

    /** At most so many, that come after a position. */
    Statement figures(List<Measure> measures, FigureOrder order, @Nullable Position after, @Nullable Integer limit) {
        List<Object> values = new ArrayList<>();
        Conditions behind = new Conditions();
        order.addAfter(behind, after);
        String from = conversion == null ? from(values) : converted(conversion, values);
        values.addAll(behind.values());
        if (limit != null) {
            values.add(limit);
        }
        String sql = "select " + REVISION + " as of_revision, o.series_id, o.period_start, o.valid_from, o.status"
                + columns(measures) + "\n" + from + "\n  and " + behind.sql()
                + "\norder by " + order.sql() + (limit == null ? "" : "\nlimit ?");
        return new Statement(sql, values);
    }

    /** Rows {@code s} of series and {@code o} of their figures as they are, up to the end of the conditions. */
    String from(List<Object> values) {
        Conditions conditions = FigureConditions.of(selection);
        if (revision != null) {
            values.addAll(List.of(revision, revision, revision));
        }
        values.addAll(conditions.values());
        return "from series s join " + (revision == null ? "observation" : AS_OF)
                + " o on o.series_id = s.series_id and o.status <> 'REMOVED'\nwhere " + conditions.sql();
    }

    /** Likewise, the figures being added up. A secondary amount is told only when every part with a value has it. */
    private String converted(Conversion into, List<Object> values) {
        StringBuilder amounts = new StringBuilder();
        for (Measure measure : Measure.ALL) {
            if (measure != Measure.PRIMARY_VALUE) {
                String whole = "count(o.%1$s) = count(o.primary_value)".formatted(measure.column());
                if (measure.hasUnit()) {
                    whole += " and min(o.%1$s_unit) is not distinct from max(o.%1$s_unit)".formatted(measure.column());
                    amounts.append(",\n  min(o.%1$s_unit) as %1$s_unit".formatted(measure.column()));
                }
                amounts.append(",\n  case when %2$s then sum(o.%1$s) end as %1$s".formatted(measure.column(), whole));
            }
        }
        return """
            from (
              select s.series_id, %1$s as period_start, max(o.valid_from) as valid_from,
                     case when count(o.primary_value) > 0
                          then case when bool_or(o.status = 'ESTIMATED') then 'ESTIMATED' else 'REPORTED' end
                          else case when bool_or(o.status = 'SUPPRESSED') then 'SUPPRESSED' else 'MISSING' end
                     end as status,
                     sum(o.primary_value) as primary_value, bit_or(o.estimated) as estimated,
                     count(o.primary_value) as parts_values,
                     count(*) filter (where o.status = 'ESTIMATED') as parts_estimated,
                     count(*) filter (where o.status = 'MISSING') as parts_missing,
                     count(*) filter (where o.status = 'SUPPRESSED') as parts_suppressed%2$s
              %3$s
              group by s.series_id, %1$s
            ) o join series s on s.series_id = o.series_id
            where true\
            """.formatted(into.bucket(), amounts, from(values));
    }

    /** Amounts as text, for they are only passed on. */
    private String columns(List<Measure> measures) {
        StringBuilder columns = new StringBuilder();
        for (Measure measure : Measure.ALL) {
            if (measure == Measure.PRIMARY_VALUE || measures.contains(measure)) {
                columns.append(", o.%1$s::text as %1$s".formatted(measure.column()));
                if (measure.hasUnit()) {
                    columns.append(", o.%1$s_unit".formatted(measure.column()));
                }
            }
        }
        columns.append(", o.estimated");
        if (conversion != null) {
            columns.append(", o.parts_values, o.parts_estimated, o.parts_missing, o.parts_suppressed");
        }
        return columns.toString();
    }
}
