package io.strait.trade.query;

import io.strait.trade.problem.Instants;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first or the last revision asked for, by its number or by time. Both ends are part of what is asked for: a client
 * that holds revision 7 asks since 8.
 *
 * @param number null when it is told by time
 * @param instant null when it is told by number
 */
record RevisionBound(@Nullable Long number, @Nullable Instant instant) {
    static final String EXPECTED =
            "a revision number (17), an instant (2024-10-27T00:00:00Z) or a date (2024-10-27: all"
                    + " of that day, UTC), not after today";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The end at which a day counts: its first instant when the bound is the first one. */
    static RevisionBound parse(String text, Instants.DayEnd end, Instants instants) {
        if (NUMBER.matcher(text).matches()) {
            return new RevisionBound(Long.parseLong(text), null);
        }
        return new RevisionBound(null, instants.past(text, end, "is no revision, no instant and no date", EXPECTED));
    }

    /** Whether {@code last} comes before this one; false where a number and a time cannot be compared. */
    boolean isAfter(RevisionBound last) {
        if (number != null && last.number != null) {
            return number > last.number;
        }
        return instant != null && last.instant != null && instant.isAfter(last.instant);
    }
}
