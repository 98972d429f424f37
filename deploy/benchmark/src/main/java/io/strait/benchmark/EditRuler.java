package io.strait.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * New requirements and nodes at a fixed rate, whatever the service makes of them, and for each how long it took until a
 * query had answered with it.
 */
final class EditRuler implements AutoCloseable {
    private static final int SENDERS = 16;

    private final JsonMapper json = new JsonMapper();
    private final URI service;
    private final String token;
    private final PowerLaw graph;
    private final long periodNanos;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Random random = new Random(PowerLaw.SEED);
    private int sent;

    EditRuler(URI service, String token, PowerLaw graph, int editsASecond) {
        this.service = service;
        this.token = token;
        this.graph = graph;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / editsASecond;
    }

    /**
     * Until a query shows an edit.
     *
     * @param sent from when it was due to be sent: with its turn, its checks and its commit
     * @param written from the time of its revision, which is drawn before the facts are written: more than from its commit
     */
    record Seen(Latencies sent, Latencies written) {}

    /** Edits until the time is over, and until all of them are seen. */
    Seen run(int seconds) throws Exception {
        Seen seen = new Seen(new Latencies(), new Latencies());
        Semaphore open = new Semaphore(0);
        long begin = System.nanoTime();
        int edits = (int) (TimeUnit.SECONDS.toNanos(seconds) / periodNanos);
        for (int i = 0; i < edits; i++) {
            long due = begin + i * periodNanos;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String good = graph.name(random.nextInt(graph.goods()));
            int number = sent++;
            senders.execute(() -> {
                try {
                    Instant written = edit(number, good);
                    seen.written().add(Duration.between(written, Instant.now()).toNanos() / 1e6);
                    seen.sent().addSince(due);
                } catch (IOException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    open.release();
                }
            });
        }
        open.acquire(edits);
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return seen;
    }

    /**
     * One in ten is a new organisation, the others make one need something.
     *
     * @return the time of its revision
     */
    private Instant edit(int number, String good) throws IOException {
        String node = "edited-" + number / 10;
        boolean isNode = number % 10 == 0;
        String body = isNode
                ? "{\"id\": \"%s\", \"kind\": \"organisation\", \"name\": \"%s\", \"source\": \"DEMO\"}"
                        .formatted(node, node)
                : "{\"id\": \"edit-%d\", \"node\": \"n%d\", \"input\": \"%s\", \"essentiality\": \"critical\","
                                .formatted(number, graph.nodes() - 1 - number, good)
                        + " \"source\": \"DEMO\"}";
        Http.Answer made =
                Http.post(service.resolve("/supplychain/v1/" + (isNode ? "nodes" : "requirements")), token, body);
        if (made.status() != 201) {
            throw new IOException("edit " + number + ": " + made.status() + " " + made.text());
        }
        JsonNode fact = json.readTree(made.body());
        long revision = fact.path("revision").asLong();
        Http.Answer answer = Http.get(
                service.resolve("/supplychain/v1/nodes/" + (isNode ? node : good) + "/downstream?limit=1&depth=1"));
        if (answer.status() != 200
                || json.readTree(answer.body()).path("revision").asLong() < revision) {
            throw new IOException("edit " + number + " of revision " + revision + " is not seen: " + answer.text());
        }
        return Instant.parse(fact.path("changedAt").asText());
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
