package io.strait.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The one folder that holds all state: databases, topics, tokens, logs, and which processes run on it. */
record Home(Path folder) {
    private static final String ADDRESSES = "run/addresses.properties";
    private static final String OWN = "strait-home";
    private static final List<String> CONTENTS = List.of(
            "postgres",
            "postgres.initialising",
            "kafka",
            "kafka.cluster.id",
            "tokens",
            "logs",
            "sample",
            "programs",
            "run");
    private static final String UNQUOTABLE = "\"'`$\\:\n";

    /** The folder, made when it is absent and refused when it is something else's. */
    static Home open(Path given) {
        Path folder = given.toAbsolutePath().normalize();
        if (folder.toString().chars().anyMatch(character -> UNQUOTABLE.indexOf(character) >= 0)) {
            throw new LaunchException("State folder " + folder
                    + " has a quote, colon, dollar sign or backslash in its path, which programs started there"
                    + " cannot take: set STRAIT_HOME to another folder");
        }
        try {
            if (!Files.exists(folder)) {
                Folders.createPrivate(folder);
            }
            try (var entries = Files.list(folder)) {
                if (!Files.exists(folder.resolve(OWN)) && entries.findAny().isPresent()) {
                    throw new LaunchException("State folder " + folder
                            + " holds other files: set STRAIT_HOME to an empty or a new folder");
                }
            }
            Home home = new Home(folder);
            if (!Files.exists(folder.resolve(OWN))) {
                Folders.write(folder.resolve(OWN), "State of a local Strait; deploy/local/reset deletes it.\n");
            }
            for (String part : List.of("run", "logs", "tokens", "sample", "programs")) {
                Folders.createPrivate(folder.resolve(part));
            }
            return home;
        } catch (IOException e) {
            throw new LaunchException(
                    "State folder " + folder + " cannot be used (" + e.getMessage() + "): set STRAIT_HOME", e);
        }
    }

    /** Whether a state folder is there at all. */
    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(OWN));
    }

    Path data(Part part) {
        return folder.resolve(part.label());
    }

    Path log(Part part) {
        return folder.resolve("logs").resolve(part.label() + ".log");
    }

    Path ready(Part part) {
        return folder.resolve("run").resolve(part.label() + ".ready");
    }

    PidFile pidFile(Part part) {
        return new PidFile(folder.resolve("run").resolve(part.label() + ".pid"));
    }

    /** The process of {@code part}, found by what it left here. */
    Optional<ProcessHandle> process(Part part) {
        return part == Part.POSTGRES
                ? PostgresServer.orphan(data(part))
                : pidFile(part).find();
    }

    PidFile launcherPidFile() {
        return new PidFile(folder.resolve("run/launcher.pid"));
    }

    /** Notes where the parts listen, for other commands on the same folder. */
    void writeAddresses(Properties addresses) {
        StringBuilder lines = new StringBuilder();
        addresses.stringPropertyNames().stream().sorted().forEach(name -> lines.append(name)
                .append('=')
                .append(addresses.getProperty(name))
                .append('\n'));
        Folders.write(folder.resolve(ADDRESSES), lines.toString());
    }

    /** Where the parts listen or last listened. */
    Properties addresses() {
        Properties addresses = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(ADDRESSES))) {
            addresses.load(reader);
        } catch (IOException e) {
            return new Properties();
        }
        return addresses;
    }

    /** What a process started here carries in its command line. */
    String mark(String name) {
        return "-Dstrait.process=" + name + "@" + folder;
    }

    Path tokens() {
        return folder.resolve("tokens");
    }

    Path sample() {
        return folder.resolve("sample");
    }

    Path programs() {
        return folder.resolve("programs");
    }

    /** A start keeps the log of the run before and no older one. */
    void rotateLog(Part part) throws IOException {
        Path log = log(part);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(part.label() + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Holds the folder for one launcher until closed or until the process ends, however it ends. */
    Optional<Lock> lock() {
        Path file = folder.resolve("run/lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new Lock(channel));
                }
            } catch (OverlappingFileLockException e) {
                // Another stack of this JVM holds it.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new LaunchException("State folder " + folder + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /** Refuses to start what would soon run out of disk. */
    void requireFree(long megabytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace() >> 20;
            if (free < megabytes) {
                throw new LaunchException("Only " + free + " MB are free where " + folder + " is, and " + megabytes
                        + " MB are wanted: free some, or set STRAIT_HOME to a folder on another disk"
                        + " (STRAIT_MIN_FREE_MB changes what is wanted)");
            }
        } catch (IOException e) {
            throw new LaunchException("Free space of " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Deletes all state, and nothing that the launcher did not make. */
    void delete() {
        CONTENTS.forEach(name -> Folders.deleteTree(folder.resolve(name)));
        try {
            Files.deleteIfExists(folder.resolve(OWN));
            try (var entries = Files.list(folder)) {
                if (entries.findAny().isEmpty()) {
                    Files.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new LaunchException("State folder " + folder + " was not deleted: " + e.getMessage(), e);
        }
    }

    /** Held until closed. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new LaunchException("The lock of the state folder was not released", e);
            }
        }
    }
}
