/** Runs the relay that publishes this service's outbox to Kafka, and its metrics. */
@NullMarked
package io.strait.supplychain.outbox;

import org.jspecify.annotations.NullMarked;
