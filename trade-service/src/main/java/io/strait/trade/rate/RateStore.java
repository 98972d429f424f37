package io.strait.trade.rate;

import io.strait.trade.reference.DatabaseStatements;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps exchange rates, every version of them. */
@ApplicationScoped
class RateStore {
    private static final long LOCK = 0x5354_5241_4954_0040L;

    private static final String LOADS =
            "select version, source, url, kind, rows, changed, loaded_at, loaded_by from exchange_rate_load ";

    private static final String RATES = """
        select r.from_currency, r.to_currency, r.frequency, r.period_start, r.rate_use, r.rate, l.source, l.url,
               r.valid_from, r.kind
        from exchange_rate r join exchange_rate_load l on l.version = r.valid_from
        where r.valid_from <= ? and (r.valid_to is null or r.valid_to > ?)""";

    /** The rows of a file beside what holds of them. */
    private static final String GIVEN = """
        with given as (
            select g.from_currency, g.to_currency, g.frequency, g.start::date as period_start, g.rate_use,
                   g.rate::numeric as rate
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as g (from_currency, to_currency, frequency, start, rate_use, rate)
        ), fresh as (
            select g.*
            from given g
            left join exchange_rate r
              on r.from_currency = g.from_currency and r.to_currency = g.to_currency and r.frequency = g.frequency
             and r.period_start = g.period_start and r.rate_use = g.rate_use and r.kind = ? and r.valid_to is null
            left join exchange_rate_load l on l.version = r.valid_from
            where r.rate is distinct from g.rate or l.source is distinct from ? or l.url is distinct from ?::text
        )
        """;

    private final DatabaseStatements statements;

    RateStore(DatabaseStatements statements) {
        this.statements = statements;
    }

    /** One writer at a time, until its transaction ends. */
    void lock() {
        statements.list("select pg_advisory_xact_lock(" + LOCK + ")", List.of(), row -> 1);
    }

    /** Waits for the writer that may be about to commit: what is answered of an instant once is answered ever after. */
    void awaitWriter() {
        statements.list("select pg_advisory_xact_lock_shared(" + LOCK + ")", List.of(), row -> 1);
    }

    Optional<RateLoad> newest() {
        return statements.list(LOADS + "order by version desc limit 1", List.of(), RateStore::load).stream()
                .findFirst();
    }

    /** The newest that was there at the instant. */
    Optional<RateLoad> newest(Instant asOf) {
        return statements
                .list(
                        LOADS + "where loaded_at <= ? order by version desc limit 1",
                        List.of(asOf.atOffset(ZoneOffset.UTC)),
                        RateStore::load)
                .stream()
                .findFirst();
    }

