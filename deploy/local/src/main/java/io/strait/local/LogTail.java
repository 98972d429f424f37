package io.strait.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last lines of a log, for a message that says why something stopped. */
final class LogTail {
    private static final int BYTES = 16 * 1024;

    private LogTail() {}

    /** The last {@code lines} lines of {@code file}; empty when it has none. */
    static Optional<String> of(Path file, int lines) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, content.length() - BYTES);
            content.seek(start);
            byte[] bytes = new byte[(int) (content.length() - start)];
            content.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size())));
        } catch (IOException e) {
            return Optional.of("(log not readable: " + e.getMessage() + ")");
        }
    }
}
