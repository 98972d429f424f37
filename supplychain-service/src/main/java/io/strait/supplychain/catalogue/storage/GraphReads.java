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
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** Reads the graph as of the last committed revision: all of it, or what has changed since a snapshot was made. */
@ApplicationScoped
public class GraphReads {
    private static final int FETCH_SIZE = 10_000;
    /** Changes beyond which all is read instead: one for so many links, */
    private static final int LINKS_A_CHANGE = 8;
    /** but always more than so many. */
    private static final int FEW_CHANGES = 20_000;

    /** The tables of versions and what the graph wants of them, in the same columns. */
    private static final String NODES = "select id, kind, name, area, collective, type_of, valid_to_revision from node";

    private static final String REQUIREMENTS = "select id, node, input, essentiality, null::boolean, null::text[],"
            + " valid_to_revision from requirement";
    private static final String SUPPLIES =
            "select id, supplier, input, recipient, null::boolean, null::text[]," + " valid_to_revision from supply";
    private static final String CURRENT = " where valid_to_revision is null";

    /** One statement, and so of one state of the database. */
    private static final String CHANGES = "select '" + Fact.LATEST + "' as fact, true as added, max(id)::text"
            + " as id, null as a, null as b, null as c, null::boolean as d, null::text[] as e from revision"
            + changed(Fact.NODE, NODES)
            + changed(Fact.REQUIREMENT, REQUIREMENTS)
            + changed(Fact.SUPPLY, SUPPLIES);

    /** What a row of {@link #CHANGES} is. */
    private enum Fact {
        LATEST,
        NODE,
        REQUIREMENT,
        SUPPLY
    }

    /**
     * Versions in force now and not at a revision, and the other way about; one that came and went since then is neither.
     * Two index scans: as much work as there are changes.
     */
    private static String changed(Fact fact, String columns) {
        return " union all select '" + fact + "', valid_to_revision is null, v.id, a, b, c, d, e from ("
                + columns + CURRENT + " and valid_from_revision > ?"
                + " union all " + columns + " where valid_to_revision > ? and valid_from_revision <= ?"
                + " limit ?) v (id, a, b, c, d, e, valid_to_revision)";
    }

    private final DataSource database;

    GraphReads(DataSource database) {
        this.database = database;
    }

    /** All of it. */
    public GraphSnapshot whole() {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            // One state of the database for all statements: an answer is of one revision.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                GraphSnapshot snapshot = whole(connection);
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

    private static GraphSnapshot whole(Connection connection) throws SQLException {
        long[] latest = new long[1];
        each(connection, "select max(id) from revision", row -> latest[0] = row.getLong(1));
        Map<String, String> words = new HashMap<>();
        List<GraphNode> nodes = new ArrayList<>();
        each(connection, NODES + CURRENT, row -> nodes.add(node(row, 1, words)));
        GraphBuilder builder = new GraphBuilder(nodes);
        each(connection, REQUIREMENTS + CURRENT, row -> builder.add(requirement(row, 1)));
        each(connection, SUPPLIES + CURRENT, row -> builder.add(supply(row, 1)));
        return builder.build(latest[0]);
    }

    /**
     * The graph now, made of what has changed: one round to the database, for many edits a second each make one.
     *
     * @return the same snapshot where nothing has changed
     * @throws IllegalStateException where what has changed does not fit the snapshot
     */
    public GraphSnapshot after(GraphSnapshot known) {
        int most = Math.max(FEW_CHANGES, (known.requirementCount() + known.supplyCount()) / LINKS_A_CHANGE);
        GraphChange change = new GraphChange();
        long latest;
        try (Connection connection = database.getConnection()) {
            latest = changes(connection, known.revision(), most, change);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        if (latest < known.revision()) {
            throw new IllegalStateException("the database is at revision " + latest);
        }
        return latest == known.revision() ? known : change.size() > most ? whole() : known.with(change, latest);
    }

    /**
     * @param most read no more than one above this of a table
     * @return the last revision
     */
    private static long changes(Connection connection, long since, long most, GraphChange into) throws SQLException {
        Map<String, String> words = new HashMap<>();
        long[] latest = new long[1];
        RowReader reader = row -> {
            boolean added = row.getBoolean(2);
            switch (Fact.valueOf(row.getString(1))) {
                case LATEST -> latest[0] = row.getLong(3);
                case NODE -> {
                    if (added) {
                        into.add(node(row, 3, words));
                    } else {
                        into.removeNode(row.getString(3));
                    }
                }
                case REQUIREMENT -> link(into, added, requirement(row, 3));
                case SUPPLY -> link(into, added, supply(row, 3));
            }
        };
        long[] ofATable = {since, since, since, most + 1};
        each(
                connection,
                CHANGES,
                reader,
                LongStream.range(0, 12).map(i -> ofATable[(int) i % 4]).toArray());
        return latest[0];
    }

    private static void link(GraphChange into, boolean added, GraphLink link) {
        if (added) {
            into.add(link);
        } else {
            into.remove(link);
        }
    }

    /** @param words kinds and areas, each kept once: a hundred thousand copies of "organisation" take their room */
    private static GraphNode node(ResultSet row, int first, Map<String, String> words) throws SQLException {
        String area = row.getString(first + 3);
        return new GraphNode(
                row.getString(first),
                words.computeIfAbsent(row.getString(first + 1), word -> word),
                row.getString(first + 2),
                area == null ? null : words.computeIfAbsent(area, word -> word),
                row.getBoolean(first + 4),
                FactReads.texts(row, first + 5));
    }

    private static GraphLink requirement(ResultSet row, int first) throws SQLException {
        return GraphLink.requirement(
                row.getString(first),
                row.getString(first + 1),
                row.getString(first + 2),
                Essentiality.valueOf(row.getString(first + 3).toUpperCase(Locale.ROOT)));
    }

    private static GraphLink supply(ResultSet row, int first) throws SQLException {
        return GraphLink.supply(
                row.getString(first), row.getString(first + 1), row.getString(first + 2), row.getString(first + 3));
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
