package io.strait.trade.query;

import java.util.List;

/** What is held as RFC 4180 CSV: a line for each slice. */
final class AvailabilityCsv {
    private static final List<String> HEADER = List.of(
            "source",
            "sourceName",
            "demonstration",
            "frequency",
            "reporter",
            "reporterAlpha3",
            "reporterName",
            "flow",
            "classification",
            "commodityLevel",
            "series",
            "observations",
            "firstPeriod",
            "newestPeriod",
            "periods",
            "missingPeriods",
            "revision",
            "vintage");

    /** A slice, and the reporter it is of. */
    private record Line(AvailabilityAnswer.Item item, AvailabilityAnswer.Slice slice) {}

    private AvailabilityCsv() {}

    static String write(List<AvailabilityAnswer.Item> items) {
        List<Line> lines = items.stream()
                .flatMap(item -> item.slices().stream().map(slice -> new Line(item, slice)))
                .toList();
        return CsvText.write(HEADER, lines, AvailabilityCsv::fields);
    }

    private static List<String> fields(Line line) {
        AvailabilityAnswer.Item item = line.item();
        AvailabilityAnswer.Slice slice = line.slice();
        AvailabilityAnswer.Extent extent = slice.extent();
        return List.of(
                item.source().code(),
                CsvText.name(item.source().name()),
                String.valueOf(item.source().demonstration()),
                item.frequency(),
                String.valueOf(item.reporter().code()),
                CsvText.name(item.reporter().alpha3()),
                CsvText.name(item.reporter().name()),
                slice.flow(),
                slice.classification(),
                String.valueOf(slice.commodityLevel()),
                String.valueOf(extent.series()),
                String.valueOf(extent.observations()),
                extent.firstPeriod(),
                extent.newestPeriod(),
                String.valueOf(extent.periods()),
                String.join(";", extent.missingPeriods()),
                String.valueOf(extent.refreshed().revision()),
                CsvText.code(extent.refreshed().vintage()));
    }
}
