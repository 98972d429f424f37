package io.strait.trade.query;

import java.util.List;

/** Figures as RFC 4180 CSV. A value that is missing or suppressed is an empty field; the status says which. */
final class ObservationCsv {
    private static final List<String> HEADER = List.of(
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
            "period",
            "status",
            "primaryValue",
            "currency",
            "cifValue",
            "fobValue",
            "netWeight",
            "grossWeight",
            "quantity",
            "quantityUnit",
            "altQuantity",
            "altQuantityUnit",
            "estimated",
            "revision",
            "vintage");

    private ObservationCsv() {}

    static String write(List<ObservationAnswer.Item> items) {
        return CsvText.write(HEADER, items, ObservationCsv::fields);
    }

    private static List<String> fields(ObservationAnswer.Item item) {
        return List.of(
                item.seriesKey(),
                item.source().code(),
                CsvText.name(item.source().name()),
                String.valueOf(item.source().demonstration()),
                item.frequency(),
                String.valueOf(item.reporter().code()),
                CsvText.name(item.reporter().alpha3()),
                CsvText.name(item.reporter().name()),
                String.valueOf(item.partner().code()),
                CsvText.name(item.partner().alpha3()),
                CsvText.name(item.partner().name()),
                String.valueOf(item.partner2().code()),
                item.flow(),
                item.classification(),
                item.commodity(),
                item.customs(),
                item.transport(),
                item.supply(),
                String.valueOf(item.partnerIsTotal()),
                String.valueOf(item.commodityLevel()),
                String.valueOf(item.breakdownIsTotal()),
                item.period(),
                item.status(),
                CsvText.number(item.primaryValue()),
                item.currency(),
                CsvText.number(item.cifValue()),
                CsvText.number(item.fobValue()),
                CsvText.number(item.netWeight()),
                CsvText.number(item.grossWeight()),
                CsvText.number(item.quantity()),
                CsvText.unit(item.quantityUnit()),
                CsvText.number(item.altQuantity()),
                CsvText.unit(item.altQuantityUnit()),
                MeasuresCsv.estimated(item.estimated()),
                String.valueOf(item.revision()),
                item.vintage().toString());
    }
}
