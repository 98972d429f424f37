package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.gateway.filter.Filter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private final Filter filter = new Filter.Exact("type", "3");
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anEventIsLookedAtOnceForAllWhoAsk() {
        Verdicts verdicts = new Verdicts(100);
        for (int client = 0; client < 5; client++) {
            for (long cursor = 1000; cursor < 1100; cursor++) {
                assertThat(passes(verdicts, cursor)).isEqualTo(cursor % 7 == 3);
            }
        }
        assertThat(asked).hasValue(100);
    }

    /** However long the stream is, and however far behind one of them. */
    @Test
    void aVerdictIsNeverTakenForThatOfAnotherEvent() {
        Verdicts verdicts = new Verdicts(20);
        for (long cursor = 0; cursor < 3000; cursor++) {
            assertThat(passes(verdicts, cursor)).isEqualTo(cursor % 7 == 3);
            long behind = cursor * cursor % (cursor + 1);
            assertThat(passes(verdicts, behind)).isEqualTo(behind % 7 == 3);
        }
        long late = (1L << 40) + 5;
        for (long cursor = late; cursor < late + 100; cursor++) {
            assertThat(passes(verdicts, cursor)).isEqualTo(cursor % 7 == 3);
            assertThat(passes(verdicts, cursor)).isEqualTo(cursor % 7 == 3);
        }
    }

    private boolean passes(Verdicts verdicts, long cursor) {
        return verdicts.passes(filter, cursor, name -> {
            asked.incrementAndGet();
            return String.valueOf(cursor % 7);
        });
    }
}
