package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack around stand-ins for services; {@link LauncherTest} has the real databases. */
class LocalStackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    LocalStackTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void servicesStartStopInOrderAndTellTheirAddresses() throws Exception {
        // Given
        List<String> said = new CopyOnWriteArrayList<>();
        ProcessHandle gateway;
        ProcessHandle trade;
        // When
        try (LocalStack stack = services().progress(said::add).build()) {
            stack.start().awaitReady();
            gateway = stack.handle(Part.GATEWAY).orElseThrow();
            trade = stack.handle(Part.TRADE).orElseThrow();
            assertThat(stack.baseUri(Part.GATEWAY)).hasPort(stack.port(Part.GATEWAY));
            assertThat(stack.isReady(Part.TRADE)).isTrue();
        }
        // Then
        assertThat(gateway.isAlive()).isFalse();
        assertThat(trade.isAlive()).isFalse();
        assertThat(said.indexOf("Stopping gateway")).isLessThan(said.indexOf("Stopping trade"));
    }

    @Test
    void aServiceThatDoesNotStartIsSaidWithItsLastLines() throws Exception {
        try (LocalStack stack = services()
                .environment(Part.TRADE, "FAKE_FAILURE", "no such database")
                .build()) {
            stack.start();
            assertThatThrownBy(stack::awaitReady)
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("trade ended before it was ready")
                    .hasMessageContaining("cannot start: no such database")
                    .hasMessageContaining(stack.logs(Part.TRADE).toString());
        }
    }

    @Test
    void aPortInUseIsNamedWithTheSettingToChange() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                LocalStack stack =
                        services().port(Part.GATEWAY, holder.getLocalPort()).build()) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("Port " + holder.getLocalPort() + " is in use by ")
                    .hasMessageContaining("STRAIT_GATEWAY_PORT");
        }
    }

    @Test
    void aSecondStackOnTheSameFolderIsRefused() throws Exception {
        try (LocalStack first = services().build();
                LocalStack second = services().build()) {
            first.start();
            assertThatThrownBy(second::start)
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("runs already")
                    .hasMessageContaining("deploy/local/down");
            assertThat(first.isRunning(Part.GATEWAY)).isTrue();
        }
    }

    @Test
    void aServiceThatDiesIsStartedAgainButNotForEver() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (LocalStack stack = services().build()) {
            stack.start().awaitReady();
            CompletableFuture<Void> watch =
                    CompletableFuture.runAsync(() -> new Supervisor(stack, Clock.systemUTC(), said::add).watch());
            for (int time = 1; time <= 3; time++) {
                Optional<ProcessHandle> before = stack.handle(Part.TRADE);
                // When
                stack.kill9(Part.TRADE);
                // Then
                await().atMost(PATIENCE)
                        .until(() -> watch.isDone()
                                || (!stack.handle(Part.TRADE).equals(before) && stack.isReady(Part.TRADE)));
                assertThat(watch.isDone()).as("%s", said).isFalse();
            }
            stack.kill9(Part.TRADE);
            assertThat(watch)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("Parts ended 4 times within 10 minutes");
            assertThat(said).anySatisfy(line -> assertThat(line).contains("trade has ended by itself"));
        }
    }

    private LocalStack.Builder services() throws IOException {
        Path jar = fakeServiceJar();
        return LocalStack.builder(folder.resolve("home"))
                .parts(EnumSet.of(Part.TRADE, Part.GATEWAY))
                .patience(PATIENCE)
                .jar(Part.TRADE, jar)
                .jar(Part.GATEWAY, jar);
    }

    private Path fakeServiceJar() throws IOException {
        Path jar = folder.resolve("fake.jar");
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
        return jar;
    }
}
