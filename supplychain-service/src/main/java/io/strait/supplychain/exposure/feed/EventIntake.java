package io.strait.supplychain.exposure.feed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.exposure.ExposureConfig;
import io.strait.supplychain.exposure.feed.FeedMetrics.Outcome;
import io.strait.supplychain.exposure.figures.FigureChange;
import io.strait.supplychain.exposure.figures.Watch;
import io.strait.supplychain.exposure.storage.FeedStore;
import io.strait.supplychain.exposure.storage.FigureStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in: what they say and the positions after them commit in one transaction, so a crash anywhere loses
 * nothing and repeats nothing. A position moves only from where this replica believes it to be; who has been overtaken
 * rolls back. Records that are no events, or that the database refuses as such, are passed over, counted and logged; they
 * would fail for ever.
 */
@ApplicationScoped
class EventIntake {
    /** Another replica has read on. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(int partition) {
            super("another replica has moved the position of partition " + partition, null, false, false);
        }
    }

    /** Test only: runs within the transaction, when all is written. */
    interface Hook {
        void beforeCommit(Collection<FigureChange> changes);
    }

    private static final Logger LOG = Logger.getLogger(EventIntake.class);

    private final FeedStore feed;
    private final FigureStore figures;
    private final ExposureConfig config;
    private final FeedMetrics metrics;
    private final Clock clock;
    private volatile Hook hook = changes -> {};
    private @Nullable Watch watch;

    EventIntake(FeedStore feed, FigureStore figures, ExposureConfig config, FeedMetrics metrics, Clock clock) {
        this.feed = feed;
        this.figures = figures;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void hook(Hook other) {
        hook = other;
    }

    /**
     * @param held the positions as the database has them, null for none; those of the records' partitions are moved on
     * @throws Overtaken when they are others; nothing is kept then
     */
    void take(String topic, List<ConsumerRecord<String, byte[]>> records, Map<Integer, @Nullable Long> held) {
        try {
            attempt(topic, records, held);
        } catch (StorageException e) {
            if (!isRefused(e)) {
                throw e;
            }
            if (records.size() > 1) {
                for (ConsumerRecord<String, byte[]> record : records) {
                    take(topic, List.of(record), held);
                }
            } else {
                pass(topic, records.get(0), held, "the database refuses it");
            }
        }
    }

    private void attempt(
            String topic, List<ConsumerRecord<String, byte[]>> records, Map<Integer, @Nullable Long> held) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        Map<Integer, Long> next = new HashMap<>();
        QuarkusTransaction.requiringNew().run(() -> {
            Watch now = watch();
            Map<String, List<FigureChange>> wanted = new LinkedHashMap<>();
            for (ConsumerRecord<String, byte[]> record : records) {
                next.put(record.partition(), record.offset() + 1);
                TradeRecords.Reading reading = TradeRecords.read(record);
                if (reading instanceof TradeRecords.Poison poison) {
                    outcomes.merge(Outcome.POISON, 1, Integer::sum);
                    warn(record, poison.reason());
                } else if (reading instanceof TradeRecords.Changed changed && now.wants(changed.series())) {
                    if (wanted.putIfAbsent(changed.id(), recent(changed.figures())) != null) {
                        outcomes.merge(Outcome.DUPLICATE, 1, Integer::sum);
                    }
                } else {
                    outcomes.merge(Outcome.PASSED, 1, Integer::sum);
                }
            }
            next.forEach((partition, offset) -> {
                if (!feed.move(topic, partition, held.get(partition), offset)) {
                    throw new Overtaken(partition);
                }
            });
            Set<String> fresh = wanted.isEmpty() ? Set.of() : feed.remember(wanted.keySet());
            List<FigureChange> changes = new ArrayList<>();
            fresh.forEach(id -> changes.addAll(wanted.getOrDefault(id, List.of())));
            figures.add(changes);
            outcomes.merge(Outcome.STORED, fresh.size(), Integer::sum);
            outcomes.merge(Outcome.DUPLICATE, wanted.size() - fresh.size(), Integer::sum);
            hook.beforeCommit(changes);
        });
        held.putAll(next);
        outcomes.forEach(metrics::events);
    }

    private void pass(
            String topic, ConsumerRecord<String, byte[]> record, Map<Integer, @Nullable Long> held, String reason) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (!feed.move(topic, record.partition(), held.get(record.partition()), record.offset() + 1)) {
                throw new Overtaken(record.partition());
            }
        });
        held.put(record.partition(), record.offset() + 1);
        metrics.events(Outcome.POISON, 1);
        warn(record, reason);
    }

    private static void warn(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warnf(
                "Event passed over: position=%s offset=%d reason=%s",
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                reason.replaceAll("\\p{Cntrl}", "?"));
    }

    /** SQLSTATE classes 22 (data) and 23 (constraint): the same again would fail the same. */
    private static boolean isRefused(StorageException e) {
        return e.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("22") || cause.getSQLState().startsWith("23"));
    }

    private List<FigureChange> recent(List<FigureChange> changes) {
        LocalDate first = firstDay();
        return changes.stream()
                .filter(change -> !change.start().isBefore(first))
                .toList();
    }

    /** The first day of the first year that is kept. */
    private LocalDate firstDay() {
        return LocalDate.of(LocalDate.now(clock.withZone(ZoneOffset.UTC)).getYear() - config.years() + 1, 1, 1);
    }

    /** Reading the codes anew takes a look at every node, so it is done once a revision. Called by one thread. */
    private synchronized Watch watch() {
        Watch known = watch;
        if (known == null || known.revision() != feed.revision()) {
            known = feed.watch(config.maxCodes());
            if (known.leftOut() > 0) {
                LOG.warnf(
                        "HS codes left out: kept=%d leftOut=%d (strait.exposure.max-codes)",
                        known.codes().size(), known.leftOut());
            }
            watch = known;
        }
        return known;
    }
}
