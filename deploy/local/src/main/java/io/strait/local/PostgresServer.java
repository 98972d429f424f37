package io.strait.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server on the loopback interface, from the binaries that Maven brings. Data in {@code folder}
 * survives {@link #close()}. The postmaster runs in a session of its own, so that no terminal's Ctrl-C reaches it.
 * Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    /** The superuser of every database; the server listens on loopback only and trusts it. */
    public static final String USER = "postgres";

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration FAST_STOP = Duration.ofSeconds(20);
    private static final Duration BACKENDS_LINGER = Duration.ofSeconds(15);
    private static final String PID_FILE = "postmaster.pid";

    private final PostgresBinaries binaries;
    private final Path folder;
    private final int port;
    private final ProcessHandle postmaster;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(PostgresBinaries binaries, Path folder, int port, ProcessHandle postmaster) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        this.postmaster = postmaster;
    }

    /**
     * Starts a server on data in {@code folder}, which is initialised when it is empty, and stops it when this JVM
     * ends.
     *
     * @param port the port, or 0 for a free one
     * @throws UncheckedIOException when the server does not come up
     */
    public static PostgresServer start(Path folder, int port, Durability durability) {
        PostgresServer server = start(
                PostgresBinaries.unpack(PostgresBinaries.sharedParent()),
                folder,
                folder.resolveSibling(folder.getFileName() + ".log"),
                port,
                durability);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-closer"));
        return server;
    }

    /** Likewise, with the programs, the log file and the end of the server in the caller's hands. */
    static PostgresServer start(
            PostgresBinaries binaries, Path givenFolder, Path log, int givenPort, Durability durability) {
        Path folder = givenFolder.toAbsolutePath();
        int port = givenPort == 0 ? Ports.free() : givenPort;
        try {
            binaries.check();
            initialise(binaries, folder, durability);
            if (orphan(folder).isPresent()) {
                throw new LaunchException("PostgreSQL runs already on " + folder);
            }
            deleteLockOfStranger(folder);
            List<String> arguments = startArguments(folder, log, port, durability);
            long deadline = System.nanoTime() + BACKENDS_LINGER.toNanos();
            Result result = run(binaries, "pg_ctl", arguments);
            while (result.code() != 0 && backendsLinger(log) && System.nanoTime() < deadline) {
                result = run(binaries, "pg_ctl", arguments);
            }
            if (result.code() != 0) {
                throw new LaunchException("PostgreSQL did not start on " + folder + " (log: " + log + "): "
                        + LogTail.of(log, 5).orElse(result.output()));
            }
            ProcessHandle postmaster =
                    orphan(folder).orElseThrow(() -> new LaunchException("PostgreSQL stopped at once, log: " + log));
            return new PostgresServer(binaries, folder, port, postmaster);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + folder, e);
        }
    }

    /**
     * PostgreSQL refuses a lock file whose process id is in use, be it by a stranger after a restart of the machine.
     * Only then is the file deleted: otherwise it guards against backends that outlived a killed postmaster.
     */
    private static void deleteLockOfStranger(Path folder) throws IOException {
        Optional<ProcessHandle> holder = lockHolder(folder);
        if (holder.isPresent() && !isPostmaster(holder.get(), folder)) {
            Files.deleteIfExists(folder.resolve(PID_FILE));
        }
    }

    /** Backends of a killed postmaster end on their own within moments; until then nobody may start. */
    private static boolean backendsLinger(Path log) {
        return LogTail.of(log, 5)
                .map(tail -> tail.contains("pre-existing shared memory block"))
                .orElse(false);
    }

    private static List<String> startArguments(Path folder, Path log, int port, Durability durability) {
        String sync = durability == Durability.DURABLE ? "on" : "off";
        Map<String, String> settings = Map.of(
                "fsync", sync,
                "synchronous_commit", sync,
                "full_page_writes", sync,
                "max_connections", "100",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "log_checkpoints", "off",
                "timezone", "UTC");
        StringBuilder options = new StringBuilder("-p ").append(port);
        settings.forEach((name, value) ->
                options.append(" -c ").append(name).append("='").append(value).append('\''));
        return List.of(
                "start",
                "-w",
                "-t",
                String.valueOf(STARTUP.toSeconds()),
                "-D",
                folder.toString(),
                "-l",
                log.toString(),
                "-o",
                options.toString());
    }

    private static void initialise(PostgresBinaries binaries, Path folder, Durability durability) throws IOException {
        if (Files.exists(folder.resolve("PG_VERSION"))) {
            return;
        }
        // Under its own name only when complete: a crash in initdb must not look like a database.
        Path half = folder.resolveSibling(folder.getFileName() + ".initialising");
        Folders.deleteTree(half);
        Files.createDirectories(Folders.parent(folder));
        List<String> arguments =
                new ArrayList<>(List.of("-A", "trust", "-U", USER, "-E", "UTF8", "-D", half.toString()));
        // The builtin provider orders and folds characters alike on every platform; macOS has no C.UTF-8 of its own.
        arguments.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if (durability == Durability.VOLATILE) {
            arguments.add("--no-sync");
        }
        Result result = run(binaries, "initdb", arguments);
        if (result.code() != 0) {
            throw new LaunchException("PostgreSQL's data folder could not be made: " + result.output());
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The postmaster that runs on {@code folder} though its starter may be gone; empty when there is none. */
    static Optional<ProcessHandle> orphan(Path folder) {
        try {
            return lockHolder(folder).filter(handle -> isPostmaster(handle, folder));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's lock file cannot be read in " + folder, e);
        }
    }

    private static Optional<ProcessHandle> lockHolder(Path folder) throws IOException {
        Path file = folder.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            // Line 1 is the process id, line 2 the data folder.
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostmaster(ProcessHandle handle, Path folder) {
        ProcessHandle.Info info = handle.info();
        return info.command().map(command -> command.endsWith("postgres")).orElse(true)
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(folder.toString()))
                        .orElse(info.command().isPresent());
    }

    /** Stops what {@link #orphan} finds. */
    static void stopOrphan(PostgresBinaries binaries, Path folder) {
        try {
            Optional<ProcessHandle> orphan = orphan(folder);
            if (orphan.isPresent()) {
                stop(binaries, folder, orphan.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop on " + folder, e);
        }
    }

    private static void stop(PostgresBinaries binaries, Path folder, ProcessHandle postmaster) throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (!postmaster.isAlive()) {
                return;
            }
            run(
                    binaries,
                    "pg_ctl",
                    List.of(
                            "stop",
                            "-w",
                            "-t",
                            String.valueOf(FAST_STOP.toSeconds()),
                            "-m",
                            mode,
                            "-D",
                            folder.toString()));
        }
        if (postmaster.isAlive()) {
            postmaster.destroyForcibly();
        }
    }

    /** Creates database {@code name} unless it is there. */
    public void createDatabase(String name) {
        try (Connection connection = dataSource("postgres").getConnection();
                var exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            exists.setString(1, name);
            try (var rows = exists.executeQuery()) {
                if (rows.next()) {
                    return;
                }
            }
            try (var statement = connection.createStatement()) {
                statement.execute("create database " + statement.enquoteIdentifier(name, true));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be created", e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Unpooled connections to {@code database}. */
    public DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(USER);
        return source;
    }

    public int port() {
        return port;
    }

    ProcessHandle postmaster() {
        return postmaster;
    }

    /** Stops the server; open connections are cut. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            stop(binaries, folder, postmaster);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    private record Result(int code, String output) {}

    private static Result run(PostgresBinaries binaries, String tool, List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(binaries.command(tool, arguments))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted while " + tool + " ran", e);
        }
    }
}
