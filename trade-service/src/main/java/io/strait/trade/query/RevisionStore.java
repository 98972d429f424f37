package io.strait.trade.query;

import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what revisions changed. {@code series_revision} says which series each of them changed; the figures of those are
 * then looked up by their keys. A revision once committed is never another, so several statements tell of one state.
 */
@ApplicationScoped
class RevisionStore {
    /** How far one statement walks along the revisions. */
    private static final int STEP = 20_000;

    /**
     * What is asked for.
     *
     * @param series their ids when they are few; null for all that the selection has
     * @param first number of a revision
     * @param last likewise
     */
    record Scope(
            Selection selection,
            @Nullable List<Long> series,
            long first,
            long last,
            Set<ChangeKind> changes,
            boolean oldestFirst) {}

    /**
     * A series in a revision that changed it.
     *
     * @param first period that may have changed
     * @param last likewise
     * @param count at most so many periods changed
     */
    record ChangedSeries(StoredRevision revision, StoredSeries series, LocalDate first, LocalDate last, int count) {}

    /** @param before null when it was never held before */
    record Change(
            ChangedSeries of,
            LocalDate periodStart,
            @Nullable Measures before,
            Measures after) {
        ChangeKind kind() {
            if (after.isRemoved()) {
                return ChangeKind.REMOVED;
            }
            return before == null || before.isRemoved() ? ChangeKind.ADDED : ChangeKind.REVISED;
        }
    }

    private static final String CHANGED = """
            select %1$s, %2$s, c.first_period, c.last_period, c.added + c.revised + c.removed as count
            from %3$s c
            join series s on s.series_id = c.series_id
            join revision v on v.revision = c.revision
            join ingest i on i.id = v.ingest_id
            where %4$s
            order by c.revision %5$s, c.series_id %5$s
            limit ?""";

    /** The outer bounds of all periods say nothing new, but the planner knows them and leaves other years alone. */
    private static final String CHANGES = """
            select p.item, n.period_start as period, %1$s, %2$s
            from unnest(?, ?, ?, ?) with ordinality as p (revision, series_id, first_period, last_period, item)
            cross join lateral (
                select %3$s from observation x
                where x.series_id = p.series_id and x.valid_from = p.revision and x.period_start between ? and ?
                  and x.period_start between p.first_period and p.last_period
                union all
                select %3$s from observation_history x
                where x.series_id = p.series_id and x.valid_from = p.revision and x.period_start between ? and ?
                  and x.period_start between p.first_period and p.last_period) n
            left join lateral (
                select %3$s from observation_history x
                where x.series_id = p.series_id and x.valid_to = p.revision and x.period_start between ? and ?
                  and x.period_start = n.period_start
                limit 1) o on true
            order by p.item, period %4$s""";

    private static final String VALUES = """
            x.period_start, x.status, x.primary_value, x.cif_value, x.fob_value, x.net_weight, x.gross_weight,
            x.quantity, x.quantity_unit, x.alt_quantity, x.alt_quantity_unit, x.estimated""";

    private final ReadStatements statements;

    RevisionStore(ReadStatements statements) {
        this.statements = statements;
    }

