package io.strait.gateway.hub.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the stream that keeps every frame as it came. */
final class SseClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A frame with data. */
    record Frame(String id, String event, String data) {
        boolean isEvent() {
            return event.startsWith("strait.");
        }

        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new AssertionError("data is not JSON: " + data, e);
            }
        }
    }

    private final HttpResponse<InputStream> response;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<String> eventIds = new CopyOnWriteArrayList<>();
    private volatile int comments;
    private volatile long retry;
    private volatile boolean ended;

    private SseClient(HttpResponse<InputStream> response) {
        this.response = response;
    }

    static SseClient open(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        SseClient client = new SseClient(response);
        Thread thread = new Thread(client::read, "sse-client");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<Frame> frames() {
        return frames;
    }

    List<Frame> events() {
        return frames.stream().filter(Frame::isEvent).toList();
    }

    List<String> eventIds() {
        return List.copyOf(eventIds);
    }

    int comments() {
        return comments;
    }

    long retry() {
        return retry;
    }

    boolean hasEnded() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String event = "message";
            @Nullable String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (data != null) {
                        Frame frame = new Frame(id, event, data);
                        frames.add(frame);
                        if (frame.isEvent()) {
                            eventIds.add(frame.json().path("id").asText());
                        }
                    }
                    id = "";
                    event = "message";
                    data = null;
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("retry: ")) {
                    retry = Long.parseLong(line.substring(7));
                } else if (line.startsWith("data: ") && data == null) {
                    data = line.substring(6);
                } else {
                    throw new IOException("not a line of ours: " + line);
                }
            }
        } catch (IOException e) {
            // Closed from one side or the other; what has come is what counts.
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // Closed already.
        }
    }
}
