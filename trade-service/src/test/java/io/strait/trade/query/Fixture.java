package io.strait.trade.query;

import io.agroal.api.AgroalDataSource;
import io.strait.trade.reference.Sources;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leaves figures as an applied ingest does, by SQL: tests of reading need no file. */
@ApplicationScoped
public class Fixture {
    static final int KOREA = 410;
    static final int JAPAN = 392;
    static final int CHINA = 156;
    static final int WORLD = 0;

    /** A figure to be written; the amount is null when it is missing or suppressed. */
    public record Row(
            String period, String status, @Nullable String amount) {
        static Row reported(String period, String amount) {
            return new Row(period, "REPORTED", amount);
        }
    }

    private final AgroalDataSource database;
    private final Sources sources;

    Fixture(AgroalDataSource database, Sources sources) {
        this.database = database;
        this.sources = sources;
    }

    void source(String code, boolean demonstration) {
        source(code, "Source " + code, demonstration);
    }

    void source(String code, String name, boolean demonstration) {
        run(
                "insert into source (code, name, url, demonstration) values (?, ?, null, ?) on conflict do nothing",
                code,
                name,
                demonstration);
        sources.fresh();
    }

    /** Whether the figures of a test with several cases are still to be made. */
    boolean isNewSource(String code) {
        return number("select count(*) from source where code = ?", code) == 0;
    }

    /** An area that a file brought along. */
    void area(int code, String name) {
        run(
                "insert into area (code, key, name, kind) values (?, ?, ?, 'UNMAPPED') on conflict do nothing",
                code,
                String.valueOf(code),
                name);
    }

    long series(String source, int reporter, int partner, String flow, String commodity) {
        return series(source, "M", reporter, partner, flow, "H6", commodity, "0");
    }

    long series(
            String source,
            String frequency,
            int reporter,
            int partner,
            String flow,
            String classification,
            String commodity,
            String transport) {
        String key = String.join(
                ".",
                source,
                frequency,
                String.valueOf(reporter),
                String.valueOf(partner),
                flow,
                classification,
                commodity,
                transport);
        run(
                """
                insert into series (series_key, source, frequency, reporter, partner, partner2, flow, classification,
                    commodity, customs, transport, supply, currency, partner_is_total, commodity_level,
                    breakdown_is_total)
                values (?, ?, ?, ?, ?, 0, ?, ?, ?, 'C00', ?, '0', 'USD', ?, ?, ?) on conflict do nothing\
                """,
                key,
                source,
                frequency,
                reporter,
                partner,
                flow,
                classification,
                commodity,
                transport,
                partner == WORLD,
                commodity.equals("TOTAL") ? 0 : commodity.length(),
                transport.equals("0"));
        return number("select series_id from series where series_key = ?", key);
    }

    /** A new revision, with these figures of the series. */
    long revise(String source, Instant vintage, long series, List<Row> rows) {
        String ingest = UUID.randomUUID().toString();
        OffsetDateTime at = vintage.atOffset(ZoneOffset.UTC);
        run(
                "insert into ingest (id, source, state, submitted_by, received_at, updated_at)"
                        + " values (?, ?, 'COMPLETED', 'test', ?, ?)",
                ingest,
                source,
                at,
                at);
        long revision = number("select coalesce(max(revision), 0) + 1 from revision");
        run("insert into revision (revision, vintage, ingest_id) values (?, ?, ?)", revision, at, ingest);
        rows.forEach(row -> put(series, revision, row));
        run("""
                insert into series_revision (revision, series_id, first_period, last_period, added, revised)
                select o.valid_from, o.series_id, min(o.period_start), max(o.period_start),
                       count(*) filter (where h.series_id is null), count(h.series_id)
                from observation o left join observation_history h
                  on h.series_id = o.series_id and h.period_start = o.period_start and h.valid_to = o.valid_from
                where o.series_id = ? and o.valid_from = ?
                group by o.valid_from, o.series_id\
                """, series, revision);
        return revision;
    }

    /** What the series' values are in. */
    void currency(long series, String currency) {
        run("update series set currency = ? where series_id = ?", currency, series);
    }

    /** The values that are held now are CIF, or FOB. */
    void basis(long series, String basis) {
        run(
                "update observation set " + (basis.equals("CIF") ? "cif_value" : "fob_value")
                        + " = primary_value where series_id = ?",
                series);
    }

    private void put(long series, long revision, Row row) {
        Period period = Period.parse(row.period());
        number("select count(*) from (select ensure_year(?)) e", period.year());
        run("""
                insert into observation_history
                select series_id, period_start, valid_from, ?, status, primary_value, cif_value, fob_value, net_weight,
                       gross_weight, quantity, quantity_unit, alt_quantity, alt_quantity_unit, estimated
                from observation where series_id = ? and period_start = ?\
                """, revision, series, period.start());
        run("delete from observation where series_id = ? and period_start = ?", series, period.start());
        run(
                """
                insert into observation (series_id, period_start, valid_from, status, primary_value, net_weight,
                                         quantity, quantity_unit, estimated)
                values (?, ?, ?, ?, ?, ?, ?, ?, 1)\
                """,
                series,
                period.start(),
                revision,
                row.status(),
                row.amount() == null ? null : new BigDecimal(row.amount()),
                row.amount() == null ? null : new BigDecimal("1200000.500"),
                row.amount() == null ? null : new BigDecimal("12"),
                row.amount() == null ? null : 8);
    }

    private void run(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
