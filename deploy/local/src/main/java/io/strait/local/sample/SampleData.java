package io.strait.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.strait.local.LaunchException;
import io.strait.local.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts the sample data in through the gateway's public interface, as any client would, and follows the jobs. What was
 * loaded is noted by digest, so that a later start asks nothing; a start that was cut off between loading and noting
 * sends the same file again, which the services recognise.
 */
public final class SampleData {
    private static final Duration JOB = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final URI gateway;
    private final String token;
    private final Path notes;
    private final Path repository;
    private final Progress progress;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param token a contributor's
     * @param notes the folder that remembers what was loaded
     * @param repository the checkout, which has the files
     */
    public SampleData(URI gateway, String token, Path notes, Path repository, Progress progress) {
        this.gateway = gateway;
        this.token = token;
        this.notes = notes;
        this.repository = repository;
        this.progress = progress;
    }

    /** Where trade figures come from; {@code demonstration} ones are made up. */
    private record Source(String code, String name, boolean demonstration) {}

    /**
     * Loads what is not loaded yet.
     *
     * @throws LaunchException when a service does not take it; what was loaded before stays
     */
    public void load() {
        Source demo = new Source("DEMO", "", true);
        Path files = repository.resolve("deploy/local/sample");
        trade("fuel, Korea and Japan, made up", demo, DemoFigures.csv());
        trade(
                "hydrogen fluoride, Korea from Japan",
                new Source("CHINAFLASHMARKET", "chinaflashmarket, article 13870", false),
                read(files.resolve("hydrogen-fluoride-chinaflashmarket.csv")));
        trade(
                "hydrogen fluoride, Korea by origin",
                new Source("HANSE_BIZ", "hanse.biz, UN trade value", false),
                read(files.resolve("hydrogen-fluoride-hanse.csv")));
        load(
                "supply chain, Korea and Japan",
                "/supplychain/v1/imports",
                NDJSON,
                read(repository.resolve("supplychain-service/sample/korea-japan.ndjson")));
        Path scenarios = repository.resolve("supplychain-service/sample/scenarios");
        scenario("scenario july-2019", read(scenarios.resolve("july-2019.json")));
        scenario("scenario july-2019-approvals", read(scenarios.resolve("july-2019-approvals.json")));
    }

    /** A scenario has an id of its own, so one that was taken by a start that was cut off is there already. */
    private void scenario(String what, byte[] file) {
        if (isNoted(file)) {
            return;
        }
        progress.say("Computing sample data: " + what);
        HttpResponse<String> answer = send(request("/supplychain/v1/scenarios")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
        expect(answer, what, List.of(202, 409));
        if (answer.statusCode() == 202) {
            JsonNode run =
                    follow(what, location(answer), json.createObjectNode().put("state", "QUEUED"));
            progress.say("  computed: " + run.path("headline").asText());
        }
        note(file);
    }

    private void trade(String what, Source source, byte[] file) {
        if (!isNoted(file) && !source.name().isEmpty()) {
            declare(source);
        }
        load(what + " (source " + source.code() + ")", "/trade/v1/ingests?source=" + source.code(), CSV, file);
    }

    private void declare(Source source) {
        String body = json.createObjectNode()
                .put("name", source.name())
                .put("demonstration", source.demonstration())
                .toString();
        HttpResponse<String> answer = send(request("/trade/v1/sources/" + source.code())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
        expect(answer, "Source " + source.code(), List.of(200, 201));
    }

    private void load(String what, String path, String type, byte[] file) {
        if (isNoted(file)) {
            return;
        }
        progress.say("Loading sample data: " + what + ", " + file.length / 1024 + " KB");
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
        expect(answer, what, List.of(200, 201, 202));
        JsonNode result = follow(what, location(answer), parse(answer.body()));
        progress.say("  loaded: " + summary(result));
        note(file);
    }

    private static @Nullable String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse(null);
    }

    /**
     * Waits for the end of a job.
     *
     * @param location where it is; null where there is none and {@code job} is the result
     */
    private JsonNode follow(String what, @Nullable String location, JsonNode job) {
        long deadline = System.nanoTime() + JOB.toNanos();
        String said = "";
        while (location != null && job.has("state") && !isOver(job)) {
            if (System.nanoTime() > deadline) {
                throw new LaunchException(
                        what + " is still " + job.path("state").asText() + " after " + JOB.toMinutes() + " minutes: "
                                + gateway.resolve(location));
            }
            String now = job.path("state").asText() + ", " + summary(job);
            if (!now.equals(said)) {
                progress.say("  " + now);
                said = now;
            }
            LockSupport.parkNanos(POLL.toNanos());
            HttpResponse<String> next =
                    send(request(gateway.resolve(location).getRawPath()).GET().build());
            expect(next, what, List.of(200));
            job = parse(next.body());
        }
        if (job.path("state").asText().equals("FAILED")) {
            throw new LaunchException(what + " was not taken: "
                    + job.path("failure")
                            .path("detail")
                            .asText(job.path("failure").asText(job.toString())));
        }
        return job;
    }

    private static boolean isOver(JsonNode job) {
        return List.of("COMPLETED", "FAILED", "CANCELLED")
                .contains(job.path("state").asText());
    }

    /** The counts of a job or an import, such as {@code read 1568, accepted 1568}. */
    private static String summary(JsonNode result) {
        JsonNode counts = result.has("rows") ? result.get("rows") : result;
        StringBuilder text = new StringBuilder();
        counts.properties().forEach(member -> {
            if (member.getValue().isIntegralNumber()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(member.getKey())
                        .append(' ')
                        .append(member.getValue().asLong());
            }
        });
        return text.toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LaunchException(request.method() + " " + request.uri() + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while sample data was loaded", e);
        }
    }

    private static void expect(HttpResponse<String> answer, String what, List<Integer> statuses) {
        if (!statuses.contains(answer.statusCode())) {
            throw new LaunchException(
                    what + " was not taken: " + answer.request().method() + " " + answer.uri() + " answered "
                            + answer.statusCode() + " " + answer.body());
        }
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new LaunchException("An answer is no JSON: " + body, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LaunchException("Sample file cannot be read: " + file, e);
        }
    }

    private boolean isNoted(byte[] file) {
        return Files.exists(notes.resolve(digest(file)));
    }

    private void note(byte[] file) {
        try {
            Files.createFile(notes.resolve(digest(file)));
        } catch (IOException e) {
            throw new LaunchException("What was loaded cannot be noted in " + notes + ": " + e.getMessage(), e);
        }
    }

    private static String digest(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
