package io.strait.acceptance.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;

/**
 * A packaged service, started as its container would be: {@code java -jar quarkus-run.jar} with the environment of the
 * manifest and no other. It tells its configuration lookups.
 */
final class PackagedService implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Path folder;
    private final Map<String, String> environment;
    private final Process process;

    private PackagedService(String name, Path folder, Map<String, String> environment, Process process) {
        this.name = name;
        this.folder = folder;
        this.environment = environment;
        this.process = process;
    }

    /** Starts what is packaged in the module {@code name}, and returns at once. {@code folder} is for it alone. */
    static PackagedService start(String name, Path folder, Map<String, String> environment, String... jvmOptions)
            throws IOException {
        for (String own : List.of("work", "home", "tmp")) {
            Files.createDirectories(folder.resolve(own));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Duser.home=" + folder.resolve("home")));
        command.addAll(ConfigurationLookups.JVM_OPTIONS);
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", packaged(name).resolve("quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve("work").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new PackagedService(name, folder, environment, builder.start());
    }

    /** What the build of the module {@code name} packaged. */
    static Path packaged(String name) {
        return Manifests.folder()
                .resolve("../..")
                .resolve(name)
                .resolve("target/quarkus-app")
                .normalize();
    }

    PackagedService awaitReady(String readinessPath) {
        await("is ready", () -> listens() && get(management(readinessPath)).statusCode() == 200);
        return this;
    }

    PackagedService awaitStart() {
        await("listens", this::listens);
        return this;
    }

    private boolean listens() {
        return log().contains("Listening on:");
    }

    private void await(String what, Callable<Boolean> condition) {
        Awaitility.await(name + " " + what)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> assertThat(process.isAlive())
                        .as("%s ended: %s", name, log())
                        .isTrue())
                .until(condition);
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT") + path);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + environment.get("QUARKUS_MANAGEMENT_PORT") + path);
    }

    static HttpResponse<String> get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(uri.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurationLookups lookups() {
        return ConfigurationLookups.in(log());
    }

    /** The application.properties within what is packaged. */
    Properties applicationProperties() throws IOException {
        try (Stream<Path> files = Files.list(packaged(name).resolve("app"))) {
            Path jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            Properties properties = new Properties();
            try (ZipFile content = new ZipFile(jar.toFile());
                    InputStream file = content.getInputStream(content.getEntry("application.properties"))) {
                properties.load(file);
            }
            return properties;
        }
    }

    /** What it wrote, other than below {@code java.io.tmpdir}. */
    List<Path> filesOutsideTmp() throws IOException {
        try (Stream<Path> work = Files.list(folder.resolve("work"));
                Stream<Path> home = Files.list(folder.resolve("home"))) {
            return Stream.concat(work, home).toList();
        }
    }

    /** Asks it to end as a kubelet does, and returns whether it did within {@code patience}. */
    boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
