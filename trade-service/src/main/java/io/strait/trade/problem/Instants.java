package io.strait.trade.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads instants, for which a date may stand. Thread-safe. */
@ApplicationScoped
public class Instants {
    /** Which instant of its day, in UTC, a date stands for. */
    public enum DayEnd {
        FIRST,
        LAST
    }

    /** Older than any publication, and far from where a database's years end. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final Clock clock;

    public Instants(Clock clock) {
        this.clock = clock;
    }

    /** @throws ExpectedException when {@code text} is neither, for which {@code wrong} is said, or is after today */
    public Instant past(String text, DayEnd end, String wrong, String expected) {
        Instant instant = read(text, end, wrong, expected);
        Instant endOfToday = endOf(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        if (instant.isAfter(endOfToday)) {
            throw new ExpectedException("is in the future", expected);
        }
        if (instant.isBefore(EARLIEST)) {
            throw new ExpectedException("is too early", expected);
        }
        return instant;
    }

    private static Instant read(String text, DayEnd end, String wrong, String expected) {
        try {
            if (text.contains("T")) {
                // A plus that was not percent-encoded arrives as a space.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            }
            LocalDate day = LocalDate.parse(text);
            return end == DayEnd.LAST
                    ? endOf(day)
                    : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new ExpectedException(wrong, expected);
        }
    }

    private static Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
    }
}
