package io.strait.trade.ingest;

import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.events.TradeEvent.SeriesChanged;
import io.strait.events.outbox.Outbox;
import io.strait.trade.ingest.IngestStore.Claim;
import io.strait.trade.series.SeriesKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a staged file with what is held and takes over the difference: set-based, in one transaction, so that no
 * reader ever sees half of it. The caller holds the lock that lets one apply run at a time. Thread-safe.
 */
@ApplicationScoped
class IngestApply {
    /** What an apply did. {@code revision} is the newest one, whether this apply made it or not. */
    record Outcome(Counts rows, long seriesChanged, long revision, Instant vintage) {}

    private static final String VALUES =
            "status, primary_value, cif_value, fob_value, net_weight, gross_weight, quantity, quantity_unit,"
                    + " alt_quantity, alt_quantity_unit, estimated";
    private static final String DIMENSIONS =
            "frequency, reporter, partner, partner2, flow, classification, commodity, customs, transport, supply";
    private static final int MAX_AREA_NOTES = 20;

    private final IngestConfig config;

    IngestApply(IngestConfig config) {
        this.config = config;
    }

    /** Makes the partitions of the years that occur. They stay when the apply fails: an empty one is no figure. */
    void prepare(Connection connection, Claim claim) throws SQLException {
        execute(
                connection,
                "select ensure_year(y) from (select distinct extract(year from period_start)::int as y"
                        + " from (select distinct period_start from "
                        + new StagingTable(claim.id()).name() + ") periods order by 1) years");
    }

    /**
     * The whole of it but the commit.
     *
     * @throws IllegalStateException when the job is not {@code owner}'s any more
     */
    Outcome apply(Connection connection, Claim claim, String owner) throws SQLException {
        String staging = new StagingTable(claim.id()).name();
        execute(connection, "set local work_mem = '" + config.workMemory().asLongValue() / 1024 + "kB'");
        execute(connection, "analyze " + staging);
        List<String> notes = new ArrayList<>(areas(connection, claim));
        series(connection, claim, staging);
        rows(connection, claim, staging);
        long conflicting = conflicts(connection, claim);
        long repeated = execute(connection, """
                delete from t_row r using t_repeated d
                where r.series_id = d.series_id and r.period_start = d.period_start and r.line > d.first_line
                """);
        if (repeated > 0) {
            notes.add(repeated + " rows repeat an earlier row of the file: counted as unchanged");
        }
        if (conflicting > 0) {
            notes.add(conflicting + " rows contradict another row of the file: all of them rejected");
            // A series that only contradictions tell of is none.
            execute(connection, """
                    delete from series s using t_new_series n where s.series_id = n.series_id
                    and not exists (select 1 from t_row r where r.series_id = s.series_id)
                    """);
        }
        long present = number(connection, "select count(*) from t_row");
        changes(connection);
        long revised = number(connection, "select count(*) from t_change where old_from is not null");
        long accepted = number(connection, "select count(*) from t_change where old_from is null");
        long seriesChanged = number(connection, "select count(distinct series_id) from t_change");
        long revision = number(connection, "select coalesce(max(revision), 0) from revision");
        boolean changed = revised + accepted > 0;
        if (changed) {
            revision++;
            takeOver(connection, revision, revised > 0);
            tellPrepare(connection);
        }
        Counts rows = complete(
                connection,
                claim,
                owner,
                new Counts(0, accepted, present - revised - accepted + repeated, revised, conflicting),
                seriesChanged,
                notes);
        execute(connection, new StagingTable(claim.id()).drop());
        // From here on little is done: asOf must not see a revision appear in its past.
        Instant vintage = vintage(connection, claim, revision, changed);
        if (changed) {
            tell(connection, claim, revision, vintage);
        }
        Outbox.append(
                connection,
                List.of(new TradeEvent.IngestCompleted(
                        claim.id(), claim.source(), rows, seriesChanged, vintage, revision)),
                claim.traceparent());
        return new Outcome(rows, seriesChanged, revision, vintage);
    }

