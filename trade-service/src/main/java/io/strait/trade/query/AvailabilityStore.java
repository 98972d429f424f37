package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the counts of what is held; never the figures themselves. */
@ApplicationScoped
class AvailabilityStore {
    /** What is held, and the revision it is of. */
    record Slices(Revision revision, List<HeldSlice> rows) {}

    /** The outer join keeps one row, the revision, when nothing is held. */
    private static final String SLICES = """
            with page as (
                select distinct h.source collate "C" as source, h.frequency, h.reporter from held_slice h
                where %1$s
                order by 1, 2, 3
                limit ?)
            select r.revision as of_revision, r.vintage as of_vintage, x.*
            from (values (1)) as one (row)
            left join (select revision, vintage from revision order by revision desc limit 1) r on true
            left join (
                select h.source, h.frequency, h.reporter, h.flow, h.classification, h.commodity_level, h.series,
                       p.observations, p.starts, h.revision, v.vintage
                from page
                join held_slice h on h.source collate "C" = page.source and h.frequency = page.frequency
                                 and h.reporter = page.reporter
                join revision v on v.revision = h.revision
                cross join lateral (
                    select sum(observations)::bigint as observations, array_agg(period_start) as starts
                    from held_period where slice_id = h.slice_id) p
                where %1$s) x on true
            order by x.source collate "C", x.frequency, x.reporter, x.flow collate "C", x.classification collate "C",
                     x.commodity_level""";

    private final ReadStatements statements;

    AvailabilityStore(ReadStatements statements) {
        this.statements = statements;
    }

    /**
     * All slices of the next reporters that have some.
     *
     * @param reporters at most so many; one counts for each of its sources and frequencies
     */
    Slices slices(AvailabilityQuery query, @Nullable AvailabilityCursor after, int reporters) {
        Conditions conditions = conditions(query, after);
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(reporters);
        values.addAll(conditions.values());
        return statements.query(SLICES.formatted(conditions.sql()), values, AvailabilityStore::slices);
    }

    private static Conditions conditions(AvailabilityQuery query, @Nullable AvailabilityCursor after) {
        Conditions conditions = new Conditions();
        conditions.anyOf("h.source", query.sources());
        Frequency frequency = query.frequency();
        if (frequency != null) {
            conditions.add("h.frequency = ?", frequency.code());
        }
        conditions.anyOf("h.reporter", query.reporters());
        conditions.anyOf("h.flow", query.flows());
        conditions.anyOf("h.classification", query.classifications());
        conditions.anyOf("h.commodity_level", query.levels());
        if (after != null) {
            conditions.add(
                    "(h.source collate \"C\", h.frequency, h.reporter) > (?, ?, ?)",
                    after.source(),
                    after.frequency().code(),
                    after.reporter());
        }
        return conditions;
    }

    private static Slices slices(ResultSet rows) throws SQLException {
        Revision revision = new Revision(0, null);
        List<HeldSlice> slices = new ArrayList<>();
        while (rows.next()) {
            if (rows.getObject("of_vintage") != null) {
                revision = revision(rows, "of_revision", "of_vintage");
            }
            if (rows.getString("source") != null) {
                slices.add(slice(rows));
            }
        }
        return new Slices(revision, slices);
    }

    private static HeldSlice slice(ResultSet row) throws SQLException {
        Frequency frequency = Frequency.ofCode(row.getString("frequency"));
        return new HeldSlice(
                row.getString("source"),
                frequency,
                row.getInt("reporter"),
                row.getString("flow"),
                row.getString("classification"),
                row.getInt("commodity_level"),
                new Held(
                        row.getLong("series"),
                        row.getLong("observations"),
                        periods(frequency, row.getArray("starts")),
                        revision(row, "revision", "vintage")));
    }

    private static SortedSet<Period> periods(Frequency frequency, Array starts) throws SQLException {
        SortedSet<Period> periods = new TreeSet<>();
        for (Date start : (Date[]) starts.getArray()) {
            periods.add(new Period(frequency, start.toLocalDate()));
        }
        return periods;
    }

    private static Revision revision(ResultSet row, String number, String vintage) throws SQLException {
        return new Revision(
                row.getLong(number),
                row.getObject(vintage, OffsetDateTime.class).toInstant());
    }
}
