package io.strait.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Requests on the caller's thread and a connection that is kept alive for the next: few of the cores that the client shares
 * with the service go into asking. Stateless.
 */
final class Http {
    static {
        // One for each thread that asks
        System.setProperty("http.maxConnections", "64");
    }

    private Http() {}

    /** What came back, whatever it says. */
    record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Answer get(URI uri) throws IOException {
        return answer(open(uri));
    }

    static Answer post(URI uri, String token, String json) throws IOException {
        HttpURLConnection connection = open(uri);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answer(connection);
    }

    private static HttpURLConnection open(URI uri) throws IOException {
        return (HttpURLConnection) uri.toURL().openConnection();
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        // Read to its end, or the connection is not used again
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
        }
    }
}
