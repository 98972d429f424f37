package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known of a subscriber, on a real broker. */
class PresenceTest {
    private static final String TOPIC = "hub.presence";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void aSubscriberIsSeenWithWhatItGotAndWhatWaitsForIt() throws Exception {
        TestKafka.broker().createTopic(TOPIC, 1, Map.of());
        HubSettings usual = HubTest.settings(1000, List.of(TOPIC));
        HubSettings patient = new HubSettings(
                usual.topics(),
                usual.refresh(),
                usual.missingTopicGrace(),
                usual.tailEvents(),
                usual.tailBytes(),
                usual.warmUp(),
                usual.maxReplays(),
                usual.maxClients(),
                100_000_000,
                usual.conflatedBytes(),
                Duration.ofMinutes(5),
                usual.heartbeat(),
                usual.maxAge(),
                usual.drain());
        List<Client> clients = new ArrayList<>();
        try (Hub hub = Hub.start(
                        patient, Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()), metrics);
                TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers())) {
            // Given one that reads, one that stops after three, and one that wants only the newest and stops too
            await().atMost(PATIENCE).until(hub::isReady);
            Filter filter = new Filter.Prefix("subject", "mine");
            clients.add(new Client(hub, new Wish(filter, new Start.Live(), false), 1000, null));
            clients.add(new Client(hub, new Wish(filter, new Start.Live(), false), 3, null));
            clients.add(new Client(hub, new Wish(filter, new Start.Live(), true), 3, null));
            await().atMost(PATIENCE).until(() -> clients.stream()
                    .noneMatch(client -> client.frames().isEmpty()));
            for (int i = 0; i < 3; i++) {
                events.send(TOPIC, 0, "first" + i, "strait.test", "mine" + i);
            }
            events.flush();
            await().atMost(PATIENCE).until(() -> clients.stream()
                    .allMatch(client -> client.eventIds().size() == 3));
            for (Client client : clients) {
                client.settle();
            }
            // When
            for (int i = 0; i < 8; i++) {
                events.send(TOPIC, 0, "then" + i, "strait.test", i % 2 == 0 ? "mine" : "other");
            }
            events.flush();
            // Then
            await().atMost(PATIENCE).until(() -> clients.get(0).eventIds().contains("then6"));
            for (Client client : clients) {
                client.settle();
            }
            Presence reading = presence(hub, clients.get(0));
            assertThat(reading.sentEvents()).isEqualTo(7);
            assertThat(reading.queuedBytes()).isZero();
            await().atMost(PATIENCE).until(() -> Long.valueOf(0)
                    .equals(presence(hub, clients.get(0)).lag()));
            Presence stopped = presence(hub, clients.get(1));
            assertThat(stopped.sentEvents()).isEqualTo(3);
            assertThat(stopped.lag()).isEqualTo(8);
            assertThat(stopped.queuedBytes()).isGreaterThan(8 * 1000);
            Presence conflated = presence(hub, clients.get(2));
            assertThat(conflated.newestOnly()).isTrue();
            assertThat(conflated.sentEvents()).isEqualTo(3);
            assertThat(conflated.lag()).isEqualTo(8);
            assertThat(conflated.queuedBytes()).isBetween(1000L, 2000L);

            // When one is sent away
            assertThat(hub.disconnect(stopped.id())).isTrue();
            // Then it hears so, and nobody else
            await().atMost(PATIENCE).until(clients.get(1)::hasEnded);
            assertThat(clients.get(1).named("closing"))
                    .extracting(Client.Frame::detail)
                    .containsExactly("disconnected-by-an-administrator");
            await().atMost(PATIENCE).until(() -> hub.subscriber(stopped.id()).isEmpty());
            assertThat(hub.disconnect(stopped.id())).isFalse();
            assertThat(hub.disconnect(UUID.randomUUID().toString())).isFalse();
            assertThat(hub.subscribers(null, 10))
                    .extracting(Presence::id)
                    .containsExactlyInAnyOrder(reading.id(), conflated.id())
                    .isSorted();
            assertThat(metrics.counter("strait.hub.closings", "reason", "disconnected-by-an-administrator")
                            .count())
                    .isEqualTo(1);
        } finally {
            clients.forEach(Client::close);
        }
    }

    private static Presence presence(Hub hub, Client client) {
        return hub.subscriber(client.id()).orElseThrow();
    }
}
