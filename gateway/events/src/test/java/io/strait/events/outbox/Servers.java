package io.strait.events.outbox;

import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import io.strait.local.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** PostgreSQL and Kafka, started once for all test classes that ask for a parameter of this type. */
final class Servers implements AutoCloseable {
    final PostgresServer postgres;
    final KafkaBroker kafka;
    private final Path folder;

    private Servers() {
        try {
            folder = Files.createTempDirectory("strait-events");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = PostgresServer.start(folder.resolve("pg"), 0, Durability.VOLATILE);
        kafka = KafkaBroker.start(folder.resolve("kafka"), 0, Durability.VOLATILE);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    /** Hands the servers to tests. */
    static final class Started implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Servers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Servers.class))
                    .computeIfAbsent(Servers.class, key -> new Servers(), Servers.class);
        }
    }
}
