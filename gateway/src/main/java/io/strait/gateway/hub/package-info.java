/**
 * The event hub: reads the change events from Kafka once and gives them to any number of subscribers, each from its own
 * position and through its own filter. Plain Java and the Kafka client; the transports are in packages below.
 */
@NullMarked
package io.strait.gateway.hub;

import org.jspecify.annotations.NullMarked;
