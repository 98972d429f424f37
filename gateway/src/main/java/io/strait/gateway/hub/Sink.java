package io.strait.gateway.hub;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber's transport, for example an SSE response. All methods are called on the executor that the subscription
 * was made with, none of them blocks. When {@link #isFull} has turned false again the transport calls {@link
 * Subscription#wake}; when the peer has gone, {@link Subscription#cancel}.
 */
public interface Sink {
    /** Whether the transport holds enough for now: then events wait in the hub. The other frames are small and may go. */
    boolean isFull();

    /** An event; {@code position} is the place just after it. */
    void event(String position, HubEvent event);

    /** The client's place, without an event. */
    void position(String position);

    void reset(Reset reset);

    /** A sign of life without content. */
    void heartbeat();

    /** The last frame; {@code position} is the client's place, or null when it is not known: then it keeps its own. */
    void closing(Closing reason, @Nullable String position);

    /** Sends what is still held back; called at the end of each turn. */
    void flush();

    /** Ends the stream, by force if the peer does not read. */
    void end();
}
