package io.strait.gateway.hub;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a subscriber that wants only the newest: of each subject (of one type and source) the latest event. One
 * that takes another's place goes to the end, so that places ascend as they do in the log. Whoever resumes from any of
 * them gets exactly what had not been sent: an event that was left out has a later one of its subject, which was sent
 * already or lies after that place.
 *
 * <p>What is being sent is a batch that no longer changes; what comes meanwhile waits for the next one. Else a subject
 * that changes all the time would go to the end again and again, and never reach a client that is always a little behind.
 * So at most two events of a subject wait, one in each. Not thread-safe.
 */
final class Backlog {
    /** An event; {@code position} is the place just after it. */
    record Waiting(String position, HubEvent event) {}

    private record Key(
            @Nullable String source, String type, @Nullable String subject) {}

    private final long maxBytes;
    private final Map<Key, Waiting> newest = new LinkedHashMap<>();
    private final Queue<Waiting> batch = new ArrayDeque<>();
    private long bytes;

    /** @param maxBytes size of all events at which it is full; the last may go beyond */
    Backlog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Positions must ascend. */
    void add(String position, HubEvent event) {
        Key key = new Key(event.attribute("source"), event.type(), event.attribute("subject"));
        Waiting older = newest.remove(key);
        if (older != null) {
            bytes -= older.event().size();
        }
        newest.put(key, new Waiting(position, event));
        bytes += event.size();
    }

    /** Takes the event that is to be sent next, or null when none waits. */
    @Nullable
    Waiting poll() {
        if (batch.isEmpty()) {
            batch.addAll(newest.values());
            newest.clear();
        }
        Waiting next = batch.poll();
        if (next != null) {
            bytes -= next.event().size();
        }
        return next;
    }

    void clear() {
        newest.clear();
        batch.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return newest.isEmpty() && batch.isEmpty();
    }

    boolean isFull() {
        return bytes >= maxBytes;
    }

    long bytes() {
        return bytes;
    }
}
