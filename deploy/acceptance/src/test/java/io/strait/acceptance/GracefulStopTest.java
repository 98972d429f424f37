package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.local.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGTERM while a request is under way: the request is finished, and then the service ends. */
@ExtendWith(SystemUnderTest.Resolver.class)
class GracefulStopTest {
    private final SystemUnderTest strait;

    GracefulStopTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"TRADE", "SUPPLYCHAIN", "GATEWAY"})
    void aRequestUnderWayIsFinished(Part part) throws Exception {
        // Given
        String source = strait.declareSource();
        byte[] body = part == Part.TRADE
                ? new ComtradeCsv().month("202401", "271012", 1).text().getBytes(StandardCharsets.UTF_8)
                : ("{\"id\": \"" + strait.uniqueId("graceful")
                                + "\", \"kind\": \"part\", \"name\": \"x\", \"source\": \"DEMO\"}")
                        .getBytes(StandardCharsets.UTF_8);
        String path = part == Part.TRADE ? "/trade/v1/ingests?source=" + source : "/supplychain/v1/nodes";
        String type = part == Part.TRADE ? "text/csv" : "application/json";
        URI uri = strait.stack().baseUri(part);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(path, type, body.length).getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, body.length / 2);
            out.flush();
            // Only once its head was read is a request under way; then the service has answered this one behind it.
            strait.viewer().baseUri(uri.toString()).get("/nothing").then().statusCode(404);
            // When
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> strait.stack().stop(part));
            strait.await().until(() -> !strait.stack().isReady(part));
            out.write(body, body.length / 2, body.length - body.length / 2);
            out.flush();
            // Then
            assertThat(statusLine(socket)).contains(part == Part.TRADE ? " 202 " : " 201 ");
            stopped.join();
            assertThat(strait.stack().isRunning(part)).isFalse();
        } finally {
            if (!strait.stack().isRunning(part)) {
                strait.stack().restart(part);
            }
            strait.stack().awaitReady();
        }
    }

    private String head(String path, String type, int length) {
        return String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + strait.stack().token("contributor"),
                "Content-Type: " + type,
                "Content-Length: " + length,
                "",
                "");
    }

    private static String statusLine(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return line == null ? "" : line;
    }
}
