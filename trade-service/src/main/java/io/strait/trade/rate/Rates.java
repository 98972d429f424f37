package io.strait.trade.rate;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of exchange rates: read at any of its versions, and loaded. */
@ApplicationScoped
public class Rates {
    public static final String VERSION_EXPECTED = "the version of a load of /trade/v1/exchangeRates";

    /** @param created whether anything changed */
    record Loaded(RateLoad load, boolean created) {}

    private final RateStore store;

    Rates(RateStore store) {
        this.store = store;
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
        if (asOf != null) {
            store.awaitWriter();
        }
        return store.newest(asOf).map(RateLoad::version).orElse(0);
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
        RateLoad newest = store.newest(null).orElse(null);
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
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                editor);
        store.add(load, rows);
        return new Loaded(load, true);
    }
}
