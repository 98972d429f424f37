package io.strait.trade.ingest;

import io.strait.trade.ingest.IngestStore.Claim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows of a staged file, compared with one another and with what is held. Only what needs a second look is copied, into
 * temporary tables of the caller's transaction: {@code t_row} has the rows of series of which the upload cannot say that
 * each period came once, {@code t_change} what differs from what is held. The rows of series that are new and came
 * plainly, which is all of a first ingest, stay where they are: see {@link #FRESH}.
 */
final class StagedRows {
    /** What a series is of, its source and currency apart. */
    static final String DIMENSIONS =
            "frequency, reporter, partner, partner2, flow, classification, commodity, customs, transport, supply";

    /** What a row says of its series and period; these columns are compared. */
    static final String VALUES =
            "status, primary_value, cif_value, fob_value, net_weight, gross_weight, quantity, quantity_unit,"
                    + " alt_quantity, alt_quantity_unit, estimated";

    /** Of {@code t_map m}: rows that need no comparison, as their series is new and no period of it came twice. */
    static final String FRESH = "m.is_new and not m.careful";

    /** Of {@code t_change}: that no figure was held before. */
    static final String ADDED = "old_from is null or old_status = 'REMOVED'";

    private StagedRows() {}

    /**
     * Makes {@code t_map}, which series each number of the file stands for, {@code t_row} and {@code t_repeated}, the keys
     * that stand more than once. The new series are in {@code t_new_series}.
     *
     * @param maxRejects how many faults of the ingest are kept
     * @return how many rows were rejected, as their series has another currency
     */
    static long read(Connection connection, Claim claim, StagingTable staging, int maxRejects) throws SQLException {
        Statements.execute(connection, """
                create temp table t_map on commit drop as
                select d.number, s.series_id, s.frequency, n.series_id is not null as is_new, d.rows, d.first_period,
                       d.last_period, d.repeats or count(*) over (partition by s.series_id) > 1 as careful
                from %1$s d join series s on %2$s and s.currency = d.currency left join t_new_series n using (series_id)
                """.formatted(staging.series(), sameSeries(claim)));
        Statements.execute(connection, "analyze t_map");
        long staged = Statements.number(connection, "select coalesce(sum(rows), 0) from " + staging.series());
        long mapped = Statements.number(connection, "select coalesce(sum(rows), 0) from t_map");
        if (mapped != staged) {
            rejectOtherCurrencies(connection, claim, staging, maxRejects);
        }
        Statements.execute(connection, """
                create temp table t_row on commit drop as
                select m.series_id, r.period_start, r.line, %2$s
                from %1$s r join t_map m using (number) where m.careful
                """.formatted(staging.rows(), VALUES));
        Statements.execute(connection, "analyze t_row");
        // In two steps: comparing whole rows needs a sort, and few files have any row to compare.
        Statements.execute(connection, """
                create temp table t_repeated on commit drop as
                select series_id, period_start, min(line) as first_line, false as conflicting
                from t_row group by series_id, period_start having count(*) > 1
                """);
        Statements.execute(connection, "analyze t_repeated");
        Statements.execute(connection, """
                update t_repeated d set conflicting = true
                from (select series_id, period_start from t_row join t_repeated using (series_id, period_start)
                      group by series_id, period_start having count(distinct (%s)) > 1) c
                where d.series_id = c.series_id and d.period_start = c.period_start
                """.formatted(VALUES));
        return staged - mapped;
    }

    /** That a row {@code d} of staged series is the series {@code s}, whatever its currency. */
    static String sameSeries(Claim claim) {
        return """
               s.source = '%s' and s.frequency = d.frequency and s.reporter = d.reporter and s.partner = d.partner
               and s.flow = d.flow and s.classification = d.classification and s.commodity = d.commodity
               and s.partner2 = d.partner2 and s.customs = d.customs and s.transport = d.transport
               and s.supply = d.supply""".formatted(sourceLiteral(claim));
    }

    /** A series has one currency: its figures are compared with one another. */
    private static void rejectOtherCurrencies(Connection connection, Claim claim, StagingTable staging, int maxRejects)
            throws SQLException {
        Statements.execute(
                connection,
                """
                insert into ingest_reject (ingest_id, seq, line, field, value, message, expected)
                select ?, b.seq + row_number() over (order by c.line), c.line, 'currency', c.currency,
                       'is not the currency of the series', c.expected
                from (select coalesce(max(seq), 0) as seq, count(*) as kept from ingest_reject where ingest_id = ?) b,
                     (select r.line, d.currency, s.currency as expected
                      from %1$s d join series s on %3$s join %2$s r on r.number = d.number
                      where s.currency <> d.currency order by r.line limit ?) c
                where b.kept < ?
                """.formatted(staging.series(), staging.rows(), sameSeries(claim)),
                claim.id(),
                claim.id(),
                maxRejects,
                maxRejects);
    }

    /** CREATE TABLE AS takes no parameters; the table {@code source} lets only such codes in. */
    private static String sourceLiteral(Claim claim) {
        if (!claim.source().matches("[A-Z][A-Z0-9_]{1,31}")) {
            throw new IllegalStateException("source: " + claim.source() + " (expected: capital letters and digits)");
        }
        return claim.source();
    }

    /**
     * Rows of one key that differ: which of them is right nobody can tell, so none is taken.
     *
     * @param maxRejects how many faults of the ingest are kept
     * @return how many rows were rejected
     */
    static long rejectContradictions(Connection connection, String ingestId, int maxRejects) throws SQLException {
        Statements.execute(
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
                """.formatted(SeriesChanges.period("s.frequency", "r.period_start")),
                ingestId,
                ingestId,
                maxRejects,
                maxRejects);
        long rejected = Statements.execute(connection, """
                delete from t_row r using t_repeated d
                where d.conflicting and r.series_id = d.series_id and r.period_start = d.period_start
                """);
        Statements.execute(connection, "delete from t_repeated where conflicting");
        return rejected;
    }

    /** Rows that say again what an earlier row said; gives back how many. */
    static long dropRepetitions(Connection connection) throws SQLException {
        return Statements.execute(connection, """
                delete from t_row r using t_repeated d
                where r.series_id = d.series_id and r.period_start = d.period_start and r.line > d.first_line
                """);
    }

    /**
     * Makes {@code t_change}: the rows that are new or say something else than what is held, with what is held; without
     * those that are {@link #FRESH}.
     */
    static void compare(Connection connection, StagingTable staging) throws SQLException {
        String bounds = "";
        try (PreparedStatement query =
                        connection.prepareStatement("select min(first_period), max(last_period) from t_map");
                ResultSet row = query.executeQuery()) {
            row.next();
            if (row.getObject(1) != null) {
                // Written out, so that the planner leaves the other years' partitions alone.
                bounds = " and o.period_start between date '" + row.getDate(1) + "' and date '" + row.getDate(2) + "'";
            }
        }
        Statements.execute(connection, """
                create temp table t_change on commit drop as
                select r.*, o.valid_from as old_from, o.status as old_status, o.primary_value as old_primary_value,
                       o.net_weight as old_net_weight, o.quantity as old_quantity
                from (select m.series_id, w.period_start, w.line, %2$s
                      from %1$s w join t_map m using (number) where not m.is_new and not m.careful
                      union all select series_id, period_start, line, %2$s from t_row) r
                left join observation o on o.series_id = r.series_id and o.period_start = r.period_start %3$s
                where o.series_id is null or (%4$s) is distinct from (%5$s)
                """.formatted(
                        staging.rows(), VALUES, bounds, prefixed("r.", VALUES), prefixed("o.", VALUES)));
        Statements.execute(connection, "analyze t_change");
    }

    /** Each of the columns with {@code prefix} before it. */
    static String prefixed(String prefix, String columns) {
        return prefix + columns.replace(", ", ", " + prefix);
    }
}
