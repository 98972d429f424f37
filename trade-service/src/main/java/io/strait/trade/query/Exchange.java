package io.strait.trade.query;

import io.strait.trade.rate.CurrencyConversion;
import io.strait.trade.rate.Factor;
import io.strait.trade.rate.Rate;
import io.strait.trade.rate.RateTable;
import io.strait.trade.rate.RateUse;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rates that an answer's values are converted by, read as currencies are met. Not thread-safe. */
final class Exchange {
    /** Beyond so many factors those known are forgotten. */
    private static final int MAX_KEPT = 20_000;

    /** Where rates between some currencies are read. */
    interface Source {
        List<Rate> between(Collection<String> currencies);
    }

    /** What values have in common that are converted alike. */
    record Key(String currency, Frequency frequency, LocalDate periodStart, RateUse use) {
        Period period() {
            return new Period(frequency, periodStart);
        }
    }

    private final String currency;
    private final int version;
    private final Source source;
    private final Map<String, RateUse> uses;
    private final Set<String> loaded = new TreeSet<>();
    private final Map<Key, Optional<Factor>> factors = new HashMap<>();
    private CurrencyConversion conversion;

    /**
     * @param version of the table that {@code source} reads
     * @param uses which rates figures of a flow are converted by
     */
    Exchange(String currency, int version, Source source, Map<String, RateUse> uses) {
        this.currency = currency;
        this.version = version;
        this.source = source;
        this.uses = uses;
        this.conversion = new CurrencyConversion(new RateTable(List.of()), currency);
    }

    /** The one that all values come into. */
    String currency() {
        return currency;
    }

    int version() {
        return version;
    }

    /** Reads what values of these currencies need. */
    void load(Collection<String> currencies) {
        Set<String> needed = new TreeSet<>(currencies);
        needed.remove(currency);
        if (!loaded.addAll(needed)) {
            return;
        }
        Set<String> between = new TreeSet<>(loaded);
        between.addAll(List.of(currency, CurrencyConversion.PIVOT));
        conversion = new CurrencyConversion(new RateTable(source.between(between)), currency);
        factors.clear();
    }

    Key key(StoredSeries of, LocalDate periodStart) {
        return key(of.currency(), of.frequency(), periodStart, of.flow());
    }

    Key key(String from, Frequency frequency, LocalDate periodStart, String flow) {
        return new Key(from, frequency, periodStart, uses.getOrDefault(flow, RateUse.ANY));
    }

    /** Of a currency that was loaded; empty when there is no rate. */
    Optional<Factor> factor(Key key) {
        if (factors.size() > MAX_KEPT) {
            factors.clear();
        }
        Optional<Factor> known = factors.get(key);
        if (known == null) {
            known = conversion.factor(key.currency(), key.period(), key.use());
            factors.put(key, known);
        }
        return known;
    }

    /** Why there is none. */
    String reason(Key key) {
        return "no exchange rate from " + key.currency() + " to " + currency + " for " + key.period();
    }
}
