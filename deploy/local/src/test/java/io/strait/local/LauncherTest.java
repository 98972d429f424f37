package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code up --dependencies} as people run it, in a process of its own, with the real databases. */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final int postgresPort = Ports.free();
    private final int kafkaPort = Ports.free();

    LauncherTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stopAll() throws Exception {
        run("down");
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void whatWasCommittedSurvivesAKillOfTheLauncherAndTheNextUpCleansUp() throws Exception {
        // Given
        Path first = up("first");
        try (var connection = trade().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table figure as select 1446.43 as value");
        }
        long postgres = pid(Part.POSTGRES);
        long kafka = pid(Part.KAFKA);

        // When a second one is started beside it, it says so and leaves the first alone
        Run second = run("up", "--dependencies");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output()).contains("Strait runs already on").contains("deploy/local/down");
        assertThat(run("status").code()).isZero();
        assertThat(run("reset", "--yes").output()).contains("stop it with deploy/local/down first");

        // When the launcher is killed, its parts live on
        Processes.kill(started.get(0).toHandle());
        assertThat(ProcessHandle.of(postgres)).isPresent();
        Run orphaned = run("status");
        assertThat(orphaned.code()).isEqualTo(3);
        assertThat(orphaned.output()).contains("Parts run without their launcher");

        // Then the next one stops them, starts anew and has the data
        Path next = up("next");
        assertThat(Files.readString(next)).contains("(process " + postgres + "), which an earlier run left behind");
        assertThat(ProcessHandle.of(postgres).filter(Processes::isRunning)).isEmpty();
        assertThat(ProcessHandle.of(kafka).filter(Processes::isRunning)).isEmpty();
        try (var connection = trade().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select value from figure")) {
            rows.next();
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("1446.43");
        }

        // And down ends everything, in order
        assertThat(run("down").output()).contains("Stopped");
        assertThat(started.get(1).waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(next)).containsSubsequence("Stopping kafka", "Stopping postgres");
        assertThat(Files.readString(first)).doesNotContain("Stopping");
        assertThat(run("status").code()).isEqualTo(3);
        assertThat(run("reset", "--yes").output()).contains("Deleted");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private PGSimpleDataSource trade() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + postgresPort + "/trade");
        source.setUser(PostgresServer.USER);
        return source;
    }

    private long pid(Part part) throws IOException {
        Home home = Home.open(folder.resolve("home"));
        return home.process(part).orElseThrow().pid();
    }

    private Path up(String name) throws IOException {
        Path output = folder.resolve(name + ".out");
        started.add(process(output, "up", "--dependencies"));
        await().atMost(PATIENCE).until(() -> Files.readString(output).contains("stops it."));
        return output;
    }

    private record Run(int code, String output) {}

    private Run run(String... arguments) throws Exception {
        Path output = Files.createTempFile(folder, "run", ".out");
        Process process = process(output, arguments);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private Process process(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "STRAIT_HOME", folder.resolve("home").toString(),
                        "STRAIT_POSTGRES_PORT", String.valueOf(postgresPort),
                        "STRAIT_KAFKA_PORT", String.valueOf(kafkaPort)));
        return builder.start();
    }
}
