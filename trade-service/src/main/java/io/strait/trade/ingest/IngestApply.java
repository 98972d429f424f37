package io.strait.trade.ingest;

import io.strait.events.TradeEvent;
import io.strait.events.TradeEvent.Counts;
import io.strait.events.outbox.Outbox;
import io.strait.trade.ingest.IngestStore.Claim;
import io.strait.trade.record.RecordEvents;
import io.strait.trade.series.SeriesKey;
import io.strait.trade.series.VintageLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over the difference between a staged file and what is held: set-based, in one transaction, so that no reader
 * ever sees half of it. {@link StagedRows} finds the difference, {@link SeriesChanges} tells of it. The caller holds the
 * lock that lets one apply run at a time. Thread-safe.
 */
@ApplicationScoped
class IngestApply {
    /** What an apply did. {@code revision} is the newest one, whether this apply made it or not. */
    record Outcome(Counts rows, long seriesChanged, long revision, Instant vintage) {}

    private static final int MAX_AREA_NOTES = 20;
    private static final int MANY_SERIES = 1000;

    private final IngestConfig config;

    IngestApply(IngestConfig config) {
        this.config = config;
    }

    /** Makes the partitions of the years that occur. They stay when the apply fails: an empty one is no figure. */
    void prepare(Connection connection, Claim claim) throws SQLException {
        Statements.execute(
                connection,
                "select ensure_year(y) from (select distinct extract(year from period_start)::int as y"
                        + " from (select distinct period_start from "
                        + new StagingTable(claim.id()).rows() + ") periods order by 1) years");
    }

    /**
     * The whole of it but the commit.
     *
     * @throws IllegalStateException when the job is not {@code owner}'s any more
     */
    Outcome apply(Connection connection, Claim claim, String owner) throws SQLException {
        StagingTable staging = new StagingTable(claim.id());
        Statements.execute(
                connection, "set local work_mem = '" + config.workMemory().asLongValue() / 1024 + "kB'");
        // What connections are given for readers (application.properties) is not for rows by the million.
        Statements.execute(connection, "set local random_page_cost = default");
        Statements.execute(connection, "set local max_parallel_workers_per_gather = default");
        // The dimensions of a series hang together, which the planner does not know: it takes the first three of them
        // for a key and merges by them, which compares each series with each of its pair of areas.
        Statements.execute(connection, "set local enable_mergejoin = off");
        Statements.execute(connection, "analyze " + staging.rows() + ", " + staging.series());
        NewAreas areas = areas(connection, claim);
        List<String> notes = new ArrayList<>(areas.notes());
        series(connection, claim, staging);
        Difference difference = difference(connection, claim, staging, notes);
        long seriesChanged = 0;
        long revision = Statements.number(connection, "select coalesce(max(revision), 0) from revision");
        boolean changed = difference.changed() && !claim.dryRun();
        RecordEvents.Found records = RecordEvents.Found.NONE;
        if (claim.dryRun()) {
            forget(connection, areas);
        } else if (changed) {
            revision++;
            takeOver(connection, staging, revision);
            seriesChanged = noteSeries(connection, revision);
            HeldSlices.count(connection, staging, revision);
            SeriesChanges.prepare(connection, staging);
            records = RecordEvents.find(connection, revision);
            notes.addAll(records.notes());
        }
        Counts rows = complete(connection, claim, owner, difference, seriesChanged, notes);
        Statements.execute(connection, staging.drop());
        // From here on little is done: asOf must not see a revision appear in its past.
        Instant vintage = vintage(connection, claim, revision, changed);
        if (changed) {
            SeriesChanges.tell(connection, claim, revision, vintage);
            RecordEvents.tell(connection, records, revision, vintage, claim.id(), claim.traceparent());
        }
        Outbox.append(
                connection,
                List.of(new TradeEvent.IngestCompleted(
                        claim.id(), claim.source(), rows, seriesChanged, vintage, revision)),
                claim.traceparent());
        return new Outcome(rows, seriesChanged, revision, vintage);
    }

    /** What a file says against what is held: rows of the file but for {@code removed}, which are figures. */
    private record Difference(long accepted, long unchanged, long revised, long removed, long rejected) {
        boolean changed() {
            return accepted + revised + removed > 0;
        }
    }

