package io.strait.trade.query;

import io.strait.trade.reference.Source;

/** A series by all its dimensions, under the names that a figure has them. */
record SeriesRef(
        String seriesKey,
        ObservationAnswer.SourceRef source,
        String frequency,
        AreaRef reporter,
        AreaRef partner,
        AreaRef partner2,
        String flow,
        String classification,
        String commodity,
        String customs,
        String transport,
        String supply,
        boolean partnerIsTotal,
        int commodityLevel,
        boolean breakdownIsTotal,
        String currency) {
    static SeriesRef of(StoredSeries series, Source source, AreaRef.Lookup areas) {
        return new SeriesRef(
                series.key(),
                ObservationAnswer.SourceRef.of(source),
                series.frequency().code(),
                areas.of(series.reporter()),
                areas.of(series.partner()),
                areas.of(series.partner2()),
                series.flow(),
                series.classification(),
                series.commodity(),
                series.customs(),
                series.transport(),
                series.supply(),
                series.partnerIsTotal(),
                series.commodityLevel(),
                series.breakdownIsTotal(),
                series.currency());
    }
}