    /** Changed series of the scope, from {@code position} on, in their order. */
    List<ChangedSeries> changed(Scope scope, @Nullable RevisionPosition position, int limit) {
        Conditions range = range(scope, position);
        List<Object> values = new ArrayList<>();
        Conditions conditions = new Conditions();
        String from = "series_revision";
        List<Long> series = scope.series();
        if (series == null) {
            from = "(select * from series_revision c where " + range.sql() + " order by c.revision " + direction(scope)
                    + ", c.series_id " + direction(scope) + " limit " + STEP + ")";
            values.addAll(range.values());
            SeriesConditions.add(conditions, scope.selection());
        } else {
            conditions = range;
            conditions.add("c.series_id = any (?)", (Object) series.toArray(Long[]::new));
        }
        List<Period> periods = scope.selection().periods();
        if (!periods.isEmpty()) {
            conditions.add(
                    "c.first_period <= ? and c.last_period >= ?",
                    Date.valueOf(periods.get(periods.size() - 1).start()),
                    Date.valueOf(periods.get(0).start()));
        }
        conditions.add(scope.changes().stream()
                .map(kind -> "c." + kind.column() + " > 0")
                .collect(Collectors.joining(" or ", "(", ")")));
        values.addAll(conditions.values());
        values.add(limit);
        String sql = CHANGED.formatted(
                StoredSeries.COLUMNS, StoredRevision.COLUMNS, from, conditions.sql(), direction(scope));
        return statements.query(sql, values, rows -> {
            List<ChangedSeries> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new ChangedSeries(
                        StoredRevision.of(rows),
                        StoredSeries.of(rows),
                        rows.getObject("first_period", LocalDate.class),
                        rows.getObject("last_period", LocalDate.class),
                        rows.getInt("count")));
            }
            return found;
        });
    }

    /** Where a walk from {@code position} on has to stop for this time; empty when it came to the end. */
    Optional<RevisionPosition> endOfStep(Scope scope, @Nullable RevisionPosition position) {
        Conditions range = range(scope, position);
        String sql = "select c.revision, c.series_id from series_revision c where " + range.sql()
                + " order by c.revision " + direction(scope) + ", c.series_id " + direction(scope) + " offset "
                + (STEP - 1) + " limit 1";
        return statements.query(
                sql,
                range.values(),
                rows -> rows.next()
                        ? Optional.of(new RevisionPosition(rows.getLong(1), rows.getLong(2), null))
                        : Optional.empty());
    }

    private static Conditions range(Scope scope, @Nullable RevisionPosition position) {
        Conditions range = new Conditions().add("c.revision between ? and ?", scope.first(), scope.last());
        if (position != null) {
            // A series of which only some periods were given is read once more.
            String beyond = (scope.oldestFirst() ? ">" : "<") + (position.period() == null ? "" : "=");
            range.add("(c.revision, c.series_id) " + beyond + " (?, ?)", position.revision(), position.seriesId());
        }
        return range;
    }

    private static String direction(Scope scope) {
        return scope.oldestFirst() ? "asc" : "desc";
    }

    /**
     * What became of the periods of {@code series}, in their order and, in each, that of time.
     *
     * @param series at least one
     */
    List<Change> changes(Scope scope, List<ChangedSeries> series) {
        Date first = bound(series.stream().map(ChangedSeries::first), Comparator.naturalOrder());
        Date last = bound(series.stream().map(ChangedSeries::last), Comparator.reverseOrder());
        List<Object> values = List.of(
                series.stream().map(s -> s.revision().number()).toArray(Long[]::new),
                series.stream().map(s -> s.series().id()).toArray(Long[]::new),
                series.stream().map(s -> Date.valueOf(s.first())).toArray(Date[]::new),
                series.stream().map(s -> Date.valueOf(s.last())).toArray(Date[]::new),
                first,
                last,
                first,
                last,
                first,
                last);
        String sql = CHANGES.formatted(
                Measures.columns("o", "old_"), Measures.columns("n", "new_"), VALUES, direction(scope));
        return statements.query(sql, values, rows -> {
            List<Change> changes = new ArrayList<>();
            while (rows.next()) {
                changes.add(change(rows, series));
            }
            return changes;
        });
    }

    private static Date bound(Stream<LocalDate> dates, Comparator<LocalDate> order) {
        return Date.valueOf(dates.min(order).orElseThrow());
    }

    private static Change change(ResultSet row, List<ChangedSeries> series) throws SQLException {
        boolean isNew = row.getString("old_status") == null;
        return new Change(
                series.get(row.getInt("item") - 1),
                row.getObject("period", LocalDate.class),
                isNew ? null : Measures.of(row, "old_"),
                Measures.of(row, "new_"));
    }
}
