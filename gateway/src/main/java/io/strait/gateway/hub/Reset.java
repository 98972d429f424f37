package io.strait.gateway.hub;

import java.util.Locale;

/**
 * The client's position cannot be gone on from, so it has to read its state anew.
 *
 * @param position where the stream goes on: just before the next event that is sent
 * @param oldest the oldest position still held
 */
public record Reset(Reason reason, String position, String oldest) {
    /** Why. */
    public enum Reason {
        /** Not a position at all, or a damaged one. */
        MALFORMED,
        /** Of another cluster, or of a topic that is gone or was made anew. */
        OTHER_EPOCH,
        /** Beyond the end of the log. */
        AHEAD,
        /** Events after it have been removed; the stream goes on with the oldest that is left. */
        RETENTION_PASSED;

        /** As clients see it, for example {@code retention-passed}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
