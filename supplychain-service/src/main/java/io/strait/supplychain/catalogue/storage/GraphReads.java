package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.graph.Essentiality;
import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSource;
import io.strait.supplychain.graph.LinkKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** Brings a {@link GraphSource} to the last committed revision, in one pass over what has changed since. */
@ApplicationScoped
public class GraphReads {
    private static final int FETCH_SIZE = 10_000;

    private final DataSource database;

    GraphReads(DataSource database) {
        this.database = database;
    }

    /**
     * @param known the revision that the source is at, -1 where it is empty
     * @return the revision that it is at now; the same as {@code known} where nothing has changed
     */
    public long bringUpToDate(GraphSource source, long known) {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            // One state of the database for all statements: an answer is of one revision.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                long latest = latest(connection);
                if (latest > known) {
                    removed(connection, source, known);
                    added(connection, source, known);
                }
                connection.commit();
                return latest;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private static long latest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select max(id) from revision");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void removed(Connection connection, GraphSource source, long known) throws SQLException {
        if (known >= 0) {
            each(
                    connection,
                    "select id from node where valid_to_revision > ?",
                    known,
                    row -> source.removeNode(row.getString(1)));
            each(
                    connection,
                    "select id from requirement where valid_to_revision > ?",
                    known,
                    row -> source.removeLink(LinkKind.REQUIREMENT, row.getString(1)));
            each(
                    connection,
                    "select id from supply where valid_to_revision > ?",
                    known,
                    row -> source.removeLink(LinkKind.SUPPLY, row.getString(1)));
        }
    }

    private static void added(Connection connection, GraphSource source, long known) throws SQLException {
        String since = " where valid_to_revision is null and valid_from_revision > ?";
        each(
                connection,
                "select id, kind, name, area, collective, type_of from node" + since,
                known,
                row -> source.put(new GraphNode(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        FactReads.texts(row, 6))));
        each(
                connection,
                "select id, node, input, essentiality from requirement" + since,
                known,
                row -> source.put(GraphLink.requirement(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Essentiality.valueOf(row.getString(4).toUpperCase(Locale.ROOT)))));
        each(
                connection,
                "select id, supplier, input, recipient from supply" + since,
                known,
                row -> source.put(
                        GraphLink.supply(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, long known, RowReader reader) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, known);
            query.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
