package io.strait.trade.query;

import java.util.List;

/** The columns that say which series a line is of. */
final class SeriesCsv {
    static final List<String> HEADER = List.of(
            "seriesKey",
            "source",
            "sourceName",
            "demonstration",
            "frequency",
            "reporter",
            "reporterAlpha3",
            "reporterName",
            "partner",
            "partnerAlpha3",
            "partnerName",
            "partner2",
            "flow",
            "classification",
            "commodity",
            "customs",
            "transport",
            "supply",
            "partnerIsTotal",
            "commodityLevel",
            "breakdownIsTotal",
            "currency");

    private SeriesCsv() {}

    static List<String> fields(SeriesRef series) {
        return List.of(
                series.seriesKey(),
                series.source().code(),
                CsvText.name(series.source().name()),
                String.valueOf(series.source().demonstration()),
                series.frequency(),
                String.valueOf(series.reporter().code()),
                CsvText.name(series.reporter().alpha3()),
                CsvText.name(series.reporter().name()),
                String.valueOf(series.partner().code()),
                CsvText.name(series.partner().alpha3()),
                CsvText.name(series.partner().name()),
                String.valueOf(series.partner2().code()),
                series.flow(),
                series.classification(),
                series.commodity(),
                series.customs(),
                series.transport(),
                series.supply(),
                String.valueOf(series.partnerIsTotal()),
                series.commodityLevel() == StoredSeries.NO_LEVEL ? "" : String.valueOf(series.commodityLevel()),
                String.valueOf(series.breakdownIsTotal()),
                series.currency());
    }
}