    /** Areas that are not known yet are kept under the name that the file gives them. */
    private static List<String> areas(Connection connection, Claim claim) throws SQLException {
        List<String> notes = new ArrayList<>();
        int more = 0;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into area (code, key, alpha3, name, kind)
                select a.code, case when a.code = 0 then 'W00' else a.code::text end,
                       case when a.iso ~ '^[A-Z]{3}$' then a.iso end,
                       coalesce(nullif(a.name, ''), nullif(a.iso, ''), 'Area ' || a.code),
                       case when a.code = 0 then 'WORLD' else 'UNMAPPED' end
                from ingest i, jsonb_to_recordset(i.areas) as a (code integer, iso text, name text)
                where i.id = ?
                on conflict (code) do nothing
                returning code, name, kind
                """)) {
            insert.setString(1, claim.id());
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString("kind").equals("UNMAPPED")) {
                        if (notes.size() < MAX_AREA_NOTES) {
                            notes.add("area " + rows.getInt("code") + " (" + rows.getString("name")
                                    + ") is not in the list of areas: kept as unmapped");
                        } else {
                            more++;
                        }
                    }
                }
            }
        }
        if (more > 0) {
            notes.add(more + " more areas are not in the list of areas: kept as unmapped");
        }
        return notes;
    }

    private static void series(Connection connection, Claim claim, String staging) throws SQLException {
        execute(connection, "create temp table t_new_series (series_id bigint) on commit drop");
        execute(
                connection,
                """
                with added as (
                    insert into series (series_key, source, %2$s, currency, partner_is_total, commodity_level,
                                        breakdown_is_total)
                    select %3$s, ?, d.frequency, d.reporter, d.partner, d.partner2, d.flow, d.classification,
                           d.commodity, d.customs, d.transport, d.supply, d.currency,
                           p.kind in ('WORLD', 'GROUP'),
                           case d.commodity when 'TOTAL' then 0 else length(d.commodity) end,
                           d.partner2 = 0 and d.customs = 'C00' and d.transport = '0' and d.supply = '0'
                    from (select distinct %2$s, currency from %1$s) d
                    join area r on r.code = d.reporter
                    join area p on p.code = d.partner
                    join area q on q.code = d.partner2
                    where not exists (
                        select 1 from series s
                        where s.source = ? and (s.frequency, s.reporter, s.partner, s.flow, s.classification, s.commodity,
                              s.partner2, s.customs, s.transport, s.supply)
                            = (d.frequency, d.reporter, d.partner, d.flow, d.classification, d.commodity, d.partner2,
                              d.customs, d.transport, d.supply))
                    returning series_id)
                insert into t_new_series select series_id from added
                """.formatted(staging, DIMENSIONS, SeriesKey.SQL),
                claim.source(),
                claim.source(),
                claim.source());
    }

    /** Rows by series. */
    private static void rows(Connection connection, Claim claim, String staging) throws SQLException {
        long joined = execute(connection, """
                create temp table t_row on commit drop as
                select s.series_id, d.period_start, d.line, %2$s
                from %1$s d join series s
                  on s.source = '%3$s' and s.frequency = d.frequency and s.reporter = d.reporter
                 and s.partner = d.partner and s.flow = d.flow and s.classification = d.classification
                 and s.commodity = d.commodity and s.partner2 = d.partner2 and s.customs = d.customs
                 and s.transport = d.transport and s.supply = d.supply and s.currency = d.currency
                """.formatted(staging, VALUES, sourceLiteral(claim)));
        long staged = number(connection, "select count(*) from " + staging);
        if (joined != staged) {
            throw new IllegalStateException(
                    staged - joined + " rows of ingest " + claim.id() + " found no series of their currency");
        }
        execute(connection, "analyze t_row");
        // In two steps: comparing whole rows needs a sort, and few files have any row to compare.
        execute(connection, """
                create temp table t_repeated on commit drop as
                select series_id, period_start, min(line) as first_line, false as conflicting
                from t_row group by series_id, period_start having count(*) > 1
                """);
        execute(connection, "analyze t_repeated");
        execute(connection, """
                update t_repeated d set conflicting = true
                from (select series_id, period_start from t_row join t_repeated using (series_id, period_start)
                      group by series_id, period_start having count(distinct (%s)) > 1) c
                where d.series_id = c.series_id and d.period_start = c.period_start
                """.formatted(VALUES));
    }

    /** CREATE TABLE AS takes no parameters; the table {@code source} lets only such codes in. */
    private static String sourceLiteral(Claim claim) {
        if (!claim.source().matches("[A-Z][A-Z0-9_]{1,31}")) {
            throw new IllegalStateException("source: " + claim.source() + " (expected: capital letters and digits)");
        }
        return claim.source();
    }

    /** Rows of one key that differ: which of them is right nobody can tell, so none is taken. */
    private long conflicts(Connection connection, Claim claim) throws SQLException {
        execute(
                connection,
                """
                insert into ingest_reject (ingest_id, seq, line, field, value, message, expected)
                select ?, b.seq + row_number() over (order by c.line), c.line, 'period', c.period,
                       'stands with other figures of the same series and period in lines ' || c.lines,
                       'one row for a series and period'
                from (select coalesce(max(seq), 0) as seq, count(*) as kept from ingest_reject where ingest_id = ?) b,
                     (select r.line, %s as period, (
                                 select string_agg(o.line::text, ', ' order by o.line) from (
                                     select line from t_row o where o.series_id = r.series_id
                                     and o.period_start = r.period_start and o.line <> r.line order by line limit 5) o)
                             as lines
                      from t_row r join t_repeated d using (series_id, period_start) join series s using (series_id)
                      where d.conflicting order by r.line limit ?) c
                where b.kept < ?
                """.formatted(period("s.frequency", "r.period_start")),
                claim.id(),
                claim.id(),
                config.maxRejects(),
                config.maxRejects());
        long rejected = execute(connection, """
                delete from t_row r using t_repeated d
                where d.conflicting and r.series_id = d.series_id and r.period_start = d.period_start
                """);
        execute(connection, "delete from t_repeated where conflicting");
        return rejected;
    }

    private static void changes(Connection connection) throws SQLException {
        String bounds = "";
        try (PreparedStatement query =
                        connection.prepareStatement("select min(period_start), max(period_start) from t_row");
                ResultSet row = query.executeQuery()) {
            row.next();
            if (row.getObject(1) != null) {
                // Written out, so that the planner leaves the other years' partitions alone.
                bounds = " and o.period_start between date '" + row.getDate(1) + "' and date '" + row.getDate(2) + "'";
            }
        }
        execute(connection, """
                create temp table t_change on commit drop as
                select r.*, o.valid_from as old_from, o.status as old_status, o.primary_value as old_primary_value,
                       o.net_weight as old_net_weight, o.quantity as old_quantity
                from t_row r left join observation o
                  on o.series_id = r.series_id and o.period_start = r.period_start %s
                where o.series_id is null or (%s) is distinct from (%s)
                """.formatted(bounds, prefixed("r.", VALUES), prefixed("o.", VALUES)));
        execute(connection, "analyze t_change");
    }

    private static void takeOver(Connection connection, long revision, boolean revised) throws SQLException {
        if (revised) {
            execute(connection, """
                    insert into observation_history (series_id, period_start, valid_from, valid_to, %1$s)
                    select o.series_id, o.period_start, o.valid_from, ?, %2$s
                    from t_change c join observation o on o.series_id = c.series_id and o.period_start = c.period_start
                    where c.old_from is not null
                    """.formatted(VALUES, prefixed("o.", VALUES)), revision);
            execute(connection, """
                    update observation o set valid_from = ?, (%1$s) = row(%2$s) from t_change c
                    where c.old_from is not null and o.series_id = c.series_id and o.period_start = c.period_start
                    """.formatted(VALUES, prefixed("c.", VALUES)), revision);
        }
        execute(connection, """
                insert into observation (series_id, period_start, valid_from, %1$s)
                select series_id, period_start, ?, %1$s from t_change where old_from is null
                order by period_start, series_id
                """.formatted(VALUES), revision);
    }

    /**
     * The long part of the events, before the vintage is known. JSON is put together as text, which takes a third of the
     * time of json_build_object; nothing in it is foreign: periods, statuses and plain numbers.
     */
    private static void tellPrepare(Connection connection) throws SQLException {
        long longest = number(
                connection,
                "select coalesce(max(n), 0) from (select count(*) as n from t_change group by series_id) sizes");
        String numbered = longest <= SeriesChanged.MAX_PERIODS
                ? "select t.*, 1 as part, 1 as parts from t_change t"
                : """
                  select t.*, (row_number() over w - 1) / %1$d + 1 as part, (count(*) over p + %1$d - 1) / %1$d as parts
                  from t_change t window w as (partition by series_id order by period_start),
                                         p as (partition by series_id)
                  """.formatted(SeriesChanged.MAX_PERIODS);
        execute(connection, """
                create temp table t_event on commit drop as
                select c.series_id, c.part, c.parts,
                       '[' || string_agg(concat('{"period":"', %s, '","before":',
                           case when c.old_from is null then 'null' else %s end, ',"after":', %s, '}'), ','
                           order by c.period_start) || ']' as periods
                from (%s) c join series s using (series_id)
                group by c.series_id, c.part, c.parts
                """.formatted(
                        period("s.frequency", "c.period_start"), figure("c.old_"), figure("c."), numbered));
    }

    /** {@link TradeEvent.Figure} as JSON text. */
    private static String figure(String prefix) {
        return """
               concat('{"status":"', %1$sstatus, '","primaryValue":', coalesce(%1$sprimary_value::text, 'null'),
                      ',"netWeight":', coalesce(%1$snet_weight::text, 'null'),
                      ',"quantity":', coalesce(%1$squantity::text, 'null'), '}')""".formatted(prefix);
    }

    private static Instant vintage(Connection connection, Claim claim, long revision, boolean changed)
            throws SQLException {
        String sql =
                changed ? """
                  insert into revision (revision, vintage, ingest_id)
                  select ?, greatest(clock_timestamp(), max(vintage) + interval '1 us'), ? from revision
                  returning vintage
                  """ : "select coalesce((select vintage from revision where revision = ?), clock_timestamp())";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, revision);
            if (changed) {
                statement.setString(2, claim.id());
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        }
    }

    /** As {@link SeriesChanged}; a test holds the two together. */
    private static void tell(Connection connection, Claim claim, long revision, Instant vintage) throws SQLException {
        execute(connection, """
                insert into outbox (type, subject, traceparent, data)
                select 'strait.trade.series.changed', s.series_key, ?, json_build_object(
                    'seriesKey', s.series_key,
                    'series', json_build_object(
                        'source', s.source, 'frequency', s.frequency, 'reporter', r.key, 'partner', p.key,
                        'flow', s.flow, 'classification', s.classification, 'commodity', s.commodity),
                    'currency', s.currency, 'periods', e.periods::json, 'part', e.part, 'parts', e.parts,
                    'ingestId', ?::text, 'vintage', ?::text, 'revision', ?::bigint)
                from t_event e join series s using (series_id)
                join area r on r.code = s.reporter join area p on p.code = s.partner
                order by e.series_id, e.part
                """, claim.traceparent(), claim.id(), vintage.toString(), revision);
    }

    private Counts complete(
            Connection connection, Claim claim, String owner, Counts counts, long seriesChanged, List<String> notes)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update ingest set state = 'COMPLETED', rows_accepted = ?, rows_unchanged = ?, rows_revised = ?,
                       rows_rejected = rows_rejected + ?, series_changed = ?, notes = notes || to_jsonb(?::text[]),
                       areas = null, owner = null, lease_until = null, finished_at = clock_timestamp(),
                       updated_at = clock_timestamp()
                where id = ? and owner = ? and state = 'APPLYING'
                returning rows_read, rows_rejected
                """)) {
            update.setLong(1, counts.accepted());
            update.setLong(2, counts.unchanged());
            update.setLong(3, counts.revised());
            update.setLong(4, counts.rejected());
            update.setLong(5, seriesChanged);
            update.setArray(6, connection.createArrayOf("text", notes.toArray()));
            update.setString(7, claim.id());
            update.setString(8, owner);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("ingest " + claim.id() + " is no longer applied by " + owner);
                }
                return new Counts(
                        row.getLong(1), counts.accepted(), counts.unchanged(), counts.revised(), row.getLong(2));
            }
        }
    }

    private static String period(String frequency, String start) {
        return "case %1$s when 'A' then to_char(%2$s, 'YYYY') when 'Q' then to_char(%2$s, 'YYYY\"-Q\"Q') else to_char(%2$s, 'YYYY-MM') end"
                .formatted(frequency, start);
    }

    private static String prefixed(String prefix, String columns) {
        return prefix + columns.replace(", ", ", " + prefix);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.execute() ? 0 : statement.getLargeUpdateCount();
        }
    }
}
