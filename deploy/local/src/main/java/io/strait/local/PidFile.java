package io.strait.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Which process a part runs as, kept so that the next launcher finds it when this one was killed. Process ids are
 * reused, so a process counts only when it started when the file says, and carries the mark in its command line.
 */
record PidFile(Path file) {
    // The start time is computed from ticks since boot, and the clock may have been set since.
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    /** Notes {@code process}, whose command line holds {@code mark}. */
    void write(ProcessHandle process, String mark) {
        String started = process.info()
                .startInstant()
                .map(instant -> String.valueOf(instant.toEpochMilli()))
                .orElse("");
        Folders.write(file, "pid=" + process.pid() + "\nstarted=" + started + "\nmark=" + mark + "\n");
    }

    /** The noted process, if it is alive and really that one. */
    Optional<ProcessHandle> find() {
        Properties noted = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            noted.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(noted.getProperty("pid", ""));
            String started = noted.getProperty("started", "");
            Optional<Instant> startedAt =
                    started.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(started)));
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> isSame(handle.info(), startedAt, noted.getProperty("mark", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean isSame(ProcessHandle.Info info, Optional<Instant> started, String mark) {
        Optional<List<String>> arguments = info.arguments().map(Arrays::asList);
        if (arguments.isPresent() && !arguments.get().contains(mark)) {
            return false;
        }
        if (started.isPresent() && info.startInstant().isPresent()) {
            Duration apart =
                    Duration.between(started.get(), info.startInstant().get()).abs();
            return apart.compareTo(TOLERANCE) <= 0;
        }
        // Without a start time the command line alone must tell.
        return arguments.isPresent();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LaunchException("File cannot be deleted: " + file, e);
        }
    }
}
