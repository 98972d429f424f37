package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell commands' own words: what Java cannot say because it is not there or too old. */
class ScriptsTest {
    private final Path folder;

    ScriptsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aJavaTooOldIsSaidBeforeItFails() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.22", "16")) {
            assertThat(withJava(version, "up")).contains("is too old: set JAVA_HOME to a JDK 17 or newer");
        }
    }

    @Test
    void noJavaIsSaid() throws Exception {
        assertThat(run(folder.resolve("nowhere"), "up")).contains("install a JDK 17 or newer, or set JAVA_HOME");
    }

    @Test
    void logsNamesWhatThereIs() throws Exception {
        Files.createDirectories(folder.resolve("home/logs"));
        Files.writeString(folder.resolve("home/logs/trade.log"), "line\n");
        assertThat(withJava("17.0.15", "logs", "nobody"))
                .contains("Usage: deploy/local/logs NAME")
                .contains("trade");
    }

    private String withJava(String version, String... command) throws Exception {
        Path home = Files.createDirectories(folder.resolve("jdk"));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2024-01-16' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return run(home, command);
    }

    private String run(Path javaHome, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        Path script = Repository.find().root().resolve("deploy/local").resolve(line.remove(0));
        line.addAll(0, List.of("bash", script.toString()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("STRAIT_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return output;
    }
}
