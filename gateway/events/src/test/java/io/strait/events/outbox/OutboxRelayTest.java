package io.strait.events.outbox;

import static io.strait.events.outbox.OutboxFixture.PATIENCE;
import static io.strait.events.outbox.OutboxFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.strait.events.ChangeEventJson;
import io.strait.events.outbox.OutboxFixture.Sent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Started.class)
class OutboxRelayTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aCommittedEventIsSentAndItsRowGone(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        var event = event("i-1", "größer");
        try (Connection connection = outbox.database.getConnection()) {
            Outbox.append(connection, List.of(event), TRACE);
        }
        String id = outbox.one("select id from outbox");
        // When
        try (OutboxRelay relay = outbox.relay()) {
            relay.start();
            outbox.awaitDrained();
            // Then
            assertThat(relay.leading()).isTrue();
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 1 && relay.pendingRows() == 0);
            assertThat(relay.lagSeconds()).isZero();
        }
        Sent sent = outbox.log().get(0);
        assertThat(outbox.log()).hasSize(1);
        assertThat(sent.id()).isEqualTo(id);
        assertThat(sent.key()).isEqualTo("i-1");
        assertThat(sent.subject()).isEqualTo("i-1");
        assertThat(sent.envelope().source()).isEqualTo("/trade-service");
        assertThat(sent.envelope().type()).isEqualTo("strait.trade.ingest.failed");
        assertThat(sent.envelope().traceparent()).isEqualTo(TRACE);
        assertThat(sent.envelope().time())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plusSeconds(1));
        assertThat(sent.data()).isEqualTo(new String(ChangeEventJson.write(event), StandardCharsets.UTF_8));
    }

    @Test
    void aWriterThatCommitsLateIsNotSkipped(Servers servers) throws Exception {
        // Given: the first number is taken, and not committed
        OutboxFixture outbox = new OutboxFixture(servers);
        try (OutboxRelay relay = outbox.relay();
                Connection slow = outbox.database.getConnection()) {
            relay.start();
            slow.setAutoCommit(false);
            Outbox.append(slow, List.of(event("slow", "1")), null);
            outbox.write(event("fast", "2"));
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 1);
            // When
            slow.commit();
            // Then
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 2);
        }
        assertThat(outbox.log()).extracting(Sent::subject).containsExactlyInAnyOrder("slow", "fast");
        assertThat(outbox.count("outbox")).isZero();
    }

    @Test
    void aCommitWakesTheRelayLongBeforeItWouldLook(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        try (OutboxRelay relay =
                new OutboxRelay(outbox.config().withPollInterval(Duration.ofHours(1)), outbox.database)) {
            relay.start();
            outbox.write(event("first", ""));
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 1);
            // When
            outbox.write(event("second", ""));
            // Then
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 2);
        }
    }

    @Test
    void aCrashBetweenSendAndDeleteSendsAgainWithTheSameIds(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        for (int i = 0; i < 6; i++) {
            outbox.write(event("s-" + i % 2, "before " + i));
        }
        AtomicBoolean crashed = new AtomicBoolean();
        RelayHook crashOnce = acknowledged -> {
            if (crashed.compareAndSet(false, true)) {
                throw new IllegalStateException("crash between send and delete");
            }
        };
        // When
        try (OutboxRelay relay = new OutboxRelay(outbox.config(), outbox.database, crashOnce)) {
            relay.start();
            outbox.awaitDrained();
        }
        // Then
        List<Sent> log = outbox.log();
        assertThat(log.stream().map(Sent::id).distinct()).hasSize(6);
        assertThat(log).hasSize(12);
        for (int subject = 0; subject < 2; subject++) {
            String name = "s-" + subject;
            assertThat(log.stream()
                            .filter(sent -> sent.subject().equals(name))
                            .map(Sent::data)
                            .distinct())
                    .extracting(data -> data.replaceAll(".*before (\\d).*", "$1"))
                    .containsExactly("" + subject, "" + (subject + 2), "" + (subject + 4));
        }
    }

    @Test
    void anEventThatKafkaRefusesStepsAsideForTheNext(Servers servers) throws Exception {
        // Given: the topic takes 100 kB, packed; what is drawn at random cannot be packed
        OutboxFixture outbox = new OutboxFixture(servers);
        String large = new Random(1992)
                .ints('a', 'z' + 1)
                .limit(400_000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        outbox.write(event("s", "before"), event("s", large), event("s", "after"));
        // When
        try (OutboxRelay relay = outbox.relay()) {
            relay.start();
            outbox.awaitDrained();
            // Then
            await().atMost(PATIENCE).until(() -> relay.sentTotal() == 2);
            assertThat(relay.deadTotal()).isEqualTo(1);
        }
        assertThat(outbox.log())
                .extracting(sent -> sent.data().replaceAll(".*detail\":\"(\\w+).*", "$1"))
                .containsExactly("before", "after");
        assertThat(outbox.one("select cause from outbox_dead")).contains("RecordTooLargeException");
        assertThat(outbox.one("select length(data::text) > 200000 from outbox_dead"))
                .isEqualTo("t");
    }

    @Test
    void anEventTooLargeForTheProducerStepsAsideToo(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        outbox.write(event("s", "x".repeat(60_000)), event("s", "after"));
        RelayConfig config = outbox.config().withProducerProperties(Map.of("max.request.size", 50_000));
        // When
        try (OutboxRelay relay = new OutboxRelay(config, outbox.database)) {
            relay.start();
            outbox.awaitDrained();
        }
        // Then
        assertThat(outbox.log()).singleElement().satisfies(sent -> assertThat(sent.data())
                .contains("after"));
        assertThat(outbox.count("outbox_dead")).isEqualTo(1);
    }

    @Test
    void aSecondCopyFollowsTheFirstAtOnceWhateverWasCommittedSince(Servers servers) throws Exception {
        // Given: a long transaction that holds low numbers, and a short one whose event is sent when the relay crashes
        OutboxFixture outbox = new OutboxFixture(servers);
        String small = inPartition(0, "small");
        String large = inPartition(0, "large");
        AtomicBoolean crashed = new AtomicBoolean();
        try (Connection longOne = outbox.database.getConnection()) {
            longOne.setAutoCommit(false);
            Outbox.append(longOne, Collections.nCopies(3_000, event(large, "")), null);
            outbox.write(event(small, ""));
            // When: the long one commits in between
            RelayHook crashOnce = acknowledged -> {
                if (crashed.compareAndSet(false, true)) {
                    try {
                        longOne.commit();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new IllegalStateException("crash between send and delete");
                }
            };
            try (OutboxRelay relay = new OutboxRelay(outbox.config(), outbox.database, crashOnce)) {
                relay.start();
                outbox.awaitDrained();
            }
        }
        // Then
        List<Sent> log = outbox.log();
        assertThat(log).hasSize(3_002);
        assertThat(log.stream().filter(sent -> sent.subject().equals(small)).map(Sent::offset))
                .containsExactly(0L, 1L);
    }

    @Test
    void aLongBacklogIsCountedAndSentInBatches(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        try (Connection connection = outbox.database.getConnection()) {
            Outbox.append(
                    connection,
                    IntStream.range(0, 1_250)
                            .mapToObj(i -> event("s-" + i % 5, "number " + i))
                            .toList(),
                    null);
        }
        List<Integer> batches = new ArrayList<>();
        // When
        try (OutboxRelay relay = new OutboxRelay(outbox.config(), outbox.database, batches::add)) {
            relay.start();
            outbox.awaitDrained();
        }
        // Then
        assertThat(batches).allMatch(size -> size <= RelayConfig.MAX_BATCH);
        assertThat(batches.stream().mapToInt(size -> size).sum()).isEqualTo(1_250);
        assertThat(outbox.log()).hasSize(1_250);
    }

    @Test
    void aReadIsBoundedInBytesButTakesAtLeastOneRow(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        for (int i = 0; i < 12; i++) {
            outbox.write(event("s", "x".repeat(800_000)));
        }
        try (OutboxTable table = OutboxTable.open(outbox.database, "some lock")) {
            // When
            List<OutboxRow> taken = table.take(500);
            // Then
            assertThat(taken).hasSize(10);
            assertThat(table.inHand()).isEqualTo(taken);
            table.delete(taken.stream().map(OutboxRow::seq).toList());
            assertThat(table.inHand()).isEmpty();
            assertThat(table.take(1)).hasSize(1);
        }
    }

    @Test
    void whatThePromisesRestOnCannotBeConfiguredAway() {
        RelayConfig config = RelayConfig.of("t", "/trade-service", "localhost:1");
        assertThatThrownBy(() -> config.withProducerProperties(Map.of("acks", "1")))
                .hasMessage("producer property acks: is set by the relay");
        assertThatThrownBy(() -> config.withBatch(501)).hasMessage("batch: 501 (expected: 1 to 500)");
        assertThatThrownBy(() -> config.withPollInterval(Duration.ZERO)).hasMessageContaining("pollInterval: PT0S");
    }

    @Test
    void aDeadEventIsSentAgainAsTheReadmeSays(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        outbox.write(event("s", "mended"));
        String id = outbox.one("select id from outbox");
        try (OutboxTable table = OutboxTable.open(outbox.database, "some lock")) {
            table.bury(1, "RecordTooLargeException");
        }
        assertThat(outbox.count("outbox")).isZero();
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```sql") + "```sql".length();
        // When
        try (Connection connection = outbox.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(readme.substring(start, readme.indexOf("```", start)));
        }
        // Then
        assertThat(outbox.one("select id from outbox")).isEqualTo(id);
        assertThat(outbox.count("outbox_dead")).isZero();
    }

    @Test
    void anEventThatNoRelayCouldSendIsRefusedToItsWriter(Servers servers) throws Exception {
        OutboxFixture outbox = new OutboxFixture(servers);
        assertThatThrownBy(() -> outbox.write(event("", ""))).hasMessageContaining("outbox_subject_check");
        assertThatThrownBy(() -> outbox.write(event("s", "x".repeat(Outbox.MAX_DATA_BYTES))))
                .hasMessageMatching("event strait.trade.ingest.failed of s: \\d+ bytes \\(expected: at most 900000\\)");
    }

    private static String inPartition(int partition, String prefix) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> prefix + "-" + i)
                .filter(key -> BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 3) == partition)
                .findFirst()
                .orElseThrow();
    }
}
