/** The event hub over HTTP: Server-Sent Events, long polling, one event, the position, and the hub in the life of the process. */
@NullMarked
package io.strait.gateway.hub.http;

import org.jspecify.annotations.NullMarked;
