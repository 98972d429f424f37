package io.strait.trade.connector;

import io.strait.trade.ingest.format.UnpackedBody;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, its body on disk until this is closed.
 *
 * @param headers names in small letters, first values
 * @param most bytes it may unpack to
 */
record Fetched(int status, Map<String, String> headers, Path file, long most) implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body, without the gzip that was only for its way. */
    InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return header("content-encoding").filter(Fetched::isGzip).isPresent() ? UnpackedBody.gunzip(raw, most) : raw;
    }

    private static boolean isGzip(String encoding) {
        return encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    }

    /** What stands at its beginning, for a message. */
    String beginning(int bytes) {
        try (InputStream body = open()) {
            return new String(body.readNBytes(bytes), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It lies in the folder for temporary files, which is emptied by others.
            file.toFile().deleteOnExit();
        }
    }
}
