package io.strait.trade.basket;

import io.strait.trade.reference.DatabaseStatements;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import io.strait.trade.series.VintageLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the figures that a basket is made of: totals of every breakdown, one statement, so of one revision. */
@ApplicationScoped
class BasketFigureStore {
    /**
     * What is asked for; an empty list means all.
     *
     * @param frequencies at least one
     * @param prefixes of commodity codes
     * @param first day that a period may begin
     * @param days that periods begin; none for all from first to last
     * @param throughMonth only periods that begin up to this month of each year; 12 for all
     */
    record Selection(
            List<Frequency> frequencies,
            List<String> sources,
            BasketAreas reporters,
            BasketAreas partners,
            List<String> flows,
            List<String> classifications,
            List<String> prefixes,
            LocalDate first,
            LocalDate last,
            List<LocalDate> days,
            int throughMonth) {}

    /** Number 0 when there is none yet. */
    record Revision(long number, @Nullable Instant vintage) {}

    /**
     * A figure and what it is of.
     *
     * @param revision since which it holds
     */
    record Row(
            String source,
            int reporter,
            int partner,
            String flow,
            String classification,
            String currency,
            boolean partnerIsTotal,
            Period period,
            long revision,
            BasketFigures.CodeFigure figure) {}

    record Figures(Revision revision, List<Row> rows) {}

    private static final String AS_OF = """
            (select series_id, period_start, valid_from, status, primary_value from observation where valid_from <= ?
             union all
             select series_id, period_start, valid_from, status, primary_value from observation_history
             where valid_from <= ? and valid_to > ?)""";

    /** The outer join keeps one row, the revision, when there is no figure. */
    private static final String FIGURES = """
            select r.revision, r.vintage, x.*
            from (values (1)) as one (row)
            left join (select revision, vintage from revision where revision <= ? order by revision desc limit 1) r on true
            left join (
                select s.series_key, s.source, s.frequency, s.reporter, s.partner, s.flow, s.classification, s.commodity,
                       s.currency, s.partner_is_total, o.period_start, o.valid_from, o.status, o.primary_value
                from series s join %1$s o on o.series_id = s.series_id
                where s.frequency = any (?) and %2$s and %3$s
                  and (cardinality(?) = 0 or s.flow = any (?)) and (cardinality(?) = 0 or s.source = any (?))
                  and s.classification = any (?) and s.commodity like any (?) and s.breakdown_is_total
                  and o.status <> 'REMOVED'
                  and o.period_start between ? and ? and extract(month from o.period_start) <= ?%4$s
                limit ?) x on true
            order by x.series_key collate "C", x.period_start""";

    private static final String DAYS =
            "\n      and o.period_start = any (select day::date from unnest(?::text[]) as d (day))";

    private static final String TOTALS = "(select code from area where kind in ('WORLD', 'GROUP'))";

    private final DatabaseStatements statements;

    BasketFigureStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    /** The newest revision that was there at the instant. */
    Revision revision(Instant asOf) {
        if (VintageLock.mayBeHeldAt(asOf)) {
            statements.list(VintageLock.AWAIT, List.of(), row -> 1);
        }
        return statements
                .list(
                        "select revision, vintage from revision where vintage <= ? order by revision desc limit 1",
                        List.of(asOf.atOffset(ZoneOffset.UTC)),
                        row -> new Revision(row.getLong(1), instant(row, "vintage")))
                .stream()
                .findFirst()
                .orElse(new Revision(0, null));
    }

    /**
     * In the order of series keys and periods.
     *
     * @param revision of all figures; null for the newest, which costs no history
     */
    Figures read(Selection selection, @Nullable Revision revision, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(revision == null ? Long.MAX_VALUE : revision.number());
        if (revision != null) {
            values.addAll(List.of(revision.number(), revision.number(), revision.number()));
        }
        values.add(selection.frequencies().stream().map(Frequency::code).toArray(String[]::new));
        for (BasketAreas areas : List.of(selection.reporters(), selection.partners())) {
            if (areas.which() == BasketAreas.Which.NAMED) {
                values.add(areas.codes().toArray(Integer[]::new));
            }
        }
        for (List<String> optional : List.of(selection.flows(), selection.sources())) {
            values.add(optional.toArray(String[]::new));
            values.add(optional.toArray(String[]::new));
        }
        values.add(selection.classifications().toArray(String[]::new));
        values.add(selection.prefixes().stream().map(prefix -> prefix + "%").toArray(String[]::new));
        values.add(Date.valueOf(selection.first()));
        values.add(Date.valueOf(selection.last()));
        values.add(selection.throughMonth());
        if (!selection.days().isEmpty()) {
            values.add(selection.days().stream().map(LocalDate::toString).toArray(String[]::new));
        }
        values.add(limit);
        String sql = FIGURES.formatted(
                revision == null ? "observation" : AS_OF,
                condition(selection.reporters(), "s.reporter", "s.reporter in " + TOTALS),
                condition(selection.partners(), "s.partner", "s.partner_is_total"),
                selection.days().isEmpty() ? "" : DAYS);
        List<Row> rows = new ArrayList<>();
        List<Revision> revisions = new ArrayList<>();
        statements.list(sql, values, row -> {
            revisions.add(new Revision(row.getLong("revision"), instant(row, "vintage")));
            return row.getString("series_key") != null && rows.add(row(row));
        });
        return new Figures(revisions.isEmpty() ? new Revision(0, null) : revisions.get(0), rows);
    }

    private static String condition(BasketAreas areas, String column, String isTotal) {
        return switch (areas.which()) {
            case NAMED -> column + " = any (?)";
            case PARTS -> "not (" + isTotal + ")";
            case TOTALS -> isTotal;
            case ALL -> "true";
        };
    }

    private static Row row(ResultSet row) throws SQLException {
        BigDecimal value = row.getBigDecimal("primary_value");
        return new Row(
                row.getString("source"),
                row.getInt("reporter"),
                row.getInt("partner"),
                row.getString("flow"),
                row.getString("classification"),
                row.getString("currency"),
                row.getBoolean("partner_is_total"),
                new Period(
                        Frequency.ofCode(row.getString("frequency")), row.getObject("period_start", LocalDate.class)),
                row.getLong("valid_from"),
                new BasketFigures.CodeFigure(row.getString("commodity"), row.getString("status"), value));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
