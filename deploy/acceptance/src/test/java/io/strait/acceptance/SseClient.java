package io.strait.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A dashboard's side of {@code GET /events/v1}: keeps what it was sent and the last id, as a browser would. */
final class SseClient implements AutoCloseable {
    /** One block of the stream; {@code data} is null where the block had none. */
    record Block(@Nullable String id, String event, JsonNode data) {
        /** The {@code ce_id} of a change event. */
        String eventId() {
            return data.path("id").asText();
        }

        String subject() {
            return data.path("subject").asText();
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final List<Block> blocks = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private final Thread reader;
    private volatile @Nullable String lastId;
    private volatile boolean ended;

    private SseClient(URI uri, @Nullable String lastId) throws IOException, InterruptedException {
        this.lastId = lastId;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        body = response.body();
        if (response.statusCode() != 200) {
            throw new IOException("GET " + uri + " answered " + response.statusCode() + ": "
                    + new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        reader = new Thread(this::read, "sse");
        reader.setDaemon(true);
        reader.start();
    }

    static SseClient open(URI uri) throws IOException, InterruptedException {
        return new SseClient(uri, null);
    }

    static SseClient resume(URI uri, String lastId) throws IOException, InterruptedException {
        return new SseClient(uri, lastId);
    }

    /** All blocks so far. */
    List<Block> blocks() {
        return blocks;
    }

    /** Change events so far, without {@code position}, {@code reset} and {@code closing}. */
    List<Block> events() {
        return blocks.stream()
                .filter(block -> block.event.startsWith("strait."))
                .toList();
    }

    /** The last id so far. */
    String lastId() {
        return Objects.requireNonNull(lastId, "no id has come yet");
    }

    boolean ended() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = null;
            String event = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (id != null) {
                        lastId = id;
                    }
                    if (data.length() > 0) {
                        blocks.add(new Block(id, event, JSON.readTree(data.toString())));
                    }
                    id = null;
                    event = "message";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).trim();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).trim();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).trim());
                }
            }
        } catch (IOException e) {
            // The server went away or the test closed the stream: what matters is what had come until then.
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
        reader.interrupt();
    }
}
