package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.VintageLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads figures by their dimensions. Every method is one statement, so one snapshot: figures and the revision that they
 * are of cannot drift apart.
 */
@ApplicationScoped
class FigureStore {
    /** Figures, and the revision they are of. */
    record Figures(Revision revision, List<StoredFigure> rows) {}

    /** What the series of a selection have, whatever their periods. */
    record Present(Set<Integer> reporters, Set<Integer> partners, Set<String> commodities) {}

    private static final String VALUES = """
        series_id, period_start, valid_from, status, primary_value, cif_value, fob_value, net_weight, gross_weight,
        quantity, quantity_unit, alt_quantity, alt_quantity_unit, estimated\
        """;

    private static final String CURRENT = "observation";

    private static final String AS_OF = """
        (select %1$s from observation where valid_from <= ?
         union all
         select %1$s from observation_history where valid_from <= ? and valid_to > ?)\
        """.formatted(VALUES);

    /** The outer join keeps one row, the revision, when there is no figure. */
    private static final String FIGURES = """
        select r.revision as of_revision, r.vintage as of_vintage, x.*
        from (values (1)) as one (row)
        left join (select revision, vintage from revision %1$s order by revision desc limit 1) r on true
        left join (
            select s.series_key, s.source, s.frequency, s.reporter, s.partner, s.partner2, s.flow, s.classification, s.commodity,
                   s.customs, s.transport, s.supply, s.currency, s.partner_is_total, s.commodity_level,
                   s.breakdown_is_total, o.period_start, o.valid_from, v.vintage, o.status, o.primary_value,
                   o.cif_value, o.fob_value, o.net_weight, o.gross_weight, o.quantity, o.quantity_unit,
                   u.abbreviation as unit, o.alt_quantity, o.alt_quantity_unit, w.abbreviation as alt_unit,
                   o.estimated
            from series s
            join %2$s o on o.series_id = s.series_id and o.status <> 'REMOVED'
            join revision v on v.revision = o.valid_from
            left join quantity_unit u on u.code = o.quantity_unit
            left join quantity_unit w on w.code = o.alt_quantity_unit
            where %3$s
            order by s.series_key collate "C", o.period_start
            limit ?) x on true
        order by x.series_key collate "C", x.period_start\
        """;

    private final ReadStatements statements;

    FigureStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** The newest revision, or the newest that was there at {@code asOf}. */
    Revision revision(@Nullable Instant asOf) {
        Conditions conditions = new Conditions();
        if (asOf != null) {
            if (VintageLock.mayBeHeldAt(asOf)) {
                statements.query(VintageLock.AWAIT, List.of(), rows -> Boolean.TRUE);
            }
            conditions.add("vintage <= ?", asOf.atOffset(java.time.ZoneOffset.UTC));
        }
        return revision(conditions);
    }

    /** The revision of that number; number 0 when there is none. */
    Revision revision(long number) {
        return revision(new Conditions().add("revision = ?", number));
    }

    private Revision revision(Conditions conditions) {
        String sql =
                "select revision, vintage from revision where " + conditions.sql() + " order by revision desc limit 1";
        return statements.query(
                sql,
                conditions.values(),
                rows -> rows.next() ? new Revision(rows.getLong(1), instant(rows, "vintage")) : new Revision(0, null));
    }

    /** What is true now: reads no history. */
    Figures current(Selection selection, @Nullable Position after, int limit) {
        Conditions conditions = conditions(selection, after);
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(limit);
        return statements.query(FIGURES.formatted("", CURRENT, conditions.sql()), values, FigureStore::figures);
    }

    /** What was true at {@code revision}; stable while later revisions land. */
    Figures asOf(Selection selection, long revision, @Nullable Position after, int limit) {
        Conditions conditions = conditions(selection, after);
        List<Object> values = new ArrayList<>(List.of(revision, revision, revision, revision));
        values.addAll(conditions.values());
        values.add(limit);
        return statements.query(
                FIGURES.formatted("where revision = ?", AS_OF, conditions.sql()), values, FigureStore::figures);
    }

    Present present(Selection selection) {
        Conditions conditions = new Conditions();
        SeriesConditions.add(conditions, selection);
        String sql = "select distinct s.reporter, s.partner, s.commodity from series s where " + conditions.sql();
        return statements.query(sql, conditions.values(), rows -> {
            Present present = new Present(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            while (rows.next()) {
                present.reporters().add(rows.getInt(1));
                present.partners().add(rows.getInt(2));
                present.commodities().add(rows.getString(3));
            }
            return present;
        });
    }

    private static Conditions conditions(Selection selection, @Nullable Position after) {
        Conditions conditions = FigureConditions.of(selection);
        FigureOrder.SERIES.addAfter(conditions, after);
        return conditions;
    }

    private static Figures figures(ResultSet rows) throws SQLException {
        Revision revision = new Revision(0, null);
        List<StoredFigure> figures = new ArrayList<>();
        while (rows.next()) {
            OffsetDateTime vintage = rows.getObject("of_vintage", OffsetDateTime.class);
            if (vintage != null) {
                revision = new Revision(rows.getLong("of_revision"), vintage.toInstant());
            }
            if (rows.getString("series_key") != null) {
                figures.add(figure(rows));
            }
        }
        return new Figures(revision, figures);
    }

    private static StoredFigure figure(ResultSet row) throws SQLException {
        return new StoredFigure(
                row.getString("series_key"),
                row.getString("source"),
                Frequency.ofCode(row.getString("frequency")),
                row.getInt("reporter"),
                row.getInt("partner"),
                row.getInt("partner2"),
                row.getString("flow"),
                row.getString("classification"),
                row.getString("commodity"),
                row.getString("customs"),
                row.getString("transport"),
                row.getString("supply"),
                row.getString("currency"),
                row.getBoolean("partner_is_total"),
                row.getInt("commodity_level"),
                row.getBoolean("breakdown_is_total"),
                row.getObject("period_start", LocalDate.class),
                row.getLong("valid_from"),
                instant(row, "vintage"),
                row.getString("status"),
                PlainNumbers.plain(row.getBigDecimal("primary_value")),
                PlainNumbers.plain(row.getBigDecimal("cif_value")),
                PlainNumbers.plain(row.getBigDecimal("fob_value")),
                PlainNumbers.plain(row.getBigDecimal("net_weight")),
                PlainNumbers.plain(row.getBigDecimal("gross_weight")),
                PlainNumbers.plain(row.getBigDecimal("quantity")),
                row.getObject("quantity_unit", Integer.class),
                row.getString("unit"),
                PlainNumbers.plain(row.getBigDecimal("alt_quantity")),
                row.getObject("alt_quantity_unit", Integer.class),
                row.getString("alt_unit"),
                row.getInt("estimated"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
