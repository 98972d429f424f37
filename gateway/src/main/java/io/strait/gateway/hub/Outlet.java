package io.strait.gateway.hub;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber's transport, with what the client has been told and when: whether it is time for a heartbeat, and whether
 * the client's place has moved on without an event. Belongs to the subscription's executor.
 */
final class Outlet {
    /** Filtered events after which the client is told its position without waiting for the heartbeat. */
    private static final int TOLD_AFTER = 1000;

    private final Sink sink;
    private @Nullable String told;
    private int untold;
    private long lastSent = System.nanoTime();

    Outlet(Sink sink) {
        this.sink = sink;
    }

    boolean isFull() {
        return sink.isFull();
    }

    void event(String position, HubEvent event) {
        sink.event(position, event);
        sent(position);
    }

    /** An event that the filter kept back; {@code position} is the place just after it. */
    void skipped(String position) {
        if (++untold >= TOLD_AFTER) {
            position(position);
        }
    }

    void position(String position) {
        sink.position(position);
        sent(position);
    }

    void reset(Reset reset) {
        sink.reset(reset);
        sent(reset.position());
    }

    /** Says something if nothing was said for {@code nanos}: the position where that is news. */
    void beat(long now, long nanos, @Nullable String position) {
        if (now - lastSent < nanos) {
            return;
        }
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
    void close(Closing reason, @Nullable String position) {
        sink.closing(reason, position);
        sink.flush();
        sink.end();
    }

    /** The end, where the client has asked for it. */
    void finish(@Nullable String position) {
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
