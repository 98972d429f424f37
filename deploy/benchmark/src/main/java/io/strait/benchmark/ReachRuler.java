package io.strait.benchmark;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** What a node reaches down the flow of goods: over HTTP, and by the recursive query over the same rows. */
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

    private final URI service;
    private final PowerLaw graph;

    ReachRuler(URI service, PowerLaw graph) {
        this.service = service;
        this.graph = graph;
    }

    /** Asks for the reach of one random node after another, each client as fast as it is answered. */
    Latencies overHttp(int clients, int queries, int depth, long seed) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        overHttp(clients, queries, depth, seed, 0, latencies);
        return latencies;
    }

    /** Each client so often a second, whatever it waits for; a query that is late counts from when it was due. */
    Latencies atRate(int clients, int queries, int depth, long seed, int aSecond)
            throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        overHttp(clients, queries, depth, seed, TimeUnit.SECONDS.toNanos(1) / aSecond, latencies);
        return latencies;
    }

    /**
     * Likewise, into latencies that others go into as well.
     *
     * @param periodNanos from one query of a client to its next; 0 for at once
     */
    void overHttp(int clients, int queries, int depth, long seed, long periodNanos, Latencies latencies)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                Random random = new Random(seed + client);
                long begin = System.nanoTime() + client * periodNanos / clients;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < queries / clients; i++) {
                        long due = begin + i * periodNanos;
                        while (periodNanos > 0 && System.nanoTime() < due) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                        long start = periodNanos > 0 ? due : System.nanoTime();
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

    /** How long an answer's body is: that of the middle one. */
    int medianBytes(int queries, int depth, long seed) throws IOException {
        Random random = new Random(seed);
        int[] bytes = new int[queries];
        for (int i = 0; i < queries; i++) {
            bytes[i] = one(graph.name(random.nextInt(graph.nodes())), depth);
        }
        Arrays.sort(bytes);
        return bytes[queries / 2];
    }

    private int one(String node, int depth) throws IOException {
        URI query = service.resolve("/supplychain/v1/nodes/" + node + "/downstream?limit=100"
                + (depth == UNBOUNDED ? "" : "&depth=" + depth));
        Http.Answer answer = Http.get(query);
        if (answer.status() != 200) {
            throw new IOException("reach of " + node + ": " + answer.status() + " " + answer.text());
        }
        return answer.body().length;
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
