package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a part.
 *
 * @param split whether {@code more} stand instead of it, so that it counts no longer
 * @param ingestId the job that its answer became; null without figures
 * @param note what a reader of the run should know; null for nothing
 * @param more pieces that it turned out to have
 * @param notBefore when they may be begun with; null for at once
 * @param memory what later runs should know, once this one has completed; null for nothing
 */
record PartResult(
        boolean split,
        @Nullable String ingestId,
        @Nullable String note,
        List<ObjectNode> more,
        @Nullable Instant notBefore,
        @Nullable ObjectNode memory) {

    PartResult {
        more = List.copyOf(more);
    }

    static PartResult of(String ingestId, @Nullable String note) {
        return new PartResult(false, ingestId, note, List.of(), null, null);
    }

    /** Nothing to take, and why. */
    static PartResult nothing(String note) {
        return new PartResult(false, null, note, List.of(), null, null);
    }

    /** Smaller pieces of the same. */
    static PartResult split(List<ObjectNode> more, String note) {
        return new PartResult(true, null, note, more, null, null);
    }

    /** A list was read; what it lists comes next. */
    static PartResult listed(List<ObjectNode> more, @Nullable Instant notBefore, String note) {
        return new PartResult(true, null, note, more, notBefore, null);
    }

    PartResult remembering(ObjectNode what) {
        return new PartResult(split, ingestId, note, more, notBefore, what);
    }
}
