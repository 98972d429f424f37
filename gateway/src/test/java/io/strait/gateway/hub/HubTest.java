package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strait.gateway.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The hub on a real broker, with subscribers in memory. */
class HubTest {
    private static final String TYPE = "strait.test.changed";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestEvents events = new TestEvents(TestKafka.broker().bootstrapServers());
    private String trade = "";
    private String supply = "";

    @BeforeAll
    static void patience() {
        org.awaitility.Awaitility.setDefaultTimeout(PATIENCE);
        org.awaitility.Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @BeforeEach
    void topics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        trade = name + ".trade";
        supply = name + ".supply";
        TestKafka.broker().createTopic(trade, 3, Map.of());
        TestKafka.broker().createTopic(supply, 3, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        events.close();
    }

    @Test
    void aLiveSubscriberGetsItsPositionFirstAndThenEveryEventOnce() throws Exception {
        // Given
        send(trade, 0, 0, 20);
        Hub hub = ready(hub(1000));
        Client client = open(Client.live(hub));
        await().until(() -> !client.frames().isEmpty());
        // When
        send(trade, 0, 20, 30);
        send(supply, 1, 0, 30);
        // Then
        await().until(() -> client.eventIds().size() >= 40);
        assertThat(client.frames().get(0).name()).isEqualTo("position");
        assertThat(client.eventIds())
                .containsExactlyInAnyOrderElementsOf(concat(ids(trade, 0, 20, 30), ids(supply, 1, 0, 30)));
        assertThat(ofPartition(client, trade, 0)).isEqualTo(ids(trade, 0, 20, 30));
        assertThat(metrics.counter("strait.hub.events", "topic", supply).count())
                .isEqualTo(30);
    }

    @Test
    void anyPositionCanBeResumedFromTailAndFromKafka() throws Exception {
        // Given
        Hub hub = ready(hub(40));
        Client first = open(Client.live(hub));
        await().until(() -> !first.frames().isEmpty());
        for (int partition = 0; partition < 3; partition++) {
            send(trade, partition, 0, 60);
            send(supply, partition, 0, 60);
        }
        await().until(() -> first.eventIds().size() == 360);
        List<Client.Frame> all = first.named("event");
        for (int at : new int[] {0, 1, 100, 300, 345, 358, 359}) {
            // When
            Client second = open(Client.after(hub, String.valueOf(all.get(at).position())));
            // Then
            List<String> rest = all.subList(at + 1, 360).stream()
                    .map(frame -> String.valueOf(frame.eventId()))
                    .toList();
            await().until(() -> second.eventIds().size() >= rest.size());
            assertThat(second.eventIds()).containsExactlyInAnyOrderElementsOf(rest);
            assertThat(second.named("reset")).isEmpty();
            second.close();
        }
    }

    @Test
    void anotherReplicaGoesOnFromTheSamePosition() throws Exception {
        // Given
        Hub one = ready(hub(1000));
        Client client = open(Client.live(one));
        await().until(() -> !client.frames().isEmpty());
        send(trade, 0, 0, 10);
        send(trade, 2, 0, 10);
        await().until(() -> client.eventIds().size() == 20);
        client.close();
        one.close();
        send(trade, 0, 10, 15);
        // When
        Client again = open(Client.after(ready(hub(3)), String.valueOf(client.lastPosition())));
        send(trade, 2, 10, 15);
        // Then
        await().until(() -> again.eventIds().size() >= 10);
        assertThat(again.eventIds())
                .containsExactlyInAnyOrderElementsOf(concat(ids(trade, 0, 10, 15), ids(trade, 2, 10, 15)));
    }

    @Test
    void duplicatesAreDroppedAlsoAcrossAResumeBetweenThem() throws Exception {
        for (int tail : new int[] {1000, 2}) {
            // Given
            int base = tail * 10;
            Hub hub = ready(hub(tail));
            Client client = open(Client.live(hub));
            await().until(() -> !client.frames().isEmpty());
            send(trade, 1, base, base + 5);
            await().until(() -> client.eventIds().size() == 5);
            String between = String.valueOf(client.lastPosition());
            // When
            send(trade, 1, base, base + 5);
            send(trade, 1, base + 5, base + 9);
            // Then
            await().until(() -> client.eventIds().size() >= 9);
            assertThat(client.eventIds()).isEqualTo(ids(trade, 1, base, base + 9));
            Client resumed = open(Client.after(hub, between));
            await().until(() -> resumed.eventIds().size() >= 4);
            assertThat(resumed.eventIds()).isEqualTo(ids(trade, 1, base + 5, base + 9));
            Client restarted = open(Client.after(ready(hub(tail)), between));
            await().until(() -> restarted.eventIds().size() >= 4);
            assertThat(restarted.eventIds()).isEqualTo(ids(trade, 1, base + 5, base + 9));
        }
        assertThat(metrics.counter("strait.hub.duplicates", "topic", trade).count())
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void aPositionThatIsNotOneGetsAResetAndTheStreamGoesOn() throws Exception {
        // Given
        send(trade, 0, 0, 5);
        Hub hub = ready(hub(100));
        String good = hub.currentPosition().orElseThrow();
        Position position = Objects.requireNonNull(Position.parse(good));
        List<Position.TopicOffsets> ahead = new ArrayList<>();
        List<Position.TopicOffsets> elsewhere = new ArrayList<>();
        for (Position.TopicOffsets topic : position.topics()) {
            long[] far = topic.next().clone();
            far[0] = Long.MAX_VALUE;
            ahead.add(new Position.TopicOffsets(topic.epoch(), far));
            elsewhere.add(new Position.TopicOffsets(topic.epoch() ^ 1, topic.next()));
        }
        elsewhere.sort(java.util.Comparator.comparingInt(Position.TopicOffsets::epoch));
        List<Position.TopicOffsets> tooMany =
                List.of(new Position.TopicOffsets(position.topics().get(0).epoch(), new long[2000]));
        Map<String, String> bad = new HashMap<>();
        bad.put("42", "malformed");
        bad.put(good.substring(1), "malformed");
        bad.put("x".repeat(7000), "malformed");
        bad.put("\u0000\u20ac", "malformed");
        bad.put(new Position(ahead).token(), "ahead");
        bad.put(new Position(elsewhere).token(), "other-epoch");
        bad.put(new Position(tooMany).token(), "other-epoch");
        for (Map.Entry<String, String> one : bad.entrySet()) {
            // When
            Client client = open(Client.after(hub, one.getKey()));
            // Then
            await().until(() -> !client.named("reset").isEmpty());
            Client.Frame reset = client.frames().get(0);
            assertThat(reset.detail()).startsWith(one.getValue() + " ");
            assertThat(reset.position()).isEqualTo(good);
            String oldest = String.valueOf(reset.detail()).split(" ")[1];
            Client fromOldest = open(Client.after(hub, oldest));
            await().until(() -> fromOldest.eventIds().size() == 5);
        }
        Client last = open(Client.after(hub, "42"));
        await().until(() -> !last.frames().isEmpty());
        send(trade, 0, 5, 6);
        await().until(() -> last.eventIds().equals(ids(trade, 0, 5, 6)));
    }

    @Test
    void aPositionWhoseEventsAreGoneGetsAResetAndTheOldestThatIsLeft() throws Exception {
        // Given
        Hub hub = ready(hub(2));
        String start = hub.currentPosition().orElseThrow();
        send(trade, 0, 0, 20);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(trade, 0), RecordsToDelete.beforeOffset(12)))
                    .all()
                    .get();
        }
        // When
        Client client = open(Client.after(hub, start));
        // Then
        await().until(() -> client.eventIds().size() >= 8);
        assertThat(client.frames().get(0).detail()).startsWith("retention-passed ");
        assertThat(client.eventIds()).isEqualTo(ids(trade, 0, 12, 20));
        Client again =
                open(Client.after(hub, String.valueOf(client.frames().get(0).position())));
        await().until(() -> again.eventIds().size() >= 8);
        assertThat(again.named("reset")).isEmpty();
        assertThat(metrics.counter("strait.hub.resets", "reason", "retention-passed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void earliestBeginsWithTheOldest() throws Exception {
        send(trade, 0, 0, 20);
        Client client = open(new Client(ready(hub(3)), Filter.EVERYTHING, new Start.Earliest()));
        await().until(() -> client.eventIds().size() >= 20);
        assertThat(client.eventIds()).isEqualTo(ids(trade, 0, 0, 20));
        assertThat(client.frames().get(0).name()).isEqualTo("position");
    }

    @Test
    void aFilteredEventAdvancesThePosition() throws Exception {
        // Given
        Hub hub = ready(hub(5));
        Filter filter = new Filter.Prefix("subject", "wanted");
        Client client = open(new Client(hub, filter, new Start.Live()));
        await().until(() -> !client.frames().isEmpty());
        String before = String.valueOf(client.lastPosition());
        // When
        events.send(trade, 0, "w1", TYPE, "wanted.1").get();
        send(trade, 0, 0, 30);
        // Then
        await().until(() -> client.named("position").size() >= 2);
        assertThat(client.eventIds()).containsExactly("w1");
        await().until(() -> hub.currentPosition().orElseThrow().equals(client.lastPosition()));
        // And the filter holds in a replay from Kafka
        Client replayed = open(new Client(hub, filter, new Start.After(before)));
        await().until(() -> hub.currentPosition().orElseThrow().equals(replayed.lastPosition()));
        assertThat(replayed.eventIds()).containsExactly("w1");
        await().until(() -> client.named("heartbeat").size() > 1);
    }

    @Test
    void whatIsNotAnEventIsSkippedAndCounted() throws Exception {
        // Given
        Hub hub = ready(hub(100));
        Client client = open(Client.live(hub));
        await().until(() -> !client.frames().isEmpty());
        // When
        events.sendRaw(trade, 0, null);
        events.sendRaw(trade, 0, new byte[] {1, 2, 3});
        events.send(trade, 0, "broken", TYPE, "s", "{").get();
        send(trade, 0, 0, 3);
        // Then
        await().until(() -> client.eventIds().size() >= 3);
        assertThat(client.eventIds()).isEqualTo(ids(trade, 0, 0, 3));
        assertThat(metrics.counter("strait.hub.malformed", "topic", trade).count())
                .isEqualTo(3);
    }

    @Test
    void aClientThatDoesNotReadIsClosedAloneAndCanResume() throws Exception {
        // Given
        Hub hub = ready(hub(50));
        Client healthy = open(Client.live(hub));
        Client slow = open(new Client(hub, Filter.EVERYTHING, new Start.Live(), 10, null));
        await().until(() -> !slow.frames().isEmpty() && !healthy.frames().isEmpty());
        // When
        String large = "\"" + "x".repeat(10_000) + "\"";
        for (int i = 0; i < 100; i++) {
            events.send(trade, 0, id(trade, 0, i), TYPE, "s", large);
        }
        events.flush();
        // Then
        await().until(slow::hasEnded);
        assertThat(slow.named("closing")).extracting(Client.Frame::detail).containsExactly("slow-client");
        await().until(() -> healthy.eventIds().size() >= 100);
        assertThat(healthy.eventIds()).isEqualTo(ids(trade, 0, 0, 100));
        assertThat(healthy.hasEnded()).isFalse();
        Client resumed = open(Client.after(hub, String.valueOf(slow.lastPosition())));
        await().until(() -> resumed.eventIds().size() + slow.eventIds().size() >= 100);
        assertThat(concat(slow.eventIds(), resumed.eventIds())).isEqualTo(ids(trade, 0, 0, 100));
    }

    @Test
    void aClientThatReadsNothingIsClosedAfterAWhileEvenWhenLittleHappens() throws Exception {
        Hub hub = ready(hub(50));
        Client slow = open(new Client(hub, Filter.EVERYTHING, new Start.Live(), 1, null));
        await().until(() -> !slow.frames().isEmpty());
        send(trade, 0, 0, 2);
        await().until(slow::hasEnded);
        assertThat(slow.named("closing")).extracting(Client.Frame::detail).containsExactly("slow-client");
    }

    @Test
    void aClientThatTakesItsTimeGivesItsPlaceToOneThatWaits() throws Exception {
        // Given as many replays as there may be, and nobody who reads them
        Hub hub = ready(patientHub(2));
        String start = hub.currentPosition().orElseThrow();
        send(trade, 0, 0, 60);
        await().until(() -> metrics.counter("strait.hub.events", "topic", trade).count() >= 60);
        List<Client> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client one = open(new Client(hub, Filter.EVERYTHING, new Start.After(start), 1, null));
            await().until(() -> one.eventIds().size() == 1);
            slow.add(one);
        }
        // When
        Client next = open(Client.after(hub, start));
        // Then
        await().until(() -> next.eventIds().size() >= 60);
        assertThat(next.eventIds()).isEqualTo(ids(trade, 0, 0, 60));
        // And they go on where they were
        for (Client one : slow) {
            one.unblock();
            await().until(() -> {
                one.unblock();
                return one.eventIds().size() >= 60;
            });
            assertThat(one.eventIds()).isEqualTo(ids(trade, 0, 0, 60));
        }
    }

