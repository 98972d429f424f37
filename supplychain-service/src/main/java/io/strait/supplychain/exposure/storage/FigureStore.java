package io.strait.supplychain.exposure.storage;

import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.exposure.figures.Figure;
import io.strait.supplychain.exposure.figures.FigureChange;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.ImportFigure;
import io.strait.supplychain.exposure.figures.ImportSeries;
import io.strait.supplychain.exposure.figures.Status;
import io.strait.supplychain.exposure.figures.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Figures of imports with their vintages, in the caller's transaction where there is one. Thread-safe. */
@ApplicationScoped
public class FigureStore {
    /** PostgreSQL's own bounds of an instant are not Java's. */
    private static final OffsetDateTime LAST = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final DataSource database;

    FigureStore(DataSource database) {
        this.database = database;
    }

    /**
     * Adds what is not there yet. A figure that is there stays; only what was before it is added where that was not
     * known, so that the rows are the same in whatever order events and fetches come.
     *
     * @return how many rows that changed
     */
    public int add(Collection<FigureChange> changes) {
        // One statement must not meet a row twice.
        Map<List<Object>, FigureChange> distinct = new LinkedHashMap<>();
        for (FigureChange change : changes) {
            distinct.merge(
                    List.of(change.series(), change.start(), change.vintage()),
                    change,
                    (one, other) -> one.beforeKnown() ? one : other);
        }
        if (distinct.isEmpty()) {
            return 0;
        }
        List<FigureChange> rows = List.copyOf(distinct.values());
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into trade_figure (reporter, commodity, source, frequency, classification, partner,
                            period_start, valid_from, currency, status, value, before_known, before_status, before_value)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                            ?::timestamptz[], ?::text[], ?::text[], ?::numeric[], ?::bool[], ?::text[], ?::numeric[])
                        on conflict (reporter, commodity, source, frequency, classification, partner, period_start,
                            valid_from)
                        do update set before_known = true, before_status = excluded.before_status,
                            before_value = excluded.before_value
                        where not trade_figure.before_known and excluded.before_known""")) {
            Columns columns = new Columns(connection, insert, rows);
            columns.add("text", change -> change.series().reporter());
            columns.add("text", change -> change.series().commodity());
            columns.add("text", change -> change.series().source());
            columns.add("text", change -> change.series().frequency());
            columns.add("text", change -> change.series().classification());
            columns.add("text", change -> change.series().partner());
            columns.add("date", change -> Date.valueOf(change.start()));
            columns.add("timestamptz", change -> Timestamp.from(change.vintage()));
            columns.add("text", FigureChange::currency);
            columns.add("text", change -> change.figure().status().name());
            columns.add("numeric", change -> change.figure().value());
            columns.add("bool", FigureChange::beforeKnown);
            columns.add(
                    "text", change -> before(change, figure -> figure.status().name()));
            columns.add("numeric", change -> before(change, Figure::value));
            int changed = insert.executeUpdate();
            if (changed > 0) {
                bump(connection);
            }
            return changed;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private static <T> @Nullable T before(FigureChange change, Function<Figure, @Nullable T> member) {
        Figure before = change.before();
        return before == null ? null : member.apply(before);
    }

    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<FigureChange> rows;
        private int count;

        Columns(Connection connection, PreparedStatement statement, List<FigureChange> rows) {
            this.connection = connection;
            this.statement = statement;
            this.rows = rows;
        }

        void add(String type, Function<FigureChange, @Nullable Object> member) throws SQLException {
            count++;
            statement.setArray(
                    count,
                    connection.createArrayOf(type, rows.stream().map(member).toArray()));
        }
    }

    static void bump(Connection connection) throws SQLException {
        try (PreparedStatement bump = connection.prepareStatement("update trade_state set version = version + 1")) {
            bump.executeUpdate();
        }
    }

    /**
     * Figures of one reporter as they were at an instant.
     *
     * @param window null: of each source, length and code the newest year, or the newest twelve months
     * @param asOf null is now
     * @param limit the most rows; the newest come first
     */
    public List<ImportFigure> read(
            String reporter, Collection<HsCode> codes, @Nullable Window window, @Nullable Instant asOf, int limit) {
        if (codes.isEmpty()) {
            return List.of();
        }
        String within = window == null ? """
                  join newest n on n.code = c.code and n.source = f.source and n.frequency = f.frequency
                    and f.period_start > n.newest
                        - case f.frequency when 'M' then interval '12 months' else interval '1 year' end""" : "where f.period_start between ? and ?";
        String sql = """
                with code as (select unnest(?::text[]) as code),
                candidate as (
                    select c.code, f.* from code c join trade_figure f
                      on f.reporter = ? and f.commodity >= c.code and f.commodity < c.code || ':' %s),
                newest as (
                    select code, source, frequency, max(period_start) as newest from candidate
                    where value is not null and valid_from <= ? group by code, source, frequency),
                known as (
                    select distinct on (f.commodity, f.source, f.frequency, f.classification, f.partner, f.period_start)
                        f.commodity, f.source, f.frequency, f.classification, f.partner, f.period_start, f.currency,
                        case when f.valid_from <= ? then f.status else f.before_status end as status,
                        case when f.valid_from <= ? then f.value else f.before_value end as value,
                        case when f.valid_from <= ? then f.valid_from end as vintage
                    from candidate f %s
                    order by f.commodity, f.source, f.frequency, f.classification, f.partner, f.period_start,
                        f.valid_from <= ? desc, case when f.valid_from <= ? then f.valid_from end desc, f.valid_from)
                select * from known where status is not null order by period_start desc limit ?""".formatted(
                        window == null ? "" : within.replace("where", "and"),
                        window == null ? within.replace("c.code", "f.code") : "");
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            int at = 1;
            query.setArray(
                    at++,
                    connection.createArrayOf(
                            "text", codes.stream().map(HsCode::digits).toArray()));
            query.setString(at++, reporter);
            if (window != null) {
                query.setDate(at++, Date.valueOf(window.from().atDay(1)));
                query.setDate(at++, Date.valueOf(window.to().atDay(1)));
            }
            OffsetDateTime instant = asOf == null ? LAST : asOf.atOffset(ZoneOffset.UTC);
            for (int i = 0; i < 6; i++) {
                query.setObject(at++, instant);
            }
            query.setInt(at, limit);
            return rows(query, reporter);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private static List<ImportFigure> rows(PreparedStatement query, String reporter) throws SQLException {
        List<ImportFigure> figures = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                BigDecimal value = row.getBigDecimal("value");
                OffsetDateTime vintage = row.getObject("vintage", OffsetDateTime.class);
                figures.add(new ImportFigure(
                        new ImportSeries(
                                row.getString("source"),
                                row.getString("frequency"),
                                reporter,
                                row.getString("partner"),
                                row.getString("classification"),
                                row.getString("commodity")),
                        row.getObject("period_start", LocalDate.class),
                        row.getString("currency"),
                        new Figure(Status.valueOf(row.getString("status")), value),
                        vintage == null ? null : vintage.toInstant()));
            }
        }
        return figures;
    }
}
