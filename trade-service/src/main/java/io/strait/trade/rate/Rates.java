package io.strait.trade.rate;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Flows;
import io.strait.trade.series.VintageLock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of exchange rates: read at any of its versions, and loaded. */
@ApplicationScoped
public class Rates {
    public static final String VERSION_EXPECTED = "the version of a load of /trade/v1/exchangeRates";

    /** @param created whether anything changed */
    record Loaded(RateLoad load, boolean created) {}

    private final RateStore store;
    private final Flows flows;

    Rates(RateStore store, Flows flows) {
        this.store = store;
        this.flows = flows;
    }

    /**
     * The version that is read: the one named, else the newest at the instant, else the newest; 0 when there is none.
     *
     * @param parameter what named the version
     * @throws ProblemException INVALID_PARAMETER when there is no such version
     */
    @Transactional
    public int version(String parameter, @Nullable Integer named, @Nullable Instant asOf) {
        if (named != null) {
            if (named != 0 && store.load(named).isEmpty()) {
                throw ProblemException.invalid(List.of(
                        new Violation(parameter, named.toString(), "there is no such version", VERSION_EXPECTED)));
            }
            return named;
        }
        if (asOf == null) {
            return store.newest().map(RateLoad::version).orElse(0);
        }
        if (VintageLock.mayBeHeldAt(asOf)) {
            store.awaitWriter();
        }
        return store.newest(asOf).map(RateLoad::version).orElse(0);
    }

    /** Which rates the figures of each flow are converted by: its own, else its parent's, else those for any. */
    @Transactional
    public Map<String, RateUse> uses() {
        return FlowUses.of(flows.list(), store.uses());
    }

    /** Average rates between any two of these currencies and the pivot. */
    @Transactional
    public List<Rate> averages(Collection<String> currencies, int version) {
        return store.averages(currencies, version);
    }

    @Transactional
    List<KindOfRate> page(RateQuery query, int version, int limit) {
        return store.page(query, version, limit);
    }

    /** Nothing is written when all of these rates hold already, by the same source. */
    @Transactional
    Loaded load(List<RateFile.Row> rows, RateKind kind, String source, @Nullable String url, String editor) {
        store.lock();
        RateLoad newest = store.newest().orElse(null);
        int changed = store.changed(rows, kind, source, url);
        if (changed == 0 && newest != null) {
            return new Loaded(newest, false);
        }
        RateLoad load = new RateLoad(
                newest == null ? 1 : newest.version() + 1,
                source,
                url,
                kind,
                rows.size(),
                changed,
                loadedAt(newest),
                editor);
        store.add(load, rows);
        return new Loaded(load, true);
    }

    /** Never before an older version, whichever replica's clock is behind. */
    private static Instant loadedAt(@Nullable RateLoad newest) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return newest != null && now.isBefore(newest.loadedAt()) ? newest.loadedAt() : now;
    }
}
