/** The event hub over HTTP: Server-Sent Events, the current position, and the hub's place in the life of the process. */
@NullMarked
package io.strait.gateway.hub.sse;

import org.jspecify.annotations.NullMarked;
