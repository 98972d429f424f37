package io.strait.events.outbox;

import static io.strait.events.outbox.OutboxFixture.PATIENCE;
import static io.strait.events.outbox.OutboxFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strait.events.outbox.OutboxFixture.Sent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Writers number the events of a subject in the subject's row, in the very transaction that appends them. So the
 * committed events of a subject are those from 1 to the number in its row, in that order, and whatever a transaction
 * that was rolled back had numbered is numbered again by another.
 */
@ExtendWith(Servers.Started.class)
class OutboxConcurrencyTest {
    private static final long SEED = 20240831;
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 150;
    private static final int SUBJECTS = 25;

    @Test
    void everyCommittedEventIsSentInItsSubjectsOrderAndNoOther(Servers servers) throws Exception {
        // Given
        OutboxFixture outbox = new OutboxFixture(servers);
        try (Connection connection = outbox.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table subject (name text primary key, number bigint not null default 0)");
            statement.execute("insert into subject select 's-' || i from generate_series(0, " + (SUBJECTS - 1) + ") i");
        }
        AtomicInteger deletes = new AtomicInteger();
        RelayHook crashNowAndThen = acknowledged -> {
            if (deletes.incrementAndGet() % 7 == 3) {
                throw new IllegalStateException("crash between send and delete");
            }
        };
        RelayConfig config = outbox.config().withBatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Void>> writers = new ArrayList<>();
        // When: relays come and go while writers write
        try (OutboxRelay standby = new OutboxRelay(config, outbox.database)) {
            OutboxRelay leader = new OutboxRelay(config, outbox.database, crashNowAndThen);
            leader.start();
            await().atMost(PATIENCE).until(leader::leading);
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(writer(outbox, new Random(SEED + writer))));
            }
            await().atMost(PATIENCE).until(() -> leader.sentTotal() > 100);
            leader.close();
            try (OutboxRelay again = new OutboxRelay(config, outbox.database, crashNowAndThen)) {
                again.start();
                standby.start();
                for (Future<Void> writer : writers) {
                    writer.get();
                }
                outbox.awaitDrained();
            }
        } finally {
            threads.shutdownNow();
        }
        // Then
        Map<String, Set<Long>> sent = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (Sent event : outbox.log()) {
            long number = Long.parseLong(event.data().replaceAll(".*number (\\d+).*", "$1"));
            assertThat(event.data()).doesNotContain("rolled back");
            sent.computeIfAbsent(event.subject(), subject -> new LinkedHashSet<>())
                    .add(number);
            assertThat(ids.merge(event.subject() + " " + number, event.id(), (known, id) -> known))
                    .isEqualTo(event.id());
        }
        assertThat(ids.values()).doesNotHaveDuplicates();
        assertThat(deletes.get()).isGreaterThan(3);
        for (int subject = 0; subject < SUBJECTS; subject++) {
            String name = "s-" + subject;
            long last = Long.parseLong(outbox.one("select number from subject where name = '" + name + "'"));
            assertThat(sent.getOrDefault(name, Set.of()))
                    .as("events of %s, by first occurrence", name)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        }
    }

    private static Callable<Void> writer(OutboxFixture outbox, Random random) {
        return () -> {
            try (Connection connection = outbox.database.getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < TRANSACTIONS; i++) {
                    boolean rollback = random.nextInt(5) == 0;
                    // Sorted, so that writers do not lock each other out.
                    Set<String> subjects = new TreeSet<>();
                    for (int n = 1 + random.nextInt(3); n > 0; n--) {
                        subjects.add("s-" + random.nextInt(SUBJECTS));
                    }
                    for (String subject : subjects) {
                        String detail = (rollback ? "rolled back " : "") + "number " + next(connection, subject);
                        Outbox.append(connection, List.of(event(subject, detail)), null);
                    }
                    if (rollback) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                }
            }
            return null;
        };
    }

    private static long next(Connection connection, String subject) throws SQLException {
        try (var update =
                connection.prepareStatement("update subject set number = number + 1 where name = ? returning number")) {
            update.setString(1, subject);
            try (var row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
