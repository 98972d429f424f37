package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TailTest {
    private static final Topology TOPOLOGY = new Topology(List.of(new Topology.Topic("t", 7, 2)));

    private final Tail tail = new Tail(TOPOLOGY, new long[] {10, 20}, 3, 1_000_000);

    @Test
    void theOldestGoFirstAndThenThePositionsBeforeThemAreNotCovered() {
        // Given
        tail.append(0, 10, event(1));
        tail.append(1, 20, event(1));
        tail.append(0, 11, event(1));
        assertThat(tail.covers(new long[] {10, 20})).isTrue();
        // When
        tail.append(0, 12, event(1));
        // Then
        assertThat(tail.covers(new long[] {10, 20})).isFalse();
        assertThat(tail.covers(new long[] {11, 20})).isTrue();
        assertThat(tail.join(new long[] {10, 21})).isEqualTo(-1);
        assertThat(tail.read(0, new Tail.Entry[4])).isEqualTo(-1);
        assertThat(tail.read(1, new Tail.Entry[4])).isEqualTo(3);
    }

    @Test
    void aPositionBeyondTheHeadIsNotCoveredButCanBeWaitedFor() {
        tail.append(0, 10, event(1));
        assertThat(tail.covers(new long[] {12, 20})).isFalse();
        assertThat(tail.join(new long[] {12, 20})).isZero();
        assertThat(tail.sameAsHead(1, new long[] {12, 20})).isNull();
        tail.advance(0, 12);
        assertThat(tail.sameAsHead(1, new long[] {12, 20}))
                .isEqualTo(tail.head().position());
    }

    @Test
    void whatWasSkippedMovesTheHeadWithoutAnEvent() {
        String before = tail.head().position();
        tail.advance(1, 25);
        assertThat(tail.head().position()).isNotEqualTo(before);
        assertThat(tail.head().cursor()).isZero();
        Position head = Objects.requireNonNull(Position.parse(tail.head().position()));
        assertThat(TOPOLOGY.vector(head)).containsExactly(10, 25);
    }

    @Test
    void bytesAreBoundedButTheNewestEventIsAlwaysHeld() {
        Tail small = new Tail(TOPOLOGY, new long[] {0, 0}, 100, 10_000);
        for (int i = 0; i < 50; i++) {
            small.append(0, i, event(1000));
        }
        assertThat(small.bytes()).isLessThanOrEqualTo(10_000);
        small.append(1, 0, event(50_000));
        assertThat(small.events()).isEqualTo(1);
        assertThat(small.bytes()).isGreaterThan(50_000);
        small.append(1, 1, event(1));
        assertThat(small.events()).isEqualTo(1);
        assertThat(small.bytes()).isLessThan(10_000);
    }

    private static HubEvent event(int bytes) {
        return new HubEvent("id", "type", Map.of(), Map.of(), new byte[bytes]);
    }
}
