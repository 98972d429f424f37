package io.strait.gateway.hub;

import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** One broker for all plain tests of this JVM; tests use topics of their own. */
final class TestKafka {
    private static final KafkaBroker BROKER = start();

    private TestKafka() {}

    static KafkaBroker broker() {
        return BROKER;
    }

    private static KafkaBroker start() {
        try {
            KafkaBroker broker = KafkaBroker.start(
                    Files.createTempDirectory("strait-hub-kafka").resolve("data"), 0, Durability.VOLATILE);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
