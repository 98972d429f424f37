package io.strait.gateway.route;

import java.util.Optional;

/**
 * Where the event stream stands. The hub implements it; a read that is passed on carries the position of the moment
 * before it was passed on, so that state and the events after it leave no hole (they may overlap).
 */
public interface EventPosition {
    /** A position to subscribe from, in the form of an SSE {@code id}; empty while the hub does not know it yet. */
    Optional<String> current();
}
