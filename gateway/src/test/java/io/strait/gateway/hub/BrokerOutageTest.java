package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerOutageTest {
    private static final String TOPIC = "outage";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theStreamWaitsForABrokerAndGoesOnAfterItsReturn(@TempDir Path folder) throws Exception {
        int port = freePort();
        String address = "localhost:" + port;
        Path data = folder.resolve("kafka");
        try (Hub hub = Hub.start(
                        HubTest.settings(100, List.of(TOPIC)),
                        Map.of("bootstrap.servers", address, "reconnect.backoff.max.ms", "500"),
                        new SimpleMeterRegistry());
                Client early = Client.live(hub)) {
            // Given no broker
            await().atMost(PATIENCE).until(() -> early.named("heartbeat").size() >= 2);
            assertThat(hub.isReady()).isFalse();
            assertThat(hub.currentPosition()).isEmpty();
            // When
            try (KafkaBroker broker = KafkaBroker.start(data, port, Durability.DURABLE);
                    TestEvents events = new TestEvents(address)) {
                broker.createTopic(TOPIC, 2, Map.of());
                // Then
                await().atMost(PATIENCE).until(() -> !early.named("position").isEmpty());
                events.send(TOPIC, 0, "before", "t", "s").get();
                await().atMost(PATIENCE).until(() -> early.eventIds().equals(List.of("before")));
            }
            // Given the broker has gone
            int beats = early.named("heartbeat").size();
            await().atMost(PATIENCE).until(() -> early.named("heartbeat").size() > beats + 2);
            assertThat(hub.isReady()).isTrue();
            // When
            try (KafkaBroker broker = KafkaBroker.start(data, port, Durability.DURABLE);
                    TestEvents events = new TestEvents(broker.bootstrapServers())) {
                events.send(TOPIC, 1, "after", "t", "s").get();
                // Then
                await().atMost(PATIENCE).until(() -> early.eventIds().equals(List.of("before", "after")));
                assertThat(early.named("reset")).isEmpty();
                assertThat(early.hasEnded()).isFalse();
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
