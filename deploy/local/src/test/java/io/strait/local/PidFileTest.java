package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private static final String MARK = "-Dstrait.process=test";

    private final ProcessHandle process;
    private final PidFile pidFile;

    PidFileTest(@TempDir Path folder) {
        pidFile = new PidFile(folder.resolve("test.pid"));
        process = Processes.startJava(
                List.of(MARK, FakeService.class.getName()),
                Map.of("QUARKUS_MANAGEMENT_PORT", "0", "CLASSPATH", System.getProperty("java.class.path")),
                folder,
                folder.resolve("test.log"));
        pidFile.write(process, MARK);
    }

    @AfterEach
    void stop() {
        Processes.kill(process);
    }

    @Test
    void theNotedProcessIsFoundUntilItEnds() {
        assertThat(pidFile.find()).contains(process);
        assertThat(Processes.stop(process, java.time.Duration.ofSeconds(20))).isTrue();
        assertThat(pidFile.find()).isEmpty();
    }

    @Test
    void aProcessThatStartedAtAnotherTimeIsAStranger() throws Exception {
        rewrite("started=\\d+", "started=1000000");
        assertThat(pidFile.find()).isEmpty();
    }

    @Test
    void aProcessWithoutTheMarkIsAStranger() throws Exception {
        rewrite(Pattern.quote(MARK), "-Dstrait.process=other");
        assertThat(pidFile.find()).isEmpty();
    }

    @Test
    void aBrokenFileNamesNobody() throws Exception {
        Files.writeString(pidFile.file(), "pid=\\u00");
        assertThat(pidFile.find()).isEmpty();
        Files.writeString(pidFile.file(), "");
        assertThat(pidFile.find()).isEmpty();
    }

    private void rewrite(String pattern, String replacement) throws Exception {
        Files.writeString(pidFile.file(), Files.readString(pidFile.file()).replaceAll(pattern, replacement));
    }
}
