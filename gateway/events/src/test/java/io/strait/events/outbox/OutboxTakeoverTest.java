package io.strait.events.outbox;

import static io.strait.events.outbox.OutboxFixture.PATIENCE;
import static io.strait.events.outbox.OutboxFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strait.events.outbox.OutboxFixture.Sent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Started.class)
class OutboxTakeoverTest {
    private static final String LEADERS = """
            from pg_locks join pg_stat_activity using (pid)
            where locktype = 'advisory' and granted and pg_stat_activity.datname = current_database()
              and application_name = 'strait-outbox-relay'""";

    @Test
    void ofTwoRelaysOneLeadsAndTheOtherTakesOverWhenItsSessionIsKilled(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        try (OutboxRelay first = outbox.relay();
                OutboxRelay second = outbox.relay()) {
            first.start();
            await().atMost(PATIENCE).until(first::leading);
            second.start();
            write(outbox, 0, 20);
            outbox.awaitDrained();
            assertThat(second.leading()).isFalse();
            assertThat(second.sentTotal()).isZero();
            assertThat(outbox.one("select count(*) " + LEADERS)).isEqualTo("1");
            // When: the killed one is free to come back, as the standby or, if it is quicker, as the leader
            write(outbox, 20, 30);
            outbox.one("select count(pg_terminate_backend(pid)) " + LEADERS);
            write(outbox, 30, 40);
            // Then
            outbox.awaitDrained();
            assertThat(List.of(first.leading(), second.leading())).containsOnlyOnce(true);
            assertThat(outbox.one("select count(*) " + LEADERS)).isEqualTo("1");
        }
        assertInOrder(outbox.log(), 40);
    }

    @Test
    void theStandbyLeadsWhenTheLeaderIsClosed(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        try (OutboxRelay first = outbox.relay();
                OutboxRelay second = outbox.relay()) {
            first.start();
            await().atMost(PATIENCE).until(first::leading);
            second.start();
            // When
            first.close();
            write(outbox, 0, 10);
            // Then
            await().atMost(PATIENCE).until(() -> second.leading() && second.sentTotal() == 10);
            assertThat(first.state()).isEqualTo(OutboxRelay.State.STOPPED);
        }
        assertInOrder(outbox.log(), 10);
    }

    @Test
    void aStandbyKnowsTheLagOfALeaderThatHangs(Servers servers) throws Exception {
        // Given: somebody holds the lock and publishes nothing
        OutboxFixture outbox = new OutboxFixture(servers);
        try (OutboxTable hanging =
                        OutboxTable.open(outbox.database, outbox.config().lockName());
                OutboxRelay standby = outbox.relay()) {
            assertThat(hanging.tryLead()).isTrue();
            standby.start();
            // When
            outbox.write(event("s", ""));
            // Then
            await().atMost(PATIENCE).until(() -> standby.lagSeconds() > 0.5);
            assertThat(standby.leading()).isFalse();
        }
        assertThat(outbox.count("outbox")).isEqualTo(1);
    }

    private static void write(OutboxFixture outbox, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            outbox.write(event("s-" + i % 3, "number " + i));
        }
    }

    private static void assertInOrder(List<Sent> log, int events) {
        assertThat(log.stream().map(Sent::id).distinct()).hasSize(events);
        for (int subject = 0; subject < 3; subject++) {
            String name = "s-" + subject;
            int first = subject;
            assertThat(log.stream()
                            .filter(sent -> sent.subject().equals(name))
                            .map(sent -> Integer.parseInt(sent.data().replaceAll(".*number (\\d+).*", "$1")))
                            .distinct())
                    .containsExactlyElementsOf(IntStream.range(0, events)
                            .filter(i -> i % 3 == first)
                            .boxed()
                            .toList());
        }
    }
}
