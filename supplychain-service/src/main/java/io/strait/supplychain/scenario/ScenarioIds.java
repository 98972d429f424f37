package io.strait.supplychain.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/** Ids of scenarios that were given none: 26 letters and digits, the time first (ULID, in lower case). Thread-safe. */
@ApplicationScoped
class ScenarioIds {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    ScenarioIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        char[] id = new char[TIME_DIGITS + RANDOM_DIGITS];
        long time = clock.millis();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            id[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        byte[] bytes = new byte[RANDOM_DIGITS];
        random.nextBytes(bytes);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id[TIME_DIGITS + i] = DIGITS[bytes[i] & 31];
        }
        return new String(id);
    }
}
