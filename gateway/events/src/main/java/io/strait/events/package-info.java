/**
 * The change-event contract: what the services publish to Kafka and the gateway offers to dashboards. Types here are
 * the payloads; envelope and headers are CloudEvents 1.0 in Kafka binary mode.
 */
@NullMarked
package io.strait.events;

import org.jspecify.annotations.NullMarked;
