package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.gateway.filter.Filter;
import io.strait.gateway.filter.FilterParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Clients with filters that they share and do not share, while the small tail goes round many times. */
class HubFilterTest {
    private static final String TOPIC = "hub.filter";
    private static final int EVENTS = 600;

    private final FilterParameters parameters = new FilterParameters();

    @Test
    void everyClientGetsWhatItsOwnFilterLetsThrough() throws Exception {
        TestKafka.broker().createTopic(TOPIC, 1, Map.of());
        List<Client> clients = new ArrayList<>();
        try (Hub hub = Hub.start(
                        HubTest.settings(30, List.of(TOPIC)),
                        Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                        new SimpleMeterRegistry());
                TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers())) {
            // Given
            await().atMost(Duration.ofSeconds(30)).until(hub::isReady);
            for (int i = 0; i < 16; i++) {
                clients.add(new Client(hub, filter(i % 4), new Start.Live()));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> clients.stream()
                    .noneMatch(client -> client.frames().isEmpty()));
            String start = hub.currentPosition().orElseThrow();
            // When
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                sent.add(events.send(TOPIC, 0, String.valueOf(i), "strait.test", String.valueOf(i % 10)));
            }
            TestEvents.await(sent);
            clients.add(new Client(hub, filter(0), new Start.After(start)));
            // Then
            for (int i = 0; i < clients.size(); i++) {
                Client client = clients.get(i);
                List<String> wanted = wanted(i % 4);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> client.eventIds().size() >= wanted.size());
                assertThat(client.eventIds()).isEqualTo(wanted);
            }
            Feed feed = Objects.requireNonNull(hub.feed());
            assertThat(feed.verdicts(filter(1))).isSameAs(feed.verdicts(filter(1)));
        } finally {
            clients.forEach(Client::close);
        }
    }

    /** Lets a tenth through, whose subject is {@code number}, asked for in a way that costs something. */
    private Filter filter(int number) {
        return parameters
                .parse(Map.of("sql", List.of("INT(subject) = " + number)))
                .filter();
    }

    private static List<String> wanted(int number) {
        List<String> wanted = new ArrayList<>();
        for (int i = number; i < EVENTS; i += 10) {
            wanted.add(String.valueOf(i));
        }
        return wanted;
    }
}
