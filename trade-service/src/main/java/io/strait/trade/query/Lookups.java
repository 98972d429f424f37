package io.strait.trade.query;

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

    Lookups(
            SeriesLookup series,
            RevisionLookup revisions,
            UnitLookup units,
            Areas areas,
            Flows flows,
            Sources sources) {
        this.series = series;
        this.revisions = revisions;
        this.units = units;
        this.areas = areas;
        this.flows = flows;
        this.sources = sources;
    }

    /** The sources, for an answer's tag. */
    List<Source> sources() {
        return sources.list();
    }

    /** @param known what the answer's tag was made of */
    Resolved start(List<Source> known) {
        return new Resolved(series, revisions, units, areas, flows, sources, known);
    }
}
