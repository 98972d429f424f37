package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body of any size needs the memory of one line: read in a JVM whose heap is a tenth of the body, or less. */
class FlatMemoryTest {
    private static final int HEAP_MEGABYTES = 12;

    @ParameterizedTest
    @CsvSource({
        "csv, 4000000, 4000000, 0",
        "gzip, 4000000, 4000000, 0",
        "rejects, 4000000, 0, 4000000",
        "ndjson, 1500000, 1500000, 0",
        // Its first object has nothing in it.
        "json, 1000000, 1000000, 1",
        "xml, 500000, 500000, 0"
    })
    void memoryIsFlatWhateverTheSize(String form, long rows, long accepted, long rejected) throws Exception {
        // When
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadInLittleMemory.class.getName(),
                        form,
                        String.valueOf(rows)))
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(program.waitFor()).as(output).isZero();
        List<String> counts = List.of(output.strip().split(" ", -1));
        assertThat(counts.subList(0, 2)).containsExactly(String.valueOf(accepted), String.valueOf(rejected));
        assertThat(Long.parseLong(counts.get(2))).isGreaterThan(10L * HEAP_MEGABYTES << 20);
    }
}
