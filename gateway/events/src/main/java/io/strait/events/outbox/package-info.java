/**
 * The outbox: a change and the events that tell of it commit in one transaction, and a relay publishes them to Kafka.
 * The services use it; the gateway does not.
 */
@NullMarked
package io.strait.events.outbox;

import org.jspecify.annotations.NullMarked;