    @Test
    void eventsThatAreRemovedDuringAReplayAreNotPassedOverInSilence() throws Exception {
        // Given a replay that has more before it than its reader holds
        Hub hub = ready(patientHub(2));
        String start = hub.currentPosition().orElseThrow();
        String large = "\"" + "x".repeat(20_000) + "\"";
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            sent.add(events.send(trade, 0, id(trade, 0, i), TYPE, "s", large));
        }
        TestEvents.await(sent);
        await().until(() -> metrics.counter("strait.hub.events", "topic", trade).count() >= 400);
        Client client = open(new Client(hub, Filter.EVERYTHING, new Start.After(start), 5, null));
        await().until(() -> client.eventIds().size() == 5);
        // When
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(trade, 0), RecordsToDelete.beforeOffset(390)))
                    .all()
                    .get();
        }
        // Then
        await().until(() -> {
            client.unblock();
            return client.eventIds().contains(id(trade, 0, 399));
        });
        List<Client.Frame> frames = client.frames();
        int reset = frames.indexOf(client.named("reset").get(0));
        assertThat(frames.get(reset).detail()).startsWith("retention-passed ");
        List<String> got = client.eventIds();
        int before = got.size() - 10;
        assertThat(before).isBetween(5, 389);
        assertThat(got).isEqualTo(concat(ids(trade, 0, 0, before), ids(trade, 0, 390, 400)));
        assertThat(frames.subList(reset, frames.size()).stream()
                        .filter(frame -> frame.name().equals("event")))
                .hasSize(10);
    }

    @Test
    void aTransportThatFailsEndsItsOwnStreamAlone() throws Exception {
        // Given
        Hub hub = ready(hub(100));
        Client healthy = open(Client.live(hub));
        Client failing = open(Client.live(hub));
        await().until(() -> !healthy.frames().isEmpty() && !failing.frames().isEmpty());
        failing.failAtNextEvent();
        // When
        send(trade, 0, 0, 10);
        // Then
        await().until(failing::hasEnded);
        await().until(() -> healthy.eventIds().size() >= 10);
        assertThat(healthy.hasEnded()).isFalse();
        await().until(() -> metrics.get("strait.hub.clients").gauge().value() == 1);
    }

    @Test
    void topicsAndPartitionsThatComeLaterJoinWithoutLoss() throws Exception {
        // Given
        String later = trade + ".later";
        Hub hub = ready(hub(100, List.of(trade, later)));
        Client client = open(Client.live(hub));
        await().until(() -> !client.frames().isEmpty());
        String before = String.valueOf(client.lastPosition());
        send(trade, 0, 0, 3);
        // When
        TestKafka.broker().createTopic(later, 2, Map.of());
        send(later, 0, 0, 5);
        send(later, 1, 0, 5);
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(trade, NewPartitions.increaseTo(4)))
                    .all()
                    .get();
        }
        await().untilAsserted(
                        () -> events.send(trade, 3, id(trade, 3, 0), TYPE, "s").get());
        send(trade, 0, 3, 5);
        // Then
        List<String> expected = concat(
                concat(ids(trade, 0, 0, 5), ids(trade, 3, 0, 1)), concat(ids(later, 0, 0, 5), ids(later, 1, 0, 5)));
        await().until(() -> client.eventIds().size() >= expected.size());
        assertThat(client.eventIds()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(client.named("reset")).isEmpty();
        Client resumed = open(Client.after(hub, before));
        await().until(() -> resumed.eventIds().size() >= expected.size());
        assertThat(resumed.eventIds()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aTopicMadeAnewIsAnotherEpoch() throws Exception {
        // Given
        Hub hub = ready(hub(100));
        Client client = open(Client.live(hub));
        await().until(() -> !client.frames().isEmpty());
        send(trade, 0, 0, 3);
        await().until(() -> client.eventIds().size() == 3);
        // When
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(trade)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(trade));
        }
        await().ignoreExceptions().until(() -> {
            TestKafka.broker().createTopic(trade, 3, Map.of());
            return true;
        });
        // Then
        await().until(() -> !client.named("reset").isEmpty());
        assertThat(client.named("reset").get(0).detail()).startsWith("other-epoch ");
        try (TestEvents anew = new TestEvents(TestKafka.broker().bootstrapServers())) {
            await().ignoreExceptions()
                    .until(() -> anew.send(trade, 0, "new", TYPE, "s").get().offset() == 0);
        }
        await().until(() -> client.eventIds().contains("new"));
    }

    @Test
    void tooManyClientsAreToldSoAndTheirPlacesComeFree() throws Exception {
        Hub hub = ready(hub(100));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(open(Client.live(hub)));
        }
        Client late = open(Client.live(hub));
        await().until(late::hasEnded);
        assertThat(late.frames()).containsExactly(new Client.Frame("closing", null, null, "overloaded"));
        clients.get(0).close();
        await().until(() -> {
            Client next = open(Client.live(hub));
            await().until(() -> !next.frames().isEmpty());
            return next.frames().get(0).name().equals("position");
        });
    }

    @Test
    void streamsEndWithTheTokenAndWhenTheGatewayStops() throws Exception {
        Hub hub = ready(hub(100));
        Client expiring = open(new Client(hub, Filter.EVERYTHING, new Start.Live(), 100, Duration.ofMillis(300)));
        await().until(expiring::hasEnded);
        assertThat(expiring.named("closing")).extracting(Client.Frame::detail).containsExactly("token-expired");
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(open(Client.live(hub)));
        }
        Client one = clients.get(0);
        await().until(() -> !one.frames().isEmpty());
        hub.drain();
        for (Client client : clients) {
            await().until(client::hasEnded);
            assertThat(client.named("closing")).extracting(Client.Frame::detail).containsExactly("shutting-down");
        }
        assertThat(one.lastPosition()).isNotNull();
        assertThat(hub.isDrained()).isTrue();
        Client late = open(Client.live(hub));
        await().until(late::hasEnded);
    }

    private Hub hub(int tailEvents) {
        return hub(tailEvents, List.of(trade, supply));
    }

    private Hub hub(int tailEvents, List<String> topics) {
        return open(Hub.start(
                settings(tailEvents, topics),
                Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                metrics));
    }

    /** Forgives clients that do not read. */
    private Hub patientHub(int tailEvents) {
        HubSettings usual = settings(tailEvents, List.of(trade, supply));
        return open(Hub.start(
                new HubSettings(
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
                        usual.drain()),
                Map.of("bootstrap.servers", TestKafka.broker().bootstrapServers()),
                metrics));
    }

    static HubSettings settings(int tailEvents, List<String> topics) {
        return new HubSettings(
                topics,
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                tailEvents,
                10_000_000,
                tailEvents,
                3,
                20,
                200_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMinutes(10),
                Duration.ofMillis(500));
    }

    private static Hub ready(Hub hub) {
        await().until(hub::isReady);
        return hub;
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }

    private static Admin admin() {
        return Admin.create(
                Map.<String, Object>of("bootstrap.servers", TestKafka.broker().bootstrapServers()));
    }

    private void send(String topic, int partition, int from, int to) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(events.send(topic, partition, id(topic, partition, i), TYPE, "other." + i));
        }
        TestEvents.await(sent);
    }

    private static String id(String topic, int partition, int number) {
        return topic + "/" + partition + "/" + number;
    }

    private static List<String> ids(String topic, int partition, int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add(id(topic, partition, i));
        }
        return ids;
    }

    private static List<String> ofPartition(Client client, String topic, int partition) {
        return client.eventIds().stream()
                .filter(id -> id.startsWith(topic + "/" + partition + "/"))
                .toList();
    }

    private static List<String> concat(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
