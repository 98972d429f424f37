package io.strait.trade.query;

import io.strait.trade.rate.Rates;
import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Flows;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where what figures rest on is looked up. Thread-safe. */
@ApplicationScoped
class Lookups {
    private final SeriesLookup series;
    private final RevisionLookup revisions;
    private final UnitLookup units;
    private final Areas areas;
    private final Flows flows;
    private final Sources sources;
    private final Rates rates;

    Lookups(
            SeriesLookup series,
            RevisionLookup revisions,
            UnitLookup units,
            Areas areas,
            Flows flows,
            Sources sources,
            Rates rates) {
        this.series = series;
        this.revisions = revisions;
        this.units = units;
        this.areas = areas;
        this.flows = flows;
        this.sources = sources;
        this.rates = rates;
    }

    /** The sources, for an answer's tag. */
    List<Source> sources() {
        return sources.list();
    }

    /** @param known what the answer's tag was made of */
    Resolved start(List<Source> known) {
        return new Resolved(series, revisions, units, areas, flows, sources, known, null);
    }

    /** Likewise, with the exchange rates that a question needs, whose version {@link #withRates} chose. */
    Resolved start(List<Source> known, ObservationQuery query) {
        ExchangeChoice choice = query.exchange();
        if (choice == null) {
            return start(known);
        }
        int version = query.ratesVersion();
        Exchange exchange = new Exchange(
                choice.currency(), version, currencies -> rates.averages(currencies, version), rates.uses());
        return new Resolved(series, revisions, units, areas, flows, sources, known, exchange);
    }

    /** Chooses the version of the exchange rates: the cursor's, the one named, the newest as of the instant asked for. */
    ObservationQuery withRates(ObservationQuery query) {
        ExchangeChoice choice = query.exchange();
        return choice == null
                ? query
                : query.withRates(new ExchangeChoice(choice.currency(), ExchangeChoice.version(rates, choice, query)));
    }
}
