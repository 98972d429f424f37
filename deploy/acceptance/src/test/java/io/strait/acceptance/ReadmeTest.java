package io.strait.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.local.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README tells people to paste works, and answers what the README says: each {@code sh} block that is followed
 * by an answer is run against the system with its sample data, and every line of the answer must stand in the output.
 */
@ExtendWith(SystemUnderTest.Resolver.class)
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n((?:(?!```).)+)```\\s+```(?:json|text|csv)\\n(.+?)```", Pattern.DOTALL);

    private static final Pattern COMMAND = Pattern.compile("```(?:sh|bash)\\n(.+?)```", Pattern.DOTALL);

    private final SystemUnderTest strait;

    ReadmeTest(SystemUnderTest strait) {
        this.strait = strait;
    }

    record Example(String command, String answer) {}

    static Stream<Example> examples() throws IOException {
        Matcher matcher =
                EXAMPLE.matcher(Files.readString(SystemUnderTest.repository().resolve("README.md")));
        return matcher
                .results()
                .map(found -> new Example(found.group(1).strip(), found.group(2).strip()))
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aPastedCommandAnswersWhatTheReadmeSays(Example example) throws Exception {
        // Given
        strait.loadSampleData();
        String command = example.command()
                .replace(
                        "http://localhost:8080",
                        strait.stack().baseUri(Part.GATEWAY).toString().replaceAll("/$", ""))
                .replace("$(cat .strait/tokens/contributor.jwt)", strait.stack().token("contributor"));
        Path output = Files.createTempFile("readme", ".out");
        // When
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(SystemUnderTest.repository().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        // Then
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = normal(Files.readString(output, StandardCharsets.UTF_8));
        assertThat(example.answer().lines().map(String::strip).filter(line -> !line.equals("...")))
                .as("%s%nanswered%n%s", command, said)
                .allSatisfy(line -> assertThat(said).contains(normal(line)));
    }

    @Test
    void noCommandOfTheReadmeIsLeftUntried() throws IOException {
        // Given: what runs these tests, and what deploy/local's own tests run.
        List<String> elsewhere = List.of("./deploy/local/up", "./mvnw verify");
        // When
        List<String> commands = COMMAND.matcher(
                        Files.readString(SystemUnderTest.repository().resolve("README.md")))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        // Then
        List<String> tried = examples().map(Example::command).toList();
        assertThat(tried).hasSize(5);
        assertThat(commands).allMatch(command -> tried.contains(command) || elsewhere.contains(command));
    }

    /** Layout of JSON is the reader's affair. */
    private static String normal(String text) {
        return text.replaceAll("[\\s]+", "");
    }
}
