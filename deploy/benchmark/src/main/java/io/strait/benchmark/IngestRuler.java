package io.strait.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Rows a second: a file over HTTP until it is visible, against {@code COPY} into the same table shape. */
final class IngestRuler {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI gateway;
    private final String token;
    private final Announcements announcements;

    IngestRuler(URI gateway, String token, Announcements announcements) {
        this.gateway = gateway;
        this.token = token;
        this.announcements = announcements;
    }

    /** Declares a source of made-up figures. */
    void declareSource(String code) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request("/trade/v1/sources/" + code)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                "{\"name\": \"Benchmark figures, made by rule\", \"demonstration\": true}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("source " + code + ": " + response.statusCode() + " " + response.body());
        }
    }

    /**
     * Rows a second from the first byte on.
     *
     * @param visible until its job was seen to be completed
     * @param announced until its event was read from Kafka
     */
    record Rates(double visible, double announced) {}

    /**
     * Posts {@code file} and waits until its job is completed and announced.
     *
     * @param outcome the count that all of {@code expected} must be in: accepted (new), unchanged or revised
     */
    Rates overHttp(String source, Path file, long rows, String outcome, long expected)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> accepted = http.send(
                request("/trade/v1/ingests?source=" + source)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (accepted.statusCode() != 202) {
            throw new IOException("ingest: " + accepted.statusCode() + " " + accepted.body());
        }
        String id = json.readTree(accepted.body()).path("id").asText();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = json.readTree(
                    http.send(request("/trade/v1/ingests/" + id).GET().build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            String state = job.path("state").asText();
            if (state.equals("COMPLETED")) {
                double visible = seconds(start);
                if (job.path("rows").path(outcome).asLong() != expected
                        || job.path("rows").path("rejected").asLong() != 0) {
                    throw new IOException("not " + expected + " rows " + outcome + ": " + job);
                }
                System.err.println("  " + phases(job));
                double announced = (announcements.await(id, LIMIT) - start) / 1e9;
                return new Rates(rows / visible, rows / announced);
            }
            if (state.equals("FAILED")) {
                throw new IOException("the ingest failed: " + job);
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new IOException("the ingest did not end within " + LIMIT);
    }

    /** How long each phase took, for whoever tunes. */
    private static String phases(JsonNode job) {
        return job.path("progress")
                .path("phases")
                .valueStream()
                .map(phase -> phase.path("phase").asText() + " "
                        + phase.path("seconds").asText() + " s")
                .collect(Collectors.joining(", "));
    }

    /** Copies {@code file} into a new table like {@code observation}, partitions and key included. */
    static double byCopy(DataSource trade, Path file, Figures figures) throws SQLException, IOException {
        try (Connection connection = trade.getConnection();
                Statement statement = connection.createStatement();
                InputStream rows = Files.newInputStream(file)) {
            statement.execute("drop schema if exists peer cascade");
            statement.execute("create schema peer");
            statement.execute("create table peer.observation (like public.observation including all)"
                    + " partition by range (period_start)");
            int lastYear = figures.month(figures.months() - 1).getYear();
            for (int year = Figures.FIRST_YEAR; year <= lastYear; year++) {
                statement.execute(
                        "create table peer.y%d partition of peer.observation for values from ('%d-01-01') to ('%d-01-01')"
                                .formatted(year, year, year + 1));
            }
            statement.execute("checkpoint");
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy peer.observation (" + Figures.COPY_COLUMNS + ") from stdin (format csv)", rows);
            double rate = figures.rows() / seconds(start);
            statement.execute("drop schema peer cascade");
            return rate;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