    private Difference difference(Connection connection, Claim claim, StagingTable staging, List<String> notes)
            throws SQLException {
        long foreign = StagedRows.read(connection, claim, staging, config.maxRejects());
        if (foreign > 0) {
            notes.add(foreign + " rows have another currency than their series: all of them rejected");
        }
        long conflicting = StagedRows.rejectContradictions(connection, claim.id(), config.maxRejects());
        long repeated = StagedRows.dropRepetitions(connection);
        if (repeated > 0) {
            notes.add(repeated + " rows repeat an earlier row of the file: counted as unchanged");
        }
        if (conflicting > 0) {
            notes.add(conflicting + " rows contradict another row of the file: all of them rejected");
            // A series that only contradictions tell of is none.
            Statements.execute(connection, """
                    delete from series s using t_map m where s.series_id = m.series_id and m.is_new and m.careful
                    and not exists (select 1 from t_row r where r.series_id = s.series_id)
                    """);
        }
        long mapped = Statements.number(connection, "select coalesce(sum(rows), 0) from t_map");
        long fresh =
                Statements.number(connection, "select coalesce(sum(rows), 0) from t_map m where " + StagedRows.FRESH);
        StagedRows.compare(connection, staging);
        long accepted =
                fresh + Statements.number(connection, "select count(*) from t_change where " + StagedRows.ADDED);
        long revised =
                Statements.number(connection, "select count(*) from t_change where not (" + StagedRows.ADDED + ")");
        long rejected = conflicting + foreign;
        long removed = removed(connection, claim, staging, rejected, notes);
        return new Difference(accepted, mapped - conflicting - revised - accepted, revised, removed, rejected);
    }

    /** @param rejected rows, but for those that the reader rejected */
    private long removed(Connection connection, Claim claim, StagingTable staging, long rejected, List<String> notes)
            throws SQLException {
        Replacement replacement = claim.replaces();
        if (replacement == null) {
            return 0;
        }
        if (rejected + claim.rejected() > 0) {
            // What a bad row meant to say is not known: taking its figure away would cost what was good.
            String refusal = rejected + claim.rejected()
                    + " rows are rejected: a file that replaces must have none, or what they mean would be taken away";
            if (!claim.dryRun()) {
                throw new ApplyRefusedException(refusal + "; a dry run names them");
            }
            notes.add(refusal);
        }
        long removed = Removals.find(connection, claim, staging, replacement);
        Removals.keep(connection, claim.id(), config.maxRejects());
        if (removed > config.maxRejects()) {
            notes.add("only the first " + config.maxRejects() + " removals are kept for reading");
        }
        return removed;
    }

    /** What a dry run made on its way. */
    private static void forget(Connection connection, NewAreas areas) throws SQLException {
        Statements.execute(connection, "delete from series s using t_new_series n where s.series_id = n.series_id");
        try (PreparedStatement delete = connection.prepareStatement("delete from area where code = any (?)")) {
            delete.setArray(1, connection.createArrayOf("integer", areas.codes().toArray()));
            delete.executeUpdate();
        }
    }

    private record NewAreas(List<Integer> codes, List<String> notes) {}

    /** Areas that are not known yet are kept under the name that the file gives them. */
    private static NewAreas areas(Connection connection, Claim claim) throws SQLException {
        List<Integer> codes = new ArrayList<>();
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
                    codes.add(rows.getInt("code"));
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
        return new NewAreas(codes, notes);
    }

