package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.graph.Essentiality;
import io.strait.supplychain.graph.GraphBuilder;
import io.strait.supplychain.graph.GraphChange;
import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.GraphSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the graph as of the last committed revision: all of it, or what has changed since a snapshot was made. */
@ApplicationScoped
public class GraphReads {
    private static final int FETCH_SIZE = 10_000;
    /** Changes beyond which all is read instead: one for so many links, */
    private static final int LINKS_A_CHANGE = 8;
    /** but always more than so many. */
    private static final int FEW_CHANGES = 20_000;

    private static final Table NODES = new Table("node", "id, kind, name, area, collective, type_of");
    private static final Table REQUIREMENTS = new Table("requirement", "id, node, input, essentiality");
    private static final Table SUPPLIES = new Table("supply", "id, supplier, input, recipient");

    /** A table of versions, and what the graph wants of it. */
    private record Table(String name, String columns) {
        String current() {
            return "select " + columns + " from " + name + " where valid_to_revision is null";
        }

        /**
         * Versions in force now and not at a revision, and the other way about; one that came and went since then is
         * neither. Two index scans: as much work as there are changes.
         */
        String changed() {
            return "select " + columns + ", true as added from " + name
                    + " where valid_to_revision is null and valid_from_revision > ?"
                    + " union all select " + columns + ", false from " + name
                    + " where valid_to_revision > ? and valid_from_revision <= ? limit ?";
        }
    }

    private final DataSource database;

    GraphReads(DataSource database) {
        this.database = database;
    }

    private interface Work {
        GraphSnapshot of(Connection connection) throws SQLException;
    }

    /** All of it. */
    public GraphSnapshot whole() {
        return inOneState(connection -> whole(connection, latest(connection)));
    }

    private static GraphSnapshot whole(Connection connection, long latest) throws SQLException {
        Map<String, String> words = new HashMap<>();
        List<GraphNode> nodes = new ArrayList<>();
        each(connection, NODES.current(), row -> nodes.add(node(row, words)));
        GraphBuilder builder = new GraphBuilder(nodes);
        each(connection, REQUIREMENTS.current(), row -> builder.add(requirement(row)));
        each(connection, SUPPLIES.current(), row -> builder.add(supply(row)));
        return builder.build(latest);
    }

    /**
     * @return the same snapshot where nothing has changed
     * @throws IllegalStateException where what has changed does not fit the snapshot
     */
    public GraphSnapshot after(GraphSnapshot known) {
        return inOneState(connection -> {
            long latest = latest(connection);
            if (latest == known.revision()) {
                return known;
            }
            if (latest < known.revision()) {
                throw new IllegalStateException("the database is at revision " + latest);
            }
            int most = Math.max(
                    FEW_CHANGES, (known.requirementCount() + known.supplyCount()) / LINKS_A_CHANGE);
            GraphChange change = change(connection, known.revision(), most);
            return change.size() > most ? whole(connection, latest) : known.with(change, latest);
        });
    }

    /** @param most read no more than one above this of a table */
    private static GraphChange change(Connection connection, long since, int most) throws SQLException {
        GraphChange change = new GraphChange();
        Map<String, String> words = new HashMap<>();
        each(
                connection,
                NODES.changed(),
                row -> {
                    if (row.getBoolean("added")) {
                        change.add(node(row, words));
                    } else {
                        change.removeNode(row.getString(1));
                    }
                },
                since,
                since,
                since,
                most + 1);
        for (boolean supplies : new boolean[] {false, true}) {
            each(
                    connection,
                    (supplies ? SUPPLIES : REQUIREMENTS).changed(),
                    row -> {
                        GraphLink link = supplies ? supply(row) : requirement(row);
                        if (row.getBoolean("added")) {
                            change.add(link);
                        } else {
                            change.remove(link);
                        }
                    },
                    since,
                    since,
                    since,
                    most + 1);
        }
        return change;
    }

    /** One state of the database for all statements: an answer is of one revision. */
    private GraphSnapshot inOneState(Work work) {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                GraphSnapshot snapshot = work.of(connection);
                connection.commit();
                return snapshot;
            } catch (SQLException | RuntimeException e) {
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

    /** @param words kinds and areas, each kept once: a hundred thousand copies of "organisation" take their room */
    private static GraphNode node(ResultSet row, Map<String, String> words) throws SQLException {
        String area = row.getString(4);
        return new GraphNode(
                row.getString(1),
                words.computeIfAbsent(row.getString(2), word -> word),
                row.getString(3),
                area == null ? null : words.computeIfAbsent(area, word -> word),
                row.getBoolean(5),
                FactReads.texts(row, 6));
    }

    private static GraphLink requirement(ResultSet row) throws SQLException {
        return GraphLink.requirement(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Essentiality.valueOf(row.getString(4).toUpperCase(Locale.ROOT)));
    }

    private static GraphLink supply(ResultSet row) throws SQLException {
        return GraphLink.supply(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowReader reader, long... parameters)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            query.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
