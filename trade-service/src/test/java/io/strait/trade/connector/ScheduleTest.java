package io.strait.trade.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "30 6 16 * *, UTC, 2024-09-20T10:00:00Z, 2024-10-16T06:30:00Z",
        "30 6 16 * *, Asia/Seoul, 2024-09-20T10:00:00Z, 2024-10-15T21:30:00Z",
        "*/5 * * * *, UTC, 2024-09-20T10:00:00Z, 2024-09-20T10:05:00Z",
        "0 0 29 2 *, UTC, 2024-03-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "0 12 * * 1-5, UTC, 2024-09-20T12:00:00Z, 2024-09-23T12:00:00Z",
    })
    void theNextMomentIsTheOneAfterNow(String cron, String zone, Instant now, Instant next) {
        assertThat(new Schedule(cron, zone).next(now)).contains(next);
    }

    @Test
    void anHourThatClocksPassOverIsNotLost() {
        // 2:30 on 31 March 2024 is no time in Berlin, where clocks went from 2 to 3.
        Schedule schedule = new Schedule("30 2 * * *", "Europe/Berlin");

        Instant next = schedule.next(Instant.parse("2024-03-30T12:00:00Z")).orElseThrow();

        assertThat(next).isBetween(Instant.parse("2024-03-31T01:00:00Z"), Instant.parse("2024-04-01T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "* * * *", "* * * * * *", "61 * * * *", "0 0 31 2 *", "0 0 0 * *", "@daily"})
    void whatIsNoneIsRefused(String cron) {
        assertThatThrownBy(() -> Schedule.checkCron(cron)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zonesAreThoseOfTheDatabase() {
        assertThatCode(() -> Schedule.checkZone("Asia/Tokyo")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Schedule.checkZone("Asia/Edo")).isInstanceOf(java.time.DateTimeException.class);
    }

    @Test
    void waitsDoubleWithinTheirBoundAndAreNotAllTheSame() {
        Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofHours(24), new Random(1));
        for (int failures = 1; failures <= 100; failures++) {
            Duration wait = backoff.after(failures);
            Duration whole = failures > 13 ? Duration.ofHours(24) : Duration.ofSeconds(30L << (failures - 1));
            Duration most = whole.compareTo(Duration.ofHours(24)) > 0 ? Duration.ofHours(24) : whole;
            assertThat(wait).as("after %d", failures).isBetween(most.dividedBy(2), most);
        }
        assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
        assertThat(backoff.bounded(Duration.ofDays(30))).isEqualTo(Duration.ofHours(24));
        assertThat(backoff.bounded(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    }
}
