package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Clients that want only the newest and do not keep up, on a real broker. */
class ConflationTest {
    private static final String TYPE = "strait.test.changed";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers());
    private String topic = "";

    @BeforeAll
    static void patience() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        org.awaitility.Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @BeforeEach
    void topic(TestInfo test) {
        topic = "conflation." + test.getTestMethod().orElseThrow().getName();
        TestKafka.broker().createTopic(topic, 1, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        events.close();
    }

    @Test
    void whoIsBehindGetsTheLatestOfEachSubjectAndResumesExactly() throws Exception {
        // Given two that do not read, while far more comes than may pile up behind a client
        Hub hub = hub(1000, 200_000);
        Client healthy = open(new Client(hub, new Wish(Filter.EVERYTHING, new Start.Live(), true), 1_000_000, null));
        Client all = newest(hub);
        Client some = open(new Client(hub, new Wish(Filter.EVERYTHING, new Start.Live(), true), 2, null));
        await().until(() -> !some.frames().isEmpty() && !healthy.frames().isEmpty());
        some.block();
        send(0, 600, 5);
        await().until(() -> healthy.eventIds().contains("599"));
        all.settle();
        some.settle();
        // When they read again, one of them everything
        all.unblock();
        some.unblock();
        // Then
        await().until(() -> all.eventIds().size() >= 5 && some.eventIds().size() >= 2);
        assertThat(all.eventIds()).containsExactly("595", "596", "597", "598", "599");
        assertThat(some.eventIds()).containsExactly("595", "596");
        some.close();
        Client resumed = open(Client.after(hub, String.valueOf(some.lastPosition())));
        await().until(() -> resumed.eventIds().size() >= 3);
        assertThat(resumed.eventIds()).containsExactly("597", "598", "599");
        send(600, 601, 5);
        await().until(() -> all.eventIds().contains("600") && resumed.eventIds().contains("600"));
        assertThat(all.eventIds()).hasSize(6);
    }

    @Test
    void theFarewellNamesThePlaceBeforeWhatWasNotSent() throws Exception {
        // Given
        Hub hub = hub(1000, 200_000);
        Client client = newest(hub);
        send(0, 100, 4);
        await().until(() -> hub.event("99").isPresent());
        client.settle();
        // When
        hub.close();
        // Then
        await().until(client::hasEnded);
        Client.Frame last = client.frames().get(client.frames().size() - 1);
        assertThat(last.name()).isEqualTo("closing");
        assertThat(last.position()).isEqualTo(client.frames().get(0).position());
        assertThat(client.eventIds()).isEmpty();
        Client resumed = open(Client.after(hub(10, 200_000), String.valueOf(last.position())));
        await().until(() -> resumed.eventIds().size() >= 100);
        assertThat(resumed.eventIds()).isEqualTo(ids(0, 100));
    }

    /** What has no room waits in the log, in and before the tail. */
    @Test
    void moreSubjectsThanThereIsRoomForAreAllSent() throws Exception {
        Hub hub = hub(30, 100_000_000);
        Client client = newest(hub);
        send(0, 400, 400);
        await().until(() -> hub.event("399").isPresent());
        client.settle();
        client.unblock();
        await().until(() -> client.eventIds().size() >= 400);
        assertThat(client.eventIds()).isEqualTo(ids(0, 400));
    }

    @Test
    void whoComesFromBeforeTheTailIsReadForAndSentTheNewest() throws Exception {
        Hub hub = hub(30, 200_000);
        send(0, 900, 3);
        await().until(() -> hub.event("899").isPresent());
        Client client = open(new Client(hub, new Wish(Filter.EVERYTHING, new Start.Earliest(), true), 1, null));
        await().until(() -> {
            client.unblock();
            return client.eventIds().contains("899");
        });
        assertThat(client.eventIds()).hasSizeLessThan(900).doesNotHaveDuplicates();
        assertThat(client.eventIds()).endsWith("897", "898", "899");
        assertThat(client.eventIds().stream().map(Integer::valueOf).toList()).isSorted();
        assertThat(client.named("reset")).isEmpty();
    }

    /** Then the place told is gone on from, and what had waited is read again. */
    @Test
    void anotherTopologyWhileEventsWaitLosesAndDoublesNothing() throws Exception {
        // Given
        Hub hub = hub(1000, 100_000_000);
        Client client = newest(hub);
        send(0, 50, 5);
        await().until(() -> hub.event("49").isPresent());
        client.settle();
        Feed before = hub.feed();
        // When
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", TestKafka.broker().bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        await().until(() -> hub.feed() != before);
        events.send(topic, 1, "other", TYPE, "other").get();
        await().until(() -> hub.event("other").isPresent());
        client.settle();
        client.unblock();
        // Then
        await().until(() -> client.eventIds().size() >= 6);
        assertThat(client.eventIds()).containsExactlyInAnyOrder("45", "46", "47", "48", "49", "other");
        assertThat(client.named("reset")).isEmpty();
    }

    /** Live, does not read, and has been told its place. */
    private Client newest(Hub hub) {
        Client client = open(new Client(hub, new Wish(Filter.EVERYTHING, new Start.Live(), true), 1_000_000, null));
        await().until(() -> !client.frames().isEmpty());
        client.block();
        return client;
    }

    private Hub hub(int tailEvents, long queueBytes) {
        HubSettings usual = HubTest.settings(tailEvents, List.of(topic));
        Hub hub = open(Hub.start(
                new HubSettings(
                        usual.topics(),
                        usual.refresh(),
                        usual.missingTopicGrace(),
                        usual.tailEvents(),
                        usual.tailBytes(),
                        usual.warmUp(),
                        usual.maxReplays(),
                        usual.maxClients(),
                        queueBytes,
                        100_000,
                        Duration.ofMinutes(5),
                        usual.heartbeat(),
                        usual.maxAge(),
                        usual.drain()),
                Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                new SimpleMeterRegistry()));
        await().until(hub::isReady);
        return hub;
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }

    private void send(int from, int to, int subjects) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(events.send(topic, 0, String.valueOf(i), TYPE, "subject" + i % subjects));
        }
        TestEvents.await(sent);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }
}
