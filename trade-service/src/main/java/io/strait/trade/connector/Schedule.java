package io.strait.trade.connector;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a connector runs by itself: five fields of cron (minute, hour, day of month, month, day of week) in a zone. */
record Schedule(String cron, String zone) {
    static final String CRON_EXPECTED =
            "five fields of cron that some day meets: minute, hour, day of month, month, day of week; for example 30 6 16 * *";
    static final String ZONE_EXPECTED = "a zone of the tz database, for example UTC or Asia/Seoul";
    private static final int MAX_LENGTH = 100;

    /** @throws IllegalArgumentException when {@code cron} is none, or is never */
    static void checkCron(String cron) {
        if (cron.length() > MAX_LENGTH
                || next(cron, ZoneId.of("UTC"), Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("cron: " + cron);
        }
    }

    /** @throws DateTimeException when there is no such zone */
    static void checkZone(String zone) {
        ZoneId.of(zone);
    }

    /** The first moment after {@code now}. An hour that clocks pass over is its next moment; one twice is once. */
    Optional<Instant> next(Instant now) {
        return next(cron, ZoneId.of(zone), now);
    }

    private static Optional<Instant> next(String text, ZoneId zone, Instant now) {
        // A parser a time: the library does not say that one may be shared.
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
        return ExecutionTime.forCron(cron).nextExecution(now.atZone(zone)).map(ZonedDateTime::toInstant);
    }
}
