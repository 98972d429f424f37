package io.strait.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Properties;

/** Asks a part whether it can do its work. */
final class Health {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Health() {}

    /** Whether a running {@code part} on {@code home} is ready, by the addresses noted there. */
    static boolean isReady(Home home, Part part, Properties addresses) {
        if (part == Part.POSTGRES) {
            return true;
        }
        if (part == Part.KAFKA) {
            return Files.exists(home.ready(part));
        }
        String port = addresses.getProperty(part.label() + ".management", "");
        return !port.isEmpty() && isReady(URI.create("http://127.0.0.1:" + port));
    }

    /** Whether the service with this management address says that it is ready. */
    static boolean isReady(URI management) {
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while a service was asked for its health", e);
        }
    }
}
