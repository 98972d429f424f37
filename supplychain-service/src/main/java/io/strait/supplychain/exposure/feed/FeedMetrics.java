package io.strait.supplychain.exposure.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator sees of the following. Thread-safe. */
@ApplicationScoped
class FeedMetrics {
    /** What became of an event. */
    enum Outcome {
        STORED,
        DUPLICATE,
        PASSED,
        POISON
    }

    private final MeterRegistry meters;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong following = new AtomicLong();

    FeedMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("strait.exposure.lag.records", lag, AtomicLong::get)
                .description("Records of the topic not read yet, where this replica follows")
                .register(meters);
        Gauge.builder("strait.exposure.following", following, AtomicLong::get)
                .description("1 where this replica follows trade-service")
                .register(meters);
        for (Outcome outcome : Outcome.values()) {
            events(outcome, 0);
        }
    }

    void events(Outcome outcome, long count) {
        meters.counter("strait.exposure.events", "outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
                .increment(count);
    }

    void fetched(boolean good) {
        meters.counter("strait.exposure.fetches", "outcome", good ? "good" : "failed")
                .increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    void following(boolean now) {
        following.set(now ? 1 : 0);
        if (!now) {
            lag.set(0);
        }
    }
}
