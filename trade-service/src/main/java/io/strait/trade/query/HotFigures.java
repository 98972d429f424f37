package io.strait.trade.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.strait.trade.query.HotSeriesStore.Loaded;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Series that were asked for lately, in memory, as they are now. All that is held is true at one revision, {@link #upTo};
 * who asks for the next one first has dropped what changed in between, as {@code series_revision} says. Who asks for an
 * older one, for many series, or for something that is not a list of codes, is sent to the database. Thread-safe.
 */
@ApplicationScoped
class HotFigures {
    /** Beyond so many one statement for all of them is faster than one each. */
    static final int MOST_SERIES = 16;

    private static final int MAX_SELECTIONS = 4000;
    /** That a selection names: one of more is likely to have many series, and its own memory would count. */
    private static final int MAX_CODES = 64;
    /** Beyond so many changed series all are dropped: asking which would take longer than reading those that are wanted. */
    private static final int MAX_CHANGED = 20_000;

    private final HotSeriesStore store;
    private final SeriesStore selections;
    private final long capacity;
    private final Counter hits;
    private final Counter misses;

    /** Guarded by this, as all below. The eldest is the one that was not asked for longest. */
    private final Map<Long, HotSeries> held = new LinkedHashMap<>(16, 0.75f, true);

    /** Ids; empty where they are too many. */
    private final Map<Selection, Optional<List<Long>>> found = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Selection, Optional<List<Long>>> eldest) {
            return size() > MAX_SELECTIONS;
        }
    };

    private long bytes;
    private long upTo;

    HotFigures(HotSeriesStore store, SeriesStore selections, QueryConfig config, MeterRegistry metrics) {
        this.store = store;
        this.selections = selections;
        this.capacity = config.memory().asLongValue();
        Gauge.builder("strait.query.memory", this, HotFigures::bytes)
                .baseUnit("bytes")
                .description("Held of series that were asked for lately")
                .register(metrics);
        this.hits = Counter.builder("strait.query.series")
                .tag("from", "memory")
                .description("Whole series that were read")
                .register(metrics);
        this.misses = Counter.builder("strait.query.series")
                .tag("from", "database")
                .description("Whole series that were read")
                .register(metrics);
    }

    /**
     * The series of a selection, whole, in no order.
     *
     * @param revision the newest there was a moment ago
     * @return empty when the database is to be asked
     */
    Optional<List<HotSeries>> of(Selection selection, long revision) {
        if (capacity == 0 || !isNarrow(selection) || !advance(revision)) {
            return Optional.empty();
        }
        Optional<List<Long>> ids = ids(withoutPeriods(selection), revision);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        List<HotSeries> series = new ArrayList<>();
        for (Long id : ids.get()) {
            HotSeries one = one(id, revision);
            if (one == null) {
                return Optional.empty();
            }
            series.add(one);
        }
        return Optional.of(series);
    }

    private static boolean isNarrow(Selection selection) {
        int codes = Stream.of(
                        selection.sources(),
                        selection.reporters(),
                        selection.partners(),
                        selection.flows(),
                        selection.classifications(),
                        selection.commodities(),
                        codes(selection.partner2()),
                        codes(selection.customs()),
                        codes(selection.transport()),
                        codes(selection.supply()))
                .mapToInt(List::size)
                .sum();
        return !selection.reporters().isEmpty() && !selection.commodities().isEmpty() && codes <= MAX_CODES;
    }

    private static List<?> codes(@Nullable List<?> named) {
        return named == null ? List.of() : named;
    }

    /** In the order of their keys. */
    static List<HotSeries> inOrder(List<HotSeries> held, Map<Long, StoredSeries> series) {
        return held.stream()
                .sorted(Comparator.comparing((HotSeries one) ->
                        Objects.requireNonNull(series.get(one.id())).key()))
                .toList();
    }

    /** Which of a series' periods a selection has. */
    static Predicate<LocalDate> periods(Selection selection) {
        List<Period> asked = selection.periods();
        Predicate<LocalDate> month = day -> day.getMonthValue() <= selection.throughMonth();
        if (asked.isEmpty()) {
            return month;
        }
        Set<LocalDate> days = asked.stream().map(Period::start).collect(Collectors.toSet());
        return month.and(days::contains);
    }

    private synchronized double bytes() {
        return bytes;
    }

    /** Brings what is held to the revision; false when it is beyond that. */
    private boolean advance(long revision) {
        long from;
        synchronized (this) {
            if (revision <= upTo) {
                return revision == upTo;
            }
            from = upTo;
        }
        Optional<List<Long>> changed = from == 0 ? Optional.of(List.of()) : store.changed(from, revision, MAX_CHANGED);
        synchronized (this) {
            if (from == upTo) {
                changed.ifPresentOrElse(ids -> ids.forEach(this::drop), this::dropAll);
                // A series may be new.
                found.clear();
                upTo = revision;
            }
            return revision == upTo;
        }
    }

    private void drop(Long id) {
        HotSeries dropped = held.remove(id);
        bytes -= dropped == null ? 0 : dropped.bytes();
    }

    private void dropAll() {
        held.clear();
        bytes = 0;
    }

    /** Empty when they are too many. */
    private Optional<List<Long>> ids(Selection selection, long revision) {
        synchronized (this) {
            Optional<List<Long>> known = found.get(selection);
            if (known != null) {
                return known;
            }
        }
        Optional<List<Long>> ids = selections.few(selection, MOST_SERIES);
        synchronized (this) {
            if (revision == upTo) {
                found.put(selection, ids);
            }
        }
        return ids;
    }

    /** @return null when it cannot be held, or has changed since */
    private @Nullable HotSeries one(Long id, long revision) {
        synchronized (this) {
            HotSeries known = held.get(id);
            if (known != null) {
                hits.increment();
                return revision == upTo ? known : null;
            }
        }
        misses.increment();
        Loaded loaded = store.load(id);
        HotSeries series = loaded.series();
        if (series == null || loaded.revision() != revision) {
            return null;
        }
        keep(series, revision);
        return series;
    }

    private synchronized void keep(HotSeries series, long revision) {
        if (revision != upTo || series.bytes() > capacity) {
            return;
        }
        drop(series.id());
        held.put(series.id(), series);
        bytes += series.bytes();
        var eldest = held.values().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    private static Selection withoutPeriods(Selection selection) {
        return new Selection(
                selection.frequency(),
                selection.sources(),
                selection.reporters(),
                selection.partners(),
                selection.flows(),
                selection.classifications(),
                selection.commodities(),
                selection.partner2(),
                selection.customs(),
                selection.transport(),
                selection.supply(),
                List.of(),
                12,
                selection.detail());
    }
}
