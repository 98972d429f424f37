package io.strait.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says once that something is away and once that it is back, whatever happens in between. Used by one thread. */
final class Outage {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final String what;
    private final String topic;
    private final Clock clock;
    private @Nullable Instant since;

    Outage(String what, String topic, Clock clock) {
        this.what = what;
        this.topic = topic;
        this.clock = clock;
    }

    void begin(Object cause) {
        if (since == null) {
            since = clock.instant();
            LOG.warnf("Outbox stalled: dependency=%s topic=%s cause=%s", what, topic, cause);
        } else {
            LOG.debugf("Outbox still stalled: dependency=%s topic=%s cause=%s", what, topic, cause);
        }
    }

    void end() {
        if (since != null) {
            LOG.infof(
                    "Outbox resumed: dependency=%s topic=%s afterSeconds=%d",
                    what, topic, Duration.between(since, clock.instant()).toSeconds());
            since = null;
        }
    }
}