    /** Of two currencies for one series the first in the file is its own. */
    private static void series(Connection connection, Claim claim, StagingTable staging) throws SQLException {
        Statements.execute(connection, "create temp table t_new_series (series_id bigint) on commit drop");
        long added = Statements.execute(
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
                    from (select distinct on (%2$s) %2$s, currency, number from %1$s order by %2$s, number) d
                    join area r on r.code = d.reporter
                    join area p on p.code = d.partner
                    join area q on q.code = d.partner2
                    order by d.number
                    on conflict (source, frequency, reporter, partner, flow, classification, commodity, partner2, customs,
                                 transport, supply) do nothing
                    returning series_id)
                insert into t_new_series select series_id from added
                """.formatted(staging.series(), StagedRows.DIMENSIONS, SeriesKey.SQL),
                claim.source(),
                claim.source());
        Statements.execute(connection, "analyze t_new_series");
        if (added > MANY_SERIES) {
            // Not left to autovacuum, which comes a minute later: what is asked and sent meanwhile would be badly
            // planned.
            Statements.execute(connection, "analyze series");
        }
    }

    private static void takeOver(Connection connection, StagingTable staging, long revision) throws SQLException {
        // One that was taken away stands there too, and may come back.
        if (Statements.number(connection, "select count(*) from t_change where old_from is not null") > 0) {
            Statements.execute(
                    connection,
                    """
                    insert into observation_history (series_id, period_start, valid_from, valid_to, %1$s)
                    select o.series_id, o.period_start, o.valid_from, ?, %2$s
                    from t_change c join observation o on o.series_id = c.series_id and o.period_start = c.period_start
                    where c.old_from is not null
                    """.formatted(StagedRows.VALUES, StagedRows.prefixed("o.", StagedRows.VALUES)),
                    revision);
            Statements.execute(
                    connection,
                    """
                    update observation o set valid_from = ?, (%1$s) = row(%2$s) from t_change c
                    where c.old_from is not null and o.series_id = c.series_id and o.period_start = c.period_start
                    """.formatted(StagedRows.VALUES, StagedRows.prefixed("c.", StagedRows.VALUES)),
                    revision);
        }
        // A series' figures side by side, whatever the order of the file: reading a series then reads few pages.
        Statements.execute(connection, """
                insert into observation (series_id, period_start, valid_from, %1$s)
                select series_id, period_start, ?, %1$s from t_change where old_from is null
                order by series_id, period_start
                """.formatted(StagedRows.VALUES), revision);
        Statements.execute(connection, """
                insert into observation (series_id, period_start, valid_from, %1$s)
                select m.series_id, r.period_start, ?, %1$s from %2$s r join t_map m using (number) where %3$s
                order by m.series_id, r.period_start
                """.formatted(StagedRows.VALUES, staging.rows(), StagedRows.FRESH), revision);
    }

    /** Notes which series the revision changes; gives back how many. */
    private static long noteSeries(Connection connection, long revision) throws SQLException {
        long changed = Statements.execute(connection, """
                create temp table t_changed_series on commit drop as
                select series_id, min(period_start) as first_period, max(period_start) as last_period,
                       count(*) filter (where %1$s) as added,
                       count(*) filter (where not (%1$s) and status <> 'REMOVED') as revised,
                       count(*) filter (where status = 'REMOVED') as removed
                from t_change group by series_id
                union all select series_id, first_period, last_period, rows, 0, 0 from t_map m where %2$s
                """.formatted(StagedRows.ADDED, StagedRows.FRESH));
        Statements.execute(connection, "analyze t_changed_series");
        Statements.execute(connection, """
                insert into series_revision (revision, series_id, first_period, last_period, added, revised, removed)
                select ?, series_id, first_period, last_period, added, revised, removed from t_changed_series
                order by series_id
                """, revision);
        return changed;
    }

    private static Instant vintage(Connection connection, Claim claim, long revision, boolean changed)
            throws SQLException {
        Statements.execute(connection, VintageLock.HOLD);
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

    private Counts complete(
            Connection connection,
            Claim claim,
            String owner,
            Difference difference,
            long seriesChanged,
            List<String> notes)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update ingest set state = 'COMPLETED', rows_accepted = ?, rows_unchanged = ?, rows_revised = ?,
                       rows_rejected = rows_rejected + ?, rows_removed = ?, series_changed = ?, notes = notes || to_jsonb(?::text[]),
                       areas = null, owner = null, lease_until = null, finished_at = clock_timestamp(),
                       updated_at = clock_timestamp()
                where id = ? and owner = ? and state = 'APPLYING'
                returning rows_read, rows_rejected
                """)) {
            update.setLong(1, difference.accepted());
            update.setLong(2, difference.unchanged());
            update.setLong(3, difference.revised());
            update.setLong(4, difference.rejected());
            update.setLong(5, difference.removed());
            update.setLong(6, seriesChanged);
            update.setArray(7, connection.createArrayOf("text", notes.toArray()));
            update.setString(8, claim.id());
            update.setString(9, owner);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("ingest " + claim.id() + " is no longer applied by " + owner);
                }
                return new Counts(
                        row.getLong(1),
                        difference.accepted(),
                        difference.unchanged(),
                        difference.revised(),
                        row.getLong(2));
            }
        }
    }
}
