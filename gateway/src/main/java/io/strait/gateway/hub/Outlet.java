package io.strait.gateway.hub;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber's transport, with what the client has been told and when: whether it is time for a heartbeat, and whether
 * the client's place has moved on without an event. For a subscriber that wants only the newest, events wait here, where
 * later ones take their place, and not in the log. Belongs to the subscription's executor.
 */
final class Outlet {
    /** Filtered events after which the client is told its position without waiting for the heartbeat. */
    private static final int TOLD_AFTER = 1000;

    private final Sink sink;

    /** What waits here, or null where nothing does. */
    private final @Nullable Backlog backlog;

    private @Nullable String told;
    private int untold;
    private long events;
    private long lastSent = System.nanoTime();

    Outlet(Sink sink, @Nullable Backlog backlog) {
        this.sink = sink;
        this.backlog = backlog;
    }

    /** Whether no more events should be brought for now. */
    boolean isFull() {
        return backlog == null ? sink.isFull() : backlog.isFull();
    }

    /** Whether the client reads too slowly for the transport. */
    boolean isBlocked() {
        return sink.isFull();
    }

    void event(String position, HubEvent event) {
        if (backlog == null) {
            send(position, event);
        } else {
            backlog.add(position, event);
        }
    }

    /** Sends what waits here, as far as the transport takes it; whether that has made room for more. */
    boolean drain() {
        if (backlog == null) {
            return false;
        }
        boolean wasFull = backlog.isFull();
        while (!sink.isFull()) {
            Backlog.Waiting next = backlog.poll();
            if (next == null) {
                break;
            }
            send(next.position(), next.event());
        }
        return wasFull && !backlog.isFull();
    }

    /** Forgets what waits here, which will be brought again; whether there was anything. */
    boolean forget() {
        boolean behind = isBehind();
        if (backlog != null) {
            backlog.clear();
        }
        return behind;
    }

    /** The last place that the client was told of, or null when it was told of none yet. */
    @Nullable
    String told() {
        return told;
    }

    /** Events that were handed to the transport. */
    long events() {
        return events;
    }

    /** Bytes of what waits here. */
    long heldBytes() {
        return backlog == null ? 0 : backlog.bytes();
    }

    /** The place up to which the client has everything, where all up to {@code reached} was brought. */
    @Nullable
    String place(@Nullable String reached) {
        return isBehind() ? told : reached;
    }

    private boolean isBehind() {
        return backlog != null && !backlog.isEmpty();
    }

    private void send(String position, HubEvent event) {
        events++;
        sink.event(position, event);
        sent(position);
    }

    /** An event that the filter kept back; {@code position} is the place just after it. */
    void skipped(String position) {
        if (++untold >= TOLD_AFTER && !isBehind()) {
            position(position);
        }
    }

    void position(String position) {
        sink.position(position);
        sent(position);
    }

    /** What waits is about a state that the client will read anew. */
    void reset(Reset reset) {
        forget();
        sink.reset(reset);
        sent(reset.position());
    }

    /** Says something if nothing was said for {@code nanos}: the position where that is news. */
    void beat(long now, long nanos, @Nullable String reached) {
        if (now - lastSent < nanos) {
            return;
        }
        String position = place(reached);
        if (position != null && !position.equals(told)) {
            position(position);
        } else {
            sink.heartbeat();
            lastSent = now;
        }
    }

    void flush() {
        sink.flush();
    }

    /** The last frame, and the end. */
    void close(Closing reason, @Nullable String reached) {
        sink.closing(reason, place(reached));
        sink.flush();
        sink.end();
    }

    /** The end, where the client has asked for it. */
    void finish(@Nullable String reached) {
        String position = place(reached);
        if (position != null) {
            sink.position(position);
        }
        sink.flush();
        sink.end();
    }

    /** The end without a word, where there is no telling what the client has got. */
    void abort() {
        sink.end();
    }

    /** When something was last sent, by {@link System#nanoTime}. */
    long lastSent() {
        return lastSent;
    }

    private void sent(String position) {
        told = position;
        untold = 0;
        lastSent = System.nanoTime();
    }
}
