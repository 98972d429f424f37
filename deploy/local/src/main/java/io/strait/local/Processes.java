package io.strait.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Starts and ends the Java processes of the system. */
final class Processes {
    private static final Duration KILLED = Duration.ofSeconds(10);

    private Processes() {}

    /**
     * Starts {@code arguments} after the name of this JVM's {@code java}. A terminal sends Ctrl-C to all that run in
     * it; the started process ignores it, and hang-ups, so that its launcher can end it in its turn.
     */
    static ProcessHandle startJava(List<String> arguments, Map<String, String> environment, Path folder, Path log) {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "strait", java()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new LaunchException("A process could not be started (" + e.getMessage() + "): " + command, e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Asks to end, waits for {@code grace}, then ends by force; returns whether force was not needed. */
    static boolean stop(ProcessHandle process, Duration grace) {
        process.destroy();
        if (awaitEnd(process, grace)) {
            return true;
        }
        kill(process);
        return false;
    }

    /** Ends the process as {@code kill -9} does, and waits until it is gone. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        if (!awaitEnd(process, KILLED)) {
            throw new LaunchException("Process " + process.pid() + " does not end, not even by kill -9");
        }
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                process.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Look again: a process whose parent does not collect it never "exits".
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Waits a moment between two looks at something that tells no one when it changes. */
    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Whether the process still runs; one that has ended but was not collected by its parent does not. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        if (!Files.exists(stat)) {
            return process.isAlive();
        }
        try {
            String line = Files.readString(stat);
            return !line.substring(line.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }
}
