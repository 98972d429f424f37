package io.strait.benchmark;

import io.strait.local.LocalStack;
import io.strait.local.Part;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** The packaged supplychain-service on a large graph: reach over HTTP, and edits until they are seen. */
final class GraphBenchmark {
    static final Set<Part> PARTS = EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.SUPPLYCHAIN);
    private static final int CLIENTS = 8;
    /** Of each client: all of them together keep a core busy in part. */
    private static final int QUERIES_A_SECOND = 100;

    private static final int EDITS_A_SECOND = 100;
    private static final int EDIT_SECONDS = 20;
    private static final int SQL_QUERIES = 10;
    /** Until the compiler has done its work beside them: some twenty seconds on two cores. */
    private static final int WARM_UP_QUERIES = 30_000;

    private static final int WARM_UP_EDIT_SECONDS = 40;
    private static final String BARE = "a bare server of ready bytes";
    private static final long WARM_UP = 1;
    private static final long SEED = 2;

    private final LocalStack stack;
    private final PowerLaw graph;
    private final int queries;

    GraphBenchmark(LocalStack stack, int links, int queries) {
        this.stack = stack;
        this.graph = PowerLaw.ofLinks(links);
        this.queries = queries;
    }

    List<Finding> measure(Path work) throws Exception {
        URI service = stack.baseUri(Part.SUPPLYCHAIN);
        DataSource supplychain = stack.dataSource("supplychain");
        System.err.printf(Locale.ROOT, "Filling %,d links ...%n", graph.links());
        GraphTables.fill(supplychain, graph, work);
        stack.restart(Part.SUPPLYCHAIN);
        System.err.println("The plan of a change: " + String.join(" / ", plan(supplychain)));

        ReachRuler reach = new ReachRuler(service, graph);
        System.err.println("Warming up reach ...");
        for (int depth : new int[] {2, ReachRuler.UNBOUNDED}) {
            reach.overHttp(CLIENTS, WARM_UP_QUERIES, depth, WARM_UP);
        }
        List<Finding> findings = new ArrayList<>();
        try (BareServer bare = BareServer.start(reach.medianBytes(100, ReachRuler.UNBOUNDED, SEED))) {
            ReachRuler nothing = new ReachRuler(bare.uri(), graph);
            nothing.overHttp(CLIENTS, WARM_UP_QUERIES, 2, WARM_UP);
            findings.addAll(reach(reach, nothing, supplychain, 2, "2 steps down"));
            findings.addAll(reach(reach, nothing, supplychain, ReachRuler.UNBOUNDED, "all the way down"));
        }
        findings.addAll(edits(reach, service));
        return findings;
    }

    private List<Finding> reach(ReachRuler reach, ReachRuler nothing, DataSource supplychain, int depth, String how)
            throws Exception {
        System.err.println("Reach " + how + " ...");
        Latencies sql = reach.bySql(supplychain, SQL_QUERIES, depth, SEED);
        Latencies alone = reach.overHttp(1, queries / CLIENTS, depth, SEED);
        Latencies together = reach.overHttp(CLIENTS, queries * CLIENTS, depth, SEED);
        Latencies bareTogether = nothing.overHttp(CLIENTS, queries * CLIENTS, depth, SEED);
        Latencies paced = reach.atRate(CLIENTS, queries * CLIENTS, depth, SEED, QUERIES_A_SECOND);
        Latencies barePaced = nothing.atRate(CLIENTS, queries * CLIENTS, depth, SEED, QUERIES_A_SECOND);
        double times = sql.median() / alone.median();
        return List.of(
                Finding.of(
                                "reach " + how + " over HTTP, " + CLIENTS + " clients, as fast as they can",
                                "5 ms",
                                together.text())
                        .beside(BARE, bareTogether.text(), bareTogether.p99() / together.p99())
                        .met(together.p99() <= 5),
                Finding.of(
                                "reach " + how + " over HTTP, " + CLIENTS + " clients of " + QUERIES_A_SECOND
                                        + " queries a second",
                                "5 ms",
                                paced.text())
                        .beside(BARE, barePaced.text(), barePaced.p99() / paced.p99())
                        .met(paced.p99() <= 5),
                Finding.of("reach " + how + " over HTTP, one client", "20 times", alone.medianText())
                        .beside("recursive SQL, the same nodes", sql.medianText(), times)
                        .met(times >= 20));
    }

    private List<Finding> edits(ReachRuler reach, URI service) throws Exception {
        System.err.println("Edits ...");
        try (EditRuler edits = new EditRuler(service, stack.token("contributor"), graph, EDITS_A_SECOND)) {
            edits.run(WARM_UP_EDIT_SECONDS);
            EditRuler.Seen seen = edits.run(EDIT_SECONDS);
            Latencies quiet = reach.overHttp(1, queries / CLIENTS, 2, SEED);
            CompletableFuture<EditRuler.Seen> editing = CompletableFuture.supplyAsync(() -> {
                try {
                    return edits.run(EDIT_SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Latencies busy = new Latencies();
            while (!editing.isDone()) {
                reach.overHttp(1, 100, 2, SEED, 0, busy);
            }
            editing.get();
            String rate = EDITS_A_SECOND + " edits a second";
            double slower = busy.median() / quiet.median();
            return List.of(
                    Finding.of(
                                    "an edit written until a query shows it, " + rate,
                                    "50 ms",
                                    seen.written().text())
                            .met(seen.written().p99() <= 50),
                    Finding.of(
                            "an edit sent until a query shows it, " + rate,
                            "",
                            seen.sent().text()),
                    Finding.of("reach 2 steps down meanwhile, one client", "2 times", busy.medianText())
                            .beside("without edits", quiet.medianText(), 1 / slower)
                            .met(slower <= 2));
        }
    }

    /** How PostgreSQL finds what has changed: by index, or the cost of a change would grow with the graph. */
    private static List<String> plan(DataSource supplychain) throws SQLException {
        List<String> scans = new ArrayList<>();
        try (Connection connection = supplychain.getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of("node", "requirement", "supply")) {
                try (ResultSet rows = statement.executeQuery("explain select id from " + table
                        + " where valid_to_revision is null and valid_from_revision > 1 union all select id from "
                        + table + " where valid_to_revision > 1 and valid_from_revision <= 1")) {
                    while (rows.next()) {
                        String line = rows.getString(1);
                        if (line.contains("Scan")) {
                            scans.add(line.replaceAll("^[ >-]*|  \\(.*$", ""));
                        }
                    }
                }
            }
        }
        return scans;
    }
}
