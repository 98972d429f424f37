package io.strait.events.outbox;

import static io.strait.events.outbox.OutboxFixture.PATIENCE;
import static io.strait.events.outbox.OutboxFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.strait.events.outbox.OutboxFixture.Sent;
import io.strait.local.Durability;
import io.strait.local.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Servers.Started.class)
class OutboxBrokerOutageTest {
    @Test
    void writersGoOnWithoutABrokerAndTheOutboxDrainsWhenItIsBack(Servers servers, @TempDir Path folder)
            throws Exception {
        Path data = folder.resolve("kafka");
        OutboxFixture outbox;
        OutboxRelay closedInTheOutage;
        int port;
        // Given: a relay that has sent, and a broker that goes
        try (KafkaBroker broker = KafkaBroker.start(data, 0, Durability.DURABLE)) {
            String address = broker.bootstrapServers();
            port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            outbox = new OutboxFixture(servers, address);
            broker.createTopic(outbox.topic, 3, Map.of());
            closedInTheOutage = outbox.relay();
            closedInTheOutage.start();
            outbox.write(event("s", "number 0"));
            outbox.awaitDrained();
        }
        // When
        for (int i = 1; i <= 20; i++) {
            outbox.write(event("s", "number " + i));
        }
        // Then: it says how far it is behind,
        await().atMost(PATIENCE)
                .until(() -> closedInTheOutage.lagSeconds() > 1.5 && closedInTheOutage.pendingRows() > 0);
        assertThat(outbox.count("outbox")).isEqualTo(20);
        // is closed in bounded time with a batch in hand that nobody will acknowledge,
        Instant before = Instant.now();
        closedInTheOutage.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        // starts without a broker,
        try (OutboxRelay started = outbox.relay()) {
            started.start();
            await().atMost(PATIENCE).until(started::leading);
            outbox.write(event("s", "number 21"));
            assertThat(outbox.count("outbox")).isEqualTo(21);
            // and sends everything once the broker is back.
            try (KafkaBroker broker = KafkaBroker.start(data, port, Durability.DURABLE)) {
                outbox.awaitDrained();
                List<Sent> log = outbox.log();
                assertThat(log.stream()
                                .map(sent -> sent.data().replaceAll(".*number (\\d+).*", "$1"))
                                .distinct())
                        .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                                .limit(22)
                                .map(String::valueOf)
                                .toList());
                assertThatCode(started::close).doesNotThrowAnyException();
                assertThat(broker.bootstrapServers()).isEqualTo(outbox.bootstrapServers);
            }
        }
    }
}
