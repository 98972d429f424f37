package io.strait.trade.query;

import io.strait.trade.reference.Areas;
import io.strait.trade.reference.Flow;
import io.strait.trade.reference.Flows;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ids and codes of an answer's figures stand for. Each answer has its own; not thread-safe. */
final class Resolved {
    /** Beyond so many series those of the last figures only are kept. */
    private static final int MAX_KEPT = 20_000;

    private final SeriesLookup allSeries;
    private final RevisionLookup allRevisions;
    private final Map<Long, StoredSeries> series = new HashMap<>();
    private final Map<Long, Instant> vintages = new HashMap<>();
    private final AreaRef.Lookup areas;
    private final SourceLookup sources;
    private final UnitLookup units;
    private final Flows flows;
    private final @Nullable Exchange exchange;

    /**
     * @param known the sources that the answer's tag was made of
     * @param exchange null for values in the currencies that they were delivered in
     */
    Resolved(
            SeriesLookup series,
            RevisionLookup revisions,
            UnitLookup units,
            Areas areas,
            Flows flows,
            Sources sources,
            List<Source> known,
            @Nullable Exchange exchange) {
        this.allSeries = series;
        this.allRevisions = revisions;
        this.units = units;
        this.flows = flows;
        this.exchange = exchange;
        this.areas = new AreaRef.Lookup(areas);
        this.sources = new SourceLookup(sources, known);
    }

    /** Looks up what these figures need, all at once. */
    void load(List<FigureRow> rows) {
        Set<Long> ids = new HashSet<>();
        Set<Long> revisions = new HashSet<>();
        for (FigureRow row : rows) {
            ids.add(row.seriesId());
            revisions.add(row.revision());
        }
        if (series.size() > MAX_KEPT) {
            series.clear();
        }
        ids.removeAll(series.keySet());
        revisions.removeAll(vintages.keySet());
        if (!ids.isEmpty()) {
            Map<Long, StoredSeries> met = allSeries.of(ids);
            series.putAll(met);
            if (exchange != null) {
                exchange.load(met.values().stream().map(StoredSeries::currency).collect(Collectors.toSet()));
            }
        }
        if (!revisions.isEmpty()) {
            vintages.putAll(allRevisions.of(revisions));
        }
    }

    /** Likewise, of series that are no rows of the database. */
    void load(List<FigureRow> rows, Map<Long, StoredSeries> ofRows) {
        series.putAll(ofRows);
        if (exchange != null) {
            exchange.load(ofRows.values().stream().map(StoredSeries::currency).collect(Collectors.toSet()));
        }
        Set<Long> revisions = rows.stream().map(FigureRow::revision).collect(Collectors.toSet());
        revisions.removeAll(vintages.keySet());
        if (!revisions.isEmpty()) {
            vintages.putAll(allRevisions.of(revisions));
        }
    }

    /** Series of which it is not known yet whether they have a figure here. */
    Map<Long, StoredSeries> lookUp(List<Long> ids) {
        return allSeries.of(ids);
    }

    /** Finds all names at once: what an answer says of its areas and sources stands before its figures. */
    void name() {
        for (StoredSeries of : series.values()) {
            sources.of(of.source());
            areas.of(of.reporter());
            areas.of(of.partner());
            areas.of(of.partner2());
        }
    }

    /** What values are converted by; null when they are given as delivered. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** Of a figure that was loaded. */
    StoredSeries series(FigureRow row) {
        return Objects.requireNonNull(series.get(row.seriesId()));
    }

    Map<Long, StoredSeries> series() {
        return series;
    }

    Instant vintage(FigureRow row) {
        return Objects.requireNonNull(vintages.get(row.revision()));
    }

    AreaRef area(int code) {
        return areas.of(code);
    }

    Source source(String code) {
        return sources.of(code);
    }

    UnitLookup.NamedUnit unit(int code) {
        return units.of(code).orElseGet(() -> new UnitLookup.NamedUnit(code, String.valueOf(code), ""));
    }

    String flow(String code) {
        return flows.list().stream()
                .filter(flow -> flow.code().equals(code))
                .findFirst()
                .map(Flow::name)
                .orElse(code);
    }

    /** One for each area met that is in no code list. */
    List<Warning> unmapped() {
        return areas.unmapped();
    }

    /** Those met. */
    SourceLookup sources() {
        return sources;
    }
}
