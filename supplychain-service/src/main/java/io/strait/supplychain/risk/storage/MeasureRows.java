package io.strait.supplychain.risk.storage;

import io.strait.events.SupplyChainEvent;
import io.strait.events.outbox.Outbox;
import io.strait.supplychain.catalogue.model.Coded;
import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Market;
import io.strait.supplychain.risk.Measured;
import io.strait.supplychain.risk.RiskMeasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was measured, by node and revision; and the events that tell of it. Thread-safe. */
@ApplicationScoped
public class MeasureRows {
    /**
     * A measure that came to be another than before.
     *
     * @param because ids of the facts that brought it about, the first ones
     */
    public record Row(String node, Measured measured, List<String> because) {
        public Row {
            because = List.copyOf(because);
        }
    }

    /** A row with the revision that made it. */
    public record Kept(Row row, long revision, Instant at) {}

    private static final String COLUMNS =
            "r.node, r.measure, r.hhi_low, r.hhi_high, r.coverage, r.suppliers, r.unknown, r.basis, r.because";

    private final DataSource database;

    MeasureRows(DataSource database) {
        this.database = database;
    }

    /** The last row of each measure of some nodes. One look into the index for each, however long the history. */
    @Transactional(TxType.MANDATORY)
    public Map<String, Map<RiskMeasure, Measured>> latest(Collection<String> nodes) {
        Map<String, Map<RiskMeasure, Measured>> latest = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select " + COLUMNS + "\nfrom " + """
                        unnest(?::text[]) as asked (node) cross join unnest(?::text[]) as wanted (measure)
                        cross join lateral (
                            select * from risk_measure m where m.node = asked.node and m.measure = wanted.measure
                            order by m.revision desc limit 1) r""")) {
            query.setArray(1, connection.createArrayOf("text", nodes.toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text", Coded.codes(RiskMeasure.class).toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Row row = row(rows);
                    latest.computeIfAbsent(row.node(), none -> new HashMap<>())
                            .put(row.measured().measure(), row.measured());
                }
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        return latest;
    }

    /** Keeps rows of a revision, and leaves events in the outbox. */
    @Transactional(TxType.MANDATORY)
    public void add(
            long revision,
            Collection<Row> rows,
            Collection<SupplyChainEvent.RiskChanged> events,
            @Nullable String traceparent) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into risk_measure
                            (node, measure, revision, hhi_low, hhi_high, coverage, suppliers, unknown, basis, because)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (Row row : rows) {
                Measured measured = row.measured();
                Interval hhi = measured.hhi();
                insert.setString(1, row.node());
                insert.setString(2, measured.measure().code());
                insert.setLong(3, revision);
                insert.setObject(4, hhi == null ? null : hhi.low(), java.sql.Types.DOUBLE);
                insert.setObject(5, hhi == null ? null : hhi.high(), java.sql.Types.DOUBLE);
                insert.setDouble(6, measured.coverage());
                insert.setInt(7, measured.suppliers());
                insert.setInt(8, measured.unknown());
                insert.setString(9, measured.basis().code());
                insert.setArray(
                        10, connection.createArrayOf("text", row.because().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
            Outbox.append(connection, events, traceparent);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /**
     * The rows of a node, oldest first.
     *
     * @param afterRevision with {@code afterMeasure} the last row of the page before, -1 for the first page
     * @param upTo the last revision that counts
     */
    @Transactional
    public List<Kept> history(String node, long afterRevision, String afterMeasure, long upTo, int limit) {
        List<Kept> history = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select " + COLUMNS + """
                        , r.revision, v.at from risk_measure r join revision v on v.id = r.revision
                        where r.node = ? and (r.revision, r.measure) > (?, ?) and r.revision <= ?
                        order by r.revision, r.measure limit ?""")) {
            query.setString(1, node);
            query.setLong(2, afterRevision);
            query.setString(3, afterMeasure);
            query.setLong(4, upTo);
            query.setInt(5, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Timestamp at = rows.getTimestamp(11);
                    history.add(new Kept(row(rows), rows.getLong(10), at.toInstant()));
                }
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        return history;
    }

    private static Row row(ResultSet row) throws SQLException {
        double low = row.getDouble(3);
        Interval hhi = row.wasNull() ? null : new Interval(low, row.getDouble(4));
        String measure = row.getString(2);
        String basis = row.getString(8);
        return new Row(
                row.getString(1),
                new Measured(
                        Coded.of(RiskMeasure.class, measure).orElseThrow(),
                        hhi,
                        row.getDouble(5),
                        row.getInt(6),
                        row.getInt(7),
                        Coded.of(Market.Basis.class, basis).orElseThrow()),
                Arrays.stream((Object[]) row.getArray(9).getArray())
                        .map(id -> Objects.requireNonNull(id).toString())
                        .toList());
    }
}
