package io.strait.gateway.hub;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber at one moment.
 *
 * @param id of this connection to this replica; a client that comes back has another one
 * @param newestOnly whether it is sent the newest of each subject when it is behind
 * @param queuedBytes what waits because it does not read
 * @param sentEvents events that were handed to its connection
 * @param lag records of the log between its place and what this replica has read, those that its filter keeps back
 *     included; null while its place is not known
 */
public record Presence(
        String id,
        Peer peer,
        boolean newestOnly,
        long queuedBytes,
        long sentEvents,
        @Nullable Long lag) {}
