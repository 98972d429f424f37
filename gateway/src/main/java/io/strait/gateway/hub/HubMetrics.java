package io.strait.gateway.hub;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the hub tells its operator. Tags are topics and reasons, both of a fixed set. Thread-safe. */
final class HubMetrics {
    private static final Logger LOG = Logger.getLogger("io.strait.gateway.hub");

    private static final long QUIET_NANOS = 1_000_000_000L;

    private final MeterRegistry registry;
    private final AtomicLong malformedLoggedAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    HubMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void gauge(String name, @Nullable String unit, Hub hub, ToDoubleFunction<Hub> value) {
        Gauge.builder(name, hub, value).baseUnit(unit).register(registry);
    }

    void event(String topic) {
        registry.counter("strait.hub.events", "topic", topic).increment();
    }

    void duplicate(String topic) {
        registry.counter("strait.hub.duplicates", "topic", topic).increment();
    }

    /** The record is skipped; keeping it aside in a dead-letter topic is still to come. */
    void malformed(ConsumerRecord<byte[], byte[]> record, String reason) {
        registry.counter("strait.hub.malformed", "topic", record.topic()).increment();
        long now = System.nanoTime();
        long last = malformedLoggedAt.get();
        if (now - last < QUIET_NANOS || !malformedLoggedAt.compareAndSet(last, now)) {
            // One line a second: the counter has them all.
            return;
        }
        LOG.warnf(
                "Record skipped, not a change event: topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }

    void reset(Reset.Reason reason) {
        registry.counter("strait.hub.resets", "reason", reason.slug()).increment();
    }

    void closed(Closing reason) {
        registry.counter("strait.hub.closings", "reason", reason.slug()).increment();
    }

    void replay() {
        registry.counter("strait.hub.replays").increment();
    }

    void connected(boolean connected) {
        if (connected) {
            LOG.info("Kafka answers, the event stream goes on");
        } else {
            LOG.warn("Kafka does not answer, the event stream waits and tries on");
        }
    }

    void started(Topology topology, List<String> missing) {
        LOG.infof("Event stream caught up: topics=%s missing=%s", topology.topics(), missing);
    }

    void restarting(String why) {
        LOG.warnf("Event stream is read anew: reason=%s", why);
    }

    void failed(Throwable failure, Course course) {
        LOG.errorf(failure, "Stream of one client failed and is cut off: course=%s", course);
    }

    void failed(Throwable failure) {
        LOG.errorf(failure, "Event stream failed and is read anew");
    }
}
