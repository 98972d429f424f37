package io.strait.gateway.hub.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of the WebSocket that keeps every message. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final StringBuilder parts = new StringBuilder();
    private volatile int code = -1;
    private volatile String reason = "";
    private @Nullable WebSocket socket;

    static SocketClient open(URI address, String... headers) {
        SocketClient client = new SocketClient();
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols(Handshake.SUBPROTOCOL);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.socket = builder.buildAsync(address, client).join();
        return client;
    }

    /** The status with which the handshake is refused. */
    static int refusal(URI address, String subprotocol, String... headers) {
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols(subprotocol);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            builder.buildAsync(address, new WebSocket.Listener() {}).join().abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof java.net.http.WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    WebSocket socket() {
        return java.util.Objects.requireNonNull(socket);
    }

    List<JsonNode> messages() {
        return messages;
    }

    List<JsonNode> events() {
        return messages.stream()
                .filter(message -> !message.path("type").asText().startsWith("strait.stream."))
                .toList();
    }

    List<String> eventIds() {
        return events().stream().map(event -> event.path("id").asText()).toList();
    }

    JsonNode last() {
        return messages.get(messages.size() - 1);
    }

    int pings() {
        return pings.get();
    }

    /** With which the server has closed, or -1. */
    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(parts.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + parts, e);
            }
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int with, String why) {
        reason = why;
        code = with;
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
