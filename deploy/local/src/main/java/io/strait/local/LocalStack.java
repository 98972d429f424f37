package io.strait.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole system, or a part of it, on this machine: PostgreSQL, Kafka and the packaged services, a process each. Its
 * state lives in one folder; what an earlier stack that was killed left running there is stopped first. Stops by itself
 * when this JVM ends. Thread-safe: {@link #close()} may be called while another thread starts or waits.
 */
public final class LocalStack implements AutoCloseable {
    /** The services' databases. */
    public static final List<String> DATABASES = List.of("trade", "supplychain");
    /** The topics of the change events. */
    public static final List<String> TOPICS = List.of("strait.trade.v1", "strait.supplychain.v1");

    private static final Duration GRACE = Duration.ofSeconds(45);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Builder given;
    private final Home home;
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Part, Integer> managementPorts = new EnumMap<>(Part.class);
    private final Map<Part, ProcessHandle> running = Collections.synchronizedMap(new EnumMap<>(Part.class));
    private final Thread closer = new Thread(this::close, "strait-closer");
    private Home.@Nullable Lock lock;
    private @Nullable PostgresServer postgres;
    private @Nullable Tokens tokens;
    private volatile boolean closing;

    private LocalStack(Builder given) {
        this.given = given;
        this.home = Home.open(given.home);
    }

    /** A stack whose state is in {@code home}: all parts, free ports, unless told otherwise. */
    public static Builder builder(Path home) {
        return new Builder(home);
    }

    /** What to run, and how; ports are free ones unless given. */
    public static final class Builder {
        private final Path home;
        private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
        private final Map<Part, String> heaps = new EnumMap<>(Part.class);
        private final Map<Part, Map<String, String>> environment = new EnumMap<>(Part.class);
        private final Map<Part, List<String>> jvmOptions = new EnumMap<>(Part.class);
        private final Map<Part, Path> jars = new EnumMap<>(Part.class);
        private Set<Part> parts = EnumSet.allOf(Part.class);
        private Durability durability = Durability.DURABLE;
        private Duration patience = Duration.ofSeconds(120);
        private Progress progress = Progress.SILENT;
        private @Nullable Path programs;
        private int managementBase;

        private Builder(Path home) {
            this.home = home;
        }

        /** Runs only {@code parts}. */
        public Builder parts(Set<Part> parts) {
            this.parts = EnumSet.copyOf(parts);
            return this;
        }

        /** Runs PostgreSQL and Kafka alone. */
        public Builder dependenciesOnly() {
            return parts(EnumSet.of(Part.POSTGRES, Part.KAFKA));
        }

        /** The port of {@code part}; 0 for a free one. */
        public Builder port(Part part, int port) {
            ports.put(part, port);
            return this;
        }

        /** The gateway's management port, with the services' above it; 0 for free ones. */
        public Builder managementPortBase(int base) {
            this.managementBase = base;
            return this;
        }

        /** The heap of {@code part}, such as {@code 512m}. */
        public Builder heap(Part part, String size) {
            heaps.put(part, size);
            return this;
        }

        /** An environment variable of {@code part}, stronger than what the stack sets. */
        public Builder environment(Part part, String name, String value) {
            environment.computeIfAbsent(part, key -> new HashMap<>()).put(name, value);
            return this;
        }

        /** JVM options instead of the ones that start fastest; the heap is not among them. */
        public Builder jvmOptions(Part part, List<String> options) {
            jvmOptions.put(part, List.copyOf(options));
            return this;
        }

        /** How safe PostgreSQL's commits are; durable unless told otherwise. */
        public Builder durability(Durability durability) {
            this.durability = durability;
            return this;
        }

        /** How long a part may take to become ready. */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        public Builder progress(Progress progress) {
            this.progress = progress;
            return this;
        }

        /** Runs {@code jar} as {@code part} instead of the packaged one. */
        Builder jar(Part part, Path jar) {
            jars.put(part, jar);
            return this;
        }

        /** Where PostgreSQL's programs are unpacked; a folder shared by all stacks of the user unless told otherwise. */
        Builder programs(Path folder) {
            this.programs = folder;
            return this;
        }

        /** The stack, not started yet. */
        public LocalStack build() {
            return new LocalStack(this);
        }
    }

    /**
     * Starts all parts: returns when PostgreSQL and Kafka are ready and the services run; {@link #awaitReady()} waits for
     * those.
     *
     * @throws LaunchException when something stands in the way; what was started is stopped
     */
    public LocalStack start() {
        return start(() -> {});
    }

    /** Likewise; {@code locked} runs once the state folder is this stack's own. */
    LocalStack start(Runnable locked) {
        synchronized (this) {
            if (lock != null) {
                throw new IllegalStateException("started already");
            }
            lock = home.lock().orElseThrow(this::alreadyRunning);
        }
        Runtime.getRuntime().addShutdownHook(closer);
        try {
            locked.run();
            new Leftovers(home, this::programs, given.progress).stop();
            choosePorts();
            for (Part part : given.parts) {
                home.rotateLog(part);
            }
            tokens = Tokens.in(home.tokens(), Clock.systemUTC());
            // The broker needs no database: both come up at the same time.
            for (Part part : List.of(Part.KAFKA, Part.POSTGRES)) {
                if (given.parts.contains(part)) {
                    launch(part);
                }
            }
            for (Part part : List.of(Part.POSTGRES, Part.KAFKA)) {
                if (given.parts.contains(part)) {
                    awaitReady(part);
                }
            }
            for (Part part : given.parts) {
                if (part.isService()) {
                    launch(part);
                }
            }
            return this;
        } catch (IOException e) {
            close();
            throw new LaunchException("State folder " + home.folder() + " cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private LaunchException alreadyRunning() {
        String who = home.launcherPidFile()
                .find()
                .map(launcher -> " (process " + launcher.pid() + ")")
                .orElse("");
        return new LaunchException("Strait runs already on " + home.folder() + who
                + ": see deploy/local/status, stop it with deploy/local/down, or set STRAIT_HOME and the ports for a"
                + " second one");
    }

    private Path programs() {
        Path programs = given.programs;
        return programs == null ? PostgresBinaries.sharedParent() : programs;
    }

    private void choosePorts() {
        List<String> taken = new ArrayList<>();
        for (Part part : given.parts) {
            int port = given.ports.getOrDefault(part, 0);
            ports.put(part, port == 0 ? Ports.free() : port);
            if (port != 0) {
                busy(port, "STRAIT_" + part.name() + "_PORT").ifPresent(taken::add);
            }
            if (part.isService()) {
                int management = given.managementBase == 0 ? 0 : given.managementBase + part.managementOffset();
                managementPorts.put(part, management == 0 ? Ports.free() : management);
                if (management != 0) {
                    busy(management, "STRAIT_MANAGEMENT_PORT_BASE").ifPresent(taken::add);
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new LaunchException(String.join("\n", taken));
        }
        Properties addresses = new Properties();
        ports.forEach((part, port) -> addresses.setProperty(part.label() + ".port", String.valueOf(port)));
        managementPorts.forEach(
                (part, port) -> addresses.setProperty(part.label() + ".management", String.valueOf(port)));
        home.writeAddresses(addresses);
    }

    private static Optional<String> busy(int port, String setting) {
        return Ports.inUse(port)
                ? Optional.of("Port " + port + " is in use by "
                        + Ports.owner(port).orElse("a process that the system does not name")
                        + ": stop that, or set " + setting + " to another port")
                : Optional.empty();
    }

    private synchronized void launch(Part part) throws IOException {
        if (closing) {
            throw new LaunchException("Stopped before everything was started");
        }
        Files.deleteIfExists(home.ready(part));
        if (part == Part.POSTGRES) {
            given.progress.say("Starting postgres on port " + port(part));
            PostgresServer server = PostgresServer.start(
                    PostgresBinaries.unpack(programs()), home.data(part), home.log(part), port(part), given.durability);
            postgres = server;
            running.put(part, server.postmaster());
            return;
        }
        given.progress.say("Starting " + part.label() + " on port " + port(part));
        String mark = home.mark(part.label());
        List<String> arguments = new ArrayList<>(List.of(mark, "-Xmx" + heap(part)));
        arguments.addAll(given.jvmOptions.getOrDefault(part, Services.FAST_START));
        if (part == Part.KAFKA) {
            arguments.addAll(Services.kafkaArguments(home, port(part)));
        } else {
            Path jar = given.jars.get(part);
            arguments.addAll(List.of("-jar", (jar == null ? Repository.find().jar(part) : jar).toString()));
        }
        Map<String, String> environment =
                new HashMap<>(part.isService() ? Services.environment(this, part) : Services.kafkaEnvironment());
        environment.putAll(given.environment.getOrDefault(part, Map.of()));
        ProcessHandle process = Processes.startJava(arguments, environment, home.folder(), home.log(part));
        running.put(part, process);
        home.pidFile(part).write(process, mark);
    }

    private String heap(Part part) {
        return given.heaps.getOrDefault(part, part.defaultHeap());
    }

    /**
     * Waits until every service is ready, as PostgreSQL and Kafka are since {@link #start()}.
     *
     * @throws LaunchException when one ends or takes too long; the message has its last log lines
     */
    public LocalStack awaitReady() {
        for (Part part : given.parts) {
            if (part.isService()) {
                awaitReady(part);
            }
        }
        return this;
    }

    private void awaitReady(Part part) {
        long start = System.nanoTime();
        long deadline = start + given.patience.toNanos();
        while (!isReady(part)) {
            if (closing) {
                throw new LaunchException("Stopped before " + part.label() + " was ready");
            }
            if (!isRunning(part)) {
                throw new LaunchException(part.label() + " ended before it was ready. " + lastLines(part));
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchException(
                        part.label() + " was not ready after " + given.patience.toSeconds() + " s. " + lastLines(part));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        if (part == Part.POSTGRES) {
            DATABASES.forEach(database -> requirePostgres().createDatabase(database));
        }
        given.progress.say(part.label() + " is ready");
    }

    /** The last lines of the part's log, with the place of the rest. */
    String lastLines(Part part) {
        Path log = home.log(part);
        return LogTail.of(log, 12)
                .map(lines -> "Its log, " + log + ", ends with:\n" + lines)
                .orElse("Its log is empty: " + log);
    }

    /** Whether {@code part} answers now. */
    public boolean isReady(Part part) {
        if (!isRunning(part)) {
            return false;
        }
        if (part == Part.POSTGRES) {
            return true;
        }
        if (part == Part.KAFKA) {
            return Files.exists(home.ready(part));
        }
        return Health.isReady(managementUri(part));
    }

    /** Whether the process of {@code part} is there. */
    public boolean isRunning(Part part) {
        return handle(part).map(Processes::isRunning).orElse(false);
    }

    /** The process of {@code part}, which may have ended; empty when it was not started or was stopped. */
    public Optional<ProcessHandle> handle(Part part) {
        return Optional.ofNullable(running.get(part));
    }

    /** Ends {@code part} as a crash does, and waits until it is gone. */
    public void kill9(Part part) {
        handle(part).ifPresent(Processes::kill);
    }

    /** Stops {@code part} in order, and waits until it is gone. */
    public void stop(Part part) {
        Optional<ProcessHandle> process = handle(part);
        if (process.isEmpty()) {
            return;
        }
        given.progress.say("Stopping " + part.label());
        PostgresServer server = postgres;
        if (part == Part.POSTGRES && server != null) {
            server.close();
        } else if (!Processes.stop(process.get(), GRACE)) {
            given.progress.say(part.label() + " did not stop within " + GRACE.toSeconds() + " s and was killed");
        }
        home.pidFile(part).delete();
        running.remove(part);
    }

    /** Starts {@code part} again on the ports that it had, after stopping it if it runs, and waits until it is ready. */
    public void restart(Part part) {
        stop(part);
        try {
            launch(part);
        } catch (IOException e) {
            throw new LaunchException(part.label() + " could not be started: " + e.getMessage(), e);
        }
        awaitReady(part);
    }

    /** The parts that this stack runs, in starting order. */
    public Set<Part> parts() {
        return Collections.unmodifiableSet(given.parts);
    }

    /** The port of {@code part}, known once started. */
    public int port(Part part) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new IllegalStateException(part.label() + " is not part of this stack, or it is not started");
        }
        return port;
    }

    /** Where {@code part}, a service, answers. */
    public URI baseUri(Part part) {
        return URI.create("http://127.0.0.1:" + port(part));
    }

    /** Where {@code part}, a service, tells its health and metrics. */
    public URI managementUri(Part part) {
        Integer port = managementPorts.get(part);
        if (port == null) {
            throw new IllegalStateException(part.label() + " has no management port, or it is not started");
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port(Part.KAFKA);
    }

    public String jdbcUrl(String database) {
        return requirePostgres().jdbcUrl(database);
    }

    /** Unpooled connections to {@code database}. */
    public DataSource dataSource(String database) {
        return requirePostgres().dataSource(database);
    }

    /** A bearer token that carries {@code role}: {@code viewer}, {@code contributor} or {@code admin}. */
    public String token(String role) {
        return requireTokens().token(role);
    }

    Tokens requireTokens() {
        Tokens made = tokens;
        if (made == null) {
            throw new IllegalStateException("the stack is not started");
        }
        return made;
    }

    private PostgresServer requirePostgres() {
        PostgresServer server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not part of this stack, or it is not started");
        }
        return server;
    }

    /** The log file of {@code part}. */
    public Path logs(Part part) {
        return home.log(part);
    }

    Home home() {
        return home;
    }

    /** Whether the stack stops or has stopped. */
    boolean isClosing() {
        return closing;
    }

    /** Stops all parts, the gateway first and PostgreSQL last. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            Home.Lock held = lock;
            if (held == null) {
                return;
            }
            List<Part> last = new ArrayList<>(given.parts);
            Collections.reverse(last);
            for (Part part : last) {
                try {
                    stop(part);
                } catch (RuntimeException e) {
                    // The others still have to stop.
                    given.progress.say(part.label() + " did not stop: " + e.getMessage());
                }
            }
            held.close();
            lock = null;
        }
        if (Thread.currentThread() != closer) {
            try {
                Runtime.getRuntime().removeShutdownHook(closer);
            } catch (IllegalStateException e) {
                // The JVM ends already, and the hook finds nothing left to do.
            }
        }
    }

    /** Sleeps while the stack runs; returns early when it closes. */
    void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!closing && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(200), time.toNanos()));
        }
    }
}
