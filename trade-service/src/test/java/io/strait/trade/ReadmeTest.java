package io.strait.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each {@code sh} block of the README is run, in their order, and answers what the block behind it says. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.+?)```\n```\\w+\n(.+?)```", Pattern.DOTALL);

    @TestHTTPResource
    URI service = URI.create("");

    @Test
    void whatIsPastedAnswersWhatIsPromised() throws IOException {
        // Given
        List<MatchResult> examples = EXAMPLE.matcher(Files.readString(Path.of("README.md")))
                .results()
                .toList();
        assertThat(examples).hasSize(5);
        for (MatchResult example : examples) {
            String command = example.group(1).replace("http://localhost:8081", "http://" + service.getAuthority());
            // Then: a job takes its moment
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> {
                        String said = plain(run(command));
                        assertThat(example.group(2).lines()).as(command).allSatisfy(line -> assertThat(said)
                                .contains(plain(line)));
                    });
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        bash.environment().put("TOKEN", Tokens.contributor());
        Process process = bash.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Layout of JSON is the reader's affair. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", "");
    }
}
