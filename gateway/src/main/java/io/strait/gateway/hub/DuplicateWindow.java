package io.strait.gateway.hub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells duplicates in one partition: a record is one when a record with the same id stands among the {@value #SIZE}
 * offsets before it. That is a property of the log alone, so every replica, live or in replay, before or after a
 * restart, drops the same records, provided that it has read the {@value #SIZE} offsets before the first it hands out.
 * Not thread-safe.
 *
 * <p>The bound is wide enough because the outbox relay has at most 500 records unacknowledged: what it sends again after
 * a crash lies at most that far behind the first copy, even when several crashes follow each other.
 */
final class DuplicateWindow {
    static final int SIZE = 2048;

    /** The last offset of each id, the oldest first. */
    private final Map<String, Long> lastOffsets = new LinkedHashMap<>();

    /** Notes the record and says whether it is a duplicate. Offsets must ascend. */
    boolean isDuplicate(String id, long offset) {
        Iterator<Long> oldest = lastOffsets.values().iterator();
        while (oldest.hasNext() && oldest.next() < offset - SIZE) {
            oldest.remove();
        }
        boolean duplicate = lastOffsets.remove(id) != null;
        lastOffsets.put(id, offset);
        return duplicate;
    }

    int size() {
        return lastOffsets.size();
    }
}
