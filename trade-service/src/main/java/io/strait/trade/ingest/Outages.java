package io.strait.trade.ingest;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells what passes by itself from what does not. */
final class Outages {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DISK_FULL = "53100";

    private Outages() {}

    /**
     * Whether trying again later can help: connection trouble, no free connection (no state at all), a full disk, memory
     * or limits, a server that stops, a deadlock or a lock not had.
     */
    static boolean isPassing(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("40")
                || state.startsWith("55");
    }

    /** What is said of it to whoever waits; the server's own words stay in the log. */
    static String describe(SQLException e) {
        String state = e.getSQLState();
        if (DISK_FULL.equals(state)) {
            return "The database has no space left";
        }
        if (state != null && (state.startsWith("40") || state.startsWith("55"))) {
            return "The database is busy with what this needs";
        }
        if (state != null && state.startsWith("53")) {
            return "The database is out of memory or connections";
        }
        return "The database cannot be reached now";
    }

    static boolean isUniqueViolation(@Nullable SQLException e) {
        for (SQLException at = e; at != null; at = at.getNextException()) {
            if (UNIQUE_VIOLATION.equals(at.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
