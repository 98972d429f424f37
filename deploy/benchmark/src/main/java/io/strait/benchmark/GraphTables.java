package io.strait.benchmark;

import io.strait.supplychain.graph.GraphLink;
import io.strait.supplychain.graph.GraphNode;
import io.strait.supplychain.graph.LinkKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Puts a graph into the service's empty tables by {@code COPY}, as one revision. */
final class GraphTables {
    private GraphTables() {}

    static void fill(DataSource supplychain, PowerLaw graph, Path work) throws SQLException, IOException {
        Path nodes = work.resolve("nodes.csv");
        Path requirements = work.resolve("requirements.csv");
        Path supplies = work.resolve("supplies.csv");
        write(graph, nodes, requirements, supplies);
        try (Connection connection = supplychain.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into revision (id, at, changed_by, why)"
                    + " values (1, clock_timestamp(), 'benchmark', 'A made-up graph')");
            copy(connection, "node (id, valid_from_revision, kind, name, search_text, source, confidence)", nodes);
            copy(
                    connection,
                    "requirement (id, valid_from_revision, node, input, essentiality, source, confidence)",
                    requirements);
            copy(
                    connection,
                    "supply (id, valid_from_revision, supplier, input, recipient, source, confidence)",
                    supplies);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
    }

    private static void copy(Connection connection, String columns, Path rows) throws SQLException, IOException {
        try (var in = Files.newInputStream(rows)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + columns + " from stdin (format csv)", in);
        }
    }

    private static void write(PowerLaw graph, Path nodes, Path requirements, Path supplies) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(nodes)) {
            for (int i = 0; i < graph.nodes(); i++) {
                GraphNode node = graph.node(i);
                out.write(String.join(
                        ",",
                        node.id(),
                        "1",
                        node.kind(),
                        node.name(),
                        node.name().toLowerCase(Locale.ROOT),
                        "DEMO",
                        "unknown\n"));
            }
        }
        try (BufferedWriter needs = Files.newBufferedWriter(requirements);
                BufferedWriter sales = Files.newBufferedWriter(supplies)) {
            graph.eachLink(link -> {
                try {
                    (link.kind() == LinkKind.SUPPLY ? sales : needs).write(row(link));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String row(GraphLink link) {
        String first = link.to().get(0);
        String columns = link.kind() == LinkKind.REQUIREMENT
                ? first + "," + link.from() + "," + link.essentiality().name().toLowerCase(Locale.ROOT)
                : link.from() + "," + first + ","
                        + (link.to().size() > 1 ? link.to().get(1) : "");
        return link.id() + ",1," + columns + ",DEMO,unknown\n";
    }
}