    /** By flow, for those that have one of their own. */
    Map<String, RateUse> uses() {
        return statements
                .list(
                        "select flow, rate_use from exchange_rate_flow",
                        List.of(),
                        row -> Map.entry(row.getString(1), RateUse.valueOf(row.getString(2))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<RateLoad> load(int version) {
        return statements.list(LOADS + "where version = ?", List.of(version), RateStore::load).stream()
                .findFirst();
    }

    /** Averages between any two of these, as of a version. */
    List<Rate> averages(Collection<String> currencies, int version) {
        String[] codes = currencies.toArray(String[]::new);
        return statements.list(
                RATES + " and r.kind = 'AVERAGE' and r.from_currency = any (?) and r.to_currency = any (?)",
                List.of(version, version, codes, codes),
                RateStore::rate);
    }

    /** At most so many, that come after one. */
    List<KindOfRate> page(RateQuery query, int version, int limit) {
        StringBuilder sql = new StringBuilder(RATES);
        List<@Nullable Object> values = new ArrayList<>(List.of(version, version));
        if (query.from() != null) {
            sql.append(" and r.from_currency = ?");
            values.add(query.from());
        }
        if (query.to() != null) {
            sql.append(" and r.to_currency = ?");
            values.add(query.to());
        }
        if (query.period() != null) {
            sql.append(" and r.frequency = ? and r.period_start = ?");
            values.add(query.period().frequency().code());
            values.add(query.period().start());
        }
        RateQuery.Position after = query.after();
        if (after != null) {
            sql.append(
                    " and (r.from_currency, r.to_currency, r.frequency, r.period_start, r.kind, r.rate_use) > (?, ?, ?, ?, ?, ?)");
            values.addAll(List.of(
                    after.from(),
                    after.to(),
                    after.period().frequency().code(),
                    after.period().start(),
                    after.kind().name(),
                    after.use().name()));
        }
        sql.append(" order by r.from_currency, r.to_currency, r.frequency, r.period_start, r.kind, r.rate_use limit ?");
        values.add(limit);
        return statements.list(
                sql.toString(), values, row -> new KindOfRate(RateKind.valueOf(row.getString(10)), rate(row)));
    }

    /** How many of these rates are new, or other than those that hold. */
    int changed(List<RateFile.Row> rows, RateKind kind, String source, @Nullable String url) {
        return statements
                .list(
                        GIVEN + "select count(*) from fresh",
                        Arrays.asList(given(rows, kind, source, url)),
                        row -> row.getInt(1))
                .get(0);
    }

    /** Makes these rates hold from this load on. */
    void add(RateLoad load, List<RateFile.Row> rows) {
        statements.update(
                "insert into exchange_rate_load (version, source, url, kind, rows, changed, loaded_at, loaded_by)"
                        + " values (?, ?, ?::text, ?, ?, ?, ?, ?)",
                load.version(),
                load.source(),
                load.url(),
                load.kind().name(),
                load.rows(),
                load.changed(),
                load.loadedAt().atOffset(ZoneOffset.UTC),
                load.loadedBy());
        @Nullable Object[] given = given(rows, load.kind(), load.source(), load.url());
        statements.update(GIVEN + """
                update exchange_rate r set valid_to = ?
                from fresh g
                where r.from_currency = g.from_currency and r.to_currency = g.to_currency
                  and r.frequency = g.frequency and r.period_start = g.period_start and r.rate_use = g.rate_use
                  and r.kind = ? and r.valid_to is null""", with(given, load.version(), load.kind().name()));
        // What was closed has no rate that holds any more, so it is fresh still.
        statements.update(GIVEN + """
                insert into exchange_rate (from_currency, to_currency, frequency, period_start, kind, rate_use, rate,
                                           valid_from)
                select g.from_currency, g.to_currency, g.frequency, g.period_start, ?::text, g.rate_use, g.rate, ?::integer
                from fresh g""", with(given, load.kind().name(), load.version()));
    }

    private static @Nullable Object[] given(
            List<RateFile.Row> rows, RateKind kind, String source, @Nullable String url) {
        return new @Nullable Object[] {
            rows.stream().map(RateFile.Row::from).toArray(String[]::new),
            rows.stream().map(RateFile.Row::to).toArray(String[]::new),
            rows.stream().map(row -> row.period().frequency().code()).toArray(String[]::new),
            rows.stream().map(row -> row.period().start().toString()).toArray(String[]::new),
            rows.stream().map(row -> row.use().name()).toArray(String[]::new),
            rows.stream().map(row -> row.rate().toPlainString()).toArray(String[]::new),
            kind.name(),
            source,
            url
        };
    }

    private static @Nullable Object[] with(@Nullable Object[] given, Object... more) {
        @Nullable Object[] all = Arrays.copyOf(given, given.length + more.length);
        System.arraycopy(more, 0, all, given.length, more.length);
        return all;
    }

    private static RateLoad load(ResultSet row) throws SQLException {
        return new RateLoad(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                RateKind.valueOf(row.getString(4)),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8));
    }

    private static Rate rate(ResultSet row) throws SQLException {
        return new Rate(
                row.getString(1),
                row.getString(2),
                new Period(Frequency.ofCode(row.getString(3)), row.getObject(4, LocalDate.class)),
                RateUse.valueOf(row.getString(5)),
                row.getBigDecimal(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9));
    }
}
