package io.strait.gateway.hub.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker with the two topics for the gateway under test, and rhythms that do not keep a test waiting. */
public class HubKafka implements QuarkusTestResourceLifecycleManager {
    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            broker = KafkaBroker.start(
                    Files.createTempDirectory("strait-gateway-kafka").resolve("data"), 0, Durability.VOLATILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker.createTopic("strait.trade.v1", 3, Map.of("max.message.bytes", "2000000"));
        broker.createTopic("strait.supplychain.v1", 3, Map.of());
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "strait.hub.refresh", "1s",
                "strait.hub.tail.events", "50",
                "strait.hub.client.heartbeat", "500ms",
                "strait.hub.client.queue", "1M",
                "strait.hub.client.stall", "5s",
                "strait.security.cors.origins", "https://dashboard.example",
                "strait.security.public-read", "true");
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
