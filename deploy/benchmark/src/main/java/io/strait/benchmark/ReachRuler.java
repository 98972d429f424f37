package io.strait.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * What a node reaches down the flow of goods: over HTTP, and by the recursive query over the same rows. A client is one
 * thread on a connection of its own, so that it takes few of the cores that it shares with the service.
 */
final class ReachRuler {
    /** As far as it goes. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final String STEP = """
            cross join lateral (
              select node as id from requirement where input = reach.id and valid_to_revision is null
              union all
              select input from supply where supplier = reach.id and valid_to_revision is null
              union all
              select recipient from supply
              where supplier = reach.id and valid_to_revision is null and recipient is not null) next
            """;
    /** Without distances, and so without an order: with them every node would come once for each. */
    private static final String ALL = "with recursive reach (id) as (select ?::text union select next.id from reach "
            + STEP + ") select count(*) from reach";

    private static final String BOUNDED = "with recursive reach (id, distance) as (select ?::text, 0"
            + " union select next.id, distance + 1 from reach " + STEP
            + " where distance < ?) select count(*) from (select id, min(distance) from reach group by id) nearest";

    static {
        // Kept alive, one for each client
        System.setProperty("http.maxConnections", "64");
    }

    private final URI service;
    private final PowerLaw graph;

    ReachRuler(URI service, PowerLaw graph) {
        this.service = service;
        this.graph = graph;
    }

    /** Asks for the reach of one random node after another, each client one at a time. */
    Latencies overHttp(int clients, int queries, int depth, long seed) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        overHttp(clients, queries, depth, seed, latencies);
        return latencies;
    }

    /** Likewise, into latencies that others go into as well. */
    void overHttp(int clients, int queries, int depth, long seed, Latencies latencies)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                Random random = new Random(seed + client);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < queries / clients; i++) {
                        long start = System.nanoTime();
                        one(graph.name(random.nextInt(graph.nodes())), depth);
                        latencies.addSince(start);
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void one(String node, int depth) throws IOException {
        URI query = service.resolve("/supplychain/v1/nodes/" + node + "/downstream?limit=100"
                + (depth == UNBOUNDED ? "" : "&depth=" + depth));
        HttpURLConnection connection = (HttpURLConnection) query.toURL().openConnection();
        boolean found = connection.getResponseCode() == 200;
        // Read to its end, so that the connection is used again
        try (InputStream body = found ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] answer = body.readAllBytes();
            if (!found) {
                throw new IOException("reach of " + node + ": " + connection.getResponseCode() + " "
                        + new String(answer, StandardCharsets.UTF_8));
            }
        }
    }

    /** The same nodes as one client asks for over HTTP. */
    Latencies bySql(DataSource supplychain, int queries, int depth, long seed) throws SQLException {
        Latencies latencies = new Latencies();
        Random random = new Random(seed);
        try (Connection connection = supplychain.getConnection();
                PreparedStatement query = connection.prepareStatement(depth == UNBOUNDED ? ALL : BOUNDED)) {
            for (int i = 0; i < queries; i++) {
                long start = System.nanoTime();
                query.setString(1, graph.name(random.nextInt(graph.nodes())));
                if (depth != UNBOUNDED) {
                    query.setInt(2, depth);
                }
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                }
                latencies.addSince(start);
            }
        }
        return latencies;
    }
}
