package io.strait.trade.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strait.trade.TradeTestResource;
import io.strait.trade.ingest.ComtradeFile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class UrlAndFolderTest {
    @Inject
    Fetching fetching;

    @TempDir
    Path root = Path.of("");

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private Fetching.Bench bench;

    @BeforeEach
    void start() {
        server.start();
        bench = fetching.at(server);
        bench.config.folderRoot = root;
    }

    @AfterEach
    void stop() {
        fetching.stopAll();
        server.stop();
    }

    private static byte[] csv(String commodity, String value) {
        return new ComtradeFile().with(commodity, "202401", value).csv();
    }

    private Definition url(String id) {
        return bench.define(id, ConnectorKind.URL, "{\"url\": \"" + server.baseUrl() + "/files/trade.csv?year=2024\"}");
    }

    @Test
    void aFileIsAskedForAgainOnlyIfItChanged() {
        // Given
        server.stubFor(get(anyUrl())
                .willReturn(ok().withBody(csv("854231", "1"))
                        .withHeader("ETag", "\"one\"")
                        .withHeader("Last-Modified", "Wed, 18 Sep 2024 00:00:00 GMT")));
        Definition definition = url("url-etag");
        StoredRun first = bench.run(definition);
        assertThat(first.state()).as(first.toString()).isEqualTo(RunState.COMPLETED);
        server.verify(1, getRequestedFor(anyUrl()).withHeader("If-None-Match", absent()));
        server.resetAll();
        server.stubFor(get(anyUrl())
                .withHeader("If-None-Match", equalTo("\"one\""))
                .willReturn(aResponse().withStatus(304)));
        // When
        StoredRun second = bench.run(definition);
        // Then
        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        assertThat(second.ingestCount()).isZero();
        assertThat(bench.parts(second).get(0).note()).isEqualTo("The file has not changed");
        assertThat(fetching.figures(definition.source())).containsExactly("2024-01 X 854231 1");
        assertThat(fetching.query("select file_name from ingest where source = 'URL_ETAG'"))
                .containsExactly("trade.csv");
    }

    @Test
    void withoutATagTheDateIsAskedBy() {
        server.stubFor(get(anyUrl())
                .willReturn(ok().withBody(csv("854231", "1"))
                        .withHeader("Last-Modified", "Wed, 18 Sep 2024 00:00:00 GMT")));
        Definition definition = url("url-date");
        bench.run(definition);

        bench.run(definition);

        server.verify(
                1, getRequestedFor(anyUrl()).withHeader("If-Modified-Since", equalTo("Wed, 18 Sep 2024 00:00:00 GMT")));
    }

    @Test
    void gzipOfTheWayIsTakenOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(csv("854231", "3"));
        }
        server.stubFor(
                get(anyUrl()).willReturn(ok().withBody(packed.toByteArray()).withHeader("Content-Encoding", "gzip")));
        Definition definition = url("url-gzip");

        bench.run(definition);

        assertThat(fetching.figures(definition.source())).containsExactly("2024-01 X 854231 3");
    }

    @Test
    void anAddressOfThisMachineIsNotAskedUnlessTheConfigurationAllowsIt() {
        bench.config.allowPrivate = false;
        Definition definition = url("url-private");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failure()).isEqualTo("forbidden");
        assertThat(run.failureDetail()).contains("no public one");
        server.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void aRedirectIsFollowedAndCountsAsACall() {
        server.stubFor(get(urlPathEqualTo("/files/trade.csv")).willReturn(temporaryRedirect("/moved?to=there")));
        server.stubFor(get(urlPathEqualTo("/moved")).willReturn(ok().withBody(csv("854231", "4"))));
        Definition definition = url("url-moved");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(bench.read(definition).callsToday()).isEqualTo(2);
    }

    @Test
    void aRedirectElsewhereOrInCirclesIsNot() {
        server.stubFor(get(anyUrl()).willReturn(temporaryRedirect("file:///etc/passwd")));
        StoredRun elsewhere = bench.run(url("url-scheme"));
        assertThat(elsewhere.failure()).isEqualTo("forbidden");
        server.resetAll();
        server.stubFor(get(anyUrl()).willReturn(temporaryRedirect("/files/trade.csv?year=2024")));

        StoredRun circle = bench.run(url("url-circle"));

        assertThat(circle.failureDetail()).contains("redirects more than 5 times");
        server.verify(6, getRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerThatIsTooLongIsRefused() {
        bench.config.maxAnswer = 1000;
        // Noise, as the bound is of what is sent, and the server packs it.
        byte[] noise = new byte[2000];
        new Random(1).nextBytes(noise);
        server.stubFor(get(anyUrl()).willReturn(ok().withBody(noise)));

        StoredRun run = bench.run(url("url-long"));

        assertThat(run.failure()).isEqualTo("payload-too-large");
        assertThat(run.failureDetail()).contains("more than 1000 bytes");
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainLater() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        Definition definition = url("url-broken");

        StoredRun run = bench.run(definition);

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.waitsFor()).contains("could not be reached");
        assertThat(fetching.query("select * from ingest where source = 'URL_BROKEN'"))
                .isEmpty();
    }

    private Path file(String name, byte[] body) throws IOException {
        Path folder = Files.createDirectories(root.resolve("inbox"));
        return Files.write(folder.resolve(name), body);
    }

    private Definition folder(String id, String afterwards) {
        return bench.define(
                id,
                ConnectorKind.FOLDER,
                "{\"folder\": \"inbox\", \"glob\": \"*.csv\", \"afterwards\": \"" + afterwards + "\"}");
    }

    /** A run with both of its looks. */
    private StoredRun twoLooks(Definition definition) {
        StoredRun first = bench.run(definition);
        bench.clock.pass(bench.config.settle());
        bench.work();
        return bench.read(definition, first.id());
    }

    @Test
    void aFileIsTakenOnceItIsTheSameTwice() throws IOException {
        // Given
        file("whole.csv", csv("854231", "1"));
        Path growing = file("growing.csv", csv("854232", "2"));
        file("note.txt", new byte[] {1});
        Definition definition = folder("folder-settled", "keep");
        StoredRun waiting = bench.run(definition);
        assertThat(waiting.state()).isEqualTo(RunState.WAITING);
        assertThat(waiting.next()).isEqualTo(Fetching.START.plus(bench.config.settle()));
        Files.write(
                growing,
                new ComtradeFile()
                        .with("854232", "202401", "2")
                        .with("854239", "202401", "3")
                        .csv());
        // When
        bench.clock.pass(bench.config.settle());
        bench.work();
        // Then
        StoredRun run = bench.read(definition, waiting.id());
        assertThat(run.state()).as(run.toString()).isEqualTo(RunState.COMPLETED);
        assertThat(run.ingestCount()).isEqualTo(1);
        assertThat(fetching.figures(definition.source())).containsExactly("2024-01 X 854231 1");
        // And: the next run takes the other one, and the first not again
        assertThat(twoLooks(definition).ingestCount()).isEqualTo(1);
        assertThat(fetching.figures(definition.source())).hasSize(3);
        StoredRun nothing = bench.run(definition);
        assertThat(nothing.state()).isEqualTo(RunState.COMPLETED);
        assertThat(bench.parts(nothing).get(0).note()).isEqualTo("No new files");
    }

    @Test
    void aFileThatChangedIsANewOne() throws IOException {
        Path file = file("figures.csv", csv("854231", "1"));
        Definition definition = folder("folder-changed", "keep");
        twoLooks(definition);
        Files.write(file, csv("854231", "2"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-09-21T00:00:00Z")));

        twoLooks(definition);

        assertThat(fetching.figures(definition.source())).containsExactly("2024-01 X 854231 2");
    }

    @Test
    void aFileThatIsTakenCanBeMovedAway() throws IOException {
        file("move.csv", csv("854231", "1"));
        Definition definition = folder("folder-move", "move");

        StoredRun run = twoLooks(definition);

        String job = run.ingests().get(0);
        try (Stream<Path> left = Files.list(root.resolve("inbox"))) {
            assertThat(left).containsExactly(root.resolve("inbox").resolve(FolderConnector.DONE_FOLDER));
        }
        assertThat(root.resolve("inbox").resolve(FolderConnector.DONE_FOLDER).resolve(job + "-move.csv"))
                .exists();
    }

    @Test
    void aFileThatCannotBeReadCostsNoOtherAndIsNotTriedAgain() throws IOException {
        file("bad.csv", "no,header,of,ours\n1,2,3,4\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        file("good.csv", csv("854231", "1"));
        Definition definition = folder("folder-bad", "keep");

        StoredRun run = twoLooks(definition);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.failureDetail()).contains("1 of 2 parts failed").contains("/trade/v1/ingests/");
        assertThat(fetching.figures(definition.source())).hasSize(1);
        assertThat(bench.parts(bench.run(definition)).get(0).note()).isEqualTo("No new files");
    }

    @Test
    void linksLeadNowhere(@TempDir Path outside) throws IOException {
        Files.write(outside.resolve("secret.csv"), csv("854231", "9"));
        file("here.csv", csv("854232", "1"));
        Files.createSymbolicLink(root.resolve("inbox").resolve("link.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(root.resolve("way-out"), outside);

        Definition inbox = folder("folder-links", "keep");
        twoLooks(inbox);
        StoredRun out = bench.run(bench.define("folder-out", ConnectorKind.FOLDER, "{\"folder\": \"way-out\"}"));

        assertThat(fetching.figures(inbox.source())).containsExactly("2024-01 X 854232 1");
        assertThat(out.failure()).isEqualTo("forbidden");
        assertThat(fetching.query("select * from ingest where source = 'FOLDER_OUT'"))
                .isEmpty();
    }

    @Test
    void aFolderIsNamedBelowTheConfiguredOne() {
        for (String folder : List.of("..", "a/../../b", "/etc")) {
            SettingsReader settings = new SettingsReader(fetching.object("{\"folder\": \"" + folder + "\"}"));
            new FolderConnector(bench.config).check(settings);
            assertThat(settings.violations()).as(folder).hasSize(1);
        }
        StoredRun run = bench.run(bench.define("folder-none", ConnectorKind.FOLDER, "{\"folder\": \"none\"}"));
        assertThat(run.failureDetail()).isEqualTo("There is no folder none");
        assertThat(Duration.between(Fetching.START, bench.clock.instant())).isZero();
    }
}
