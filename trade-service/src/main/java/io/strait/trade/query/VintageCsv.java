package io.strait.trade.query;

import java.util.ArrayList;
import java.util.List;

/** Vintages as RFC 4180 CSV. */
final class VintageCsv {
    private static final List<String> HEADER = header();

    private VintageCsv() {}

    private static List<String> header() {
        List<String> header = new ArrayList<>(SeriesCsv.HEADER);
        header.add("period");
        header.addAll(MeasuresCsv.HEADER);
        header.addAll(List.of("absoluteChange", "relativeChange", "noRelativeChange"));
        header.addAll(List.of("current", "vintageKind", "publishedAt", "vintage", "revision", "ingest"));
        return List.copyOf(header);
    }

    static String write(List<VintageAnswer.Item> items) {
        return CsvText.write(HEADER, items, VintageCsv::fields);
    }

    private static List<String> fields(VintageAnswer.Item item) {
        List<String> fields = new ArrayList<>(SeriesCsv.fields(item.series()));
        fields.add(item.period());
        fields.addAll(MeasuresCsv.fields(item.measures()));
        fields.addAll(List.of(
                CsvText.number(item.change().absolute()),
                CsvText.number(item.change().relative()),
                CsvText.code(item.change().reason())));
        fields.addAll(List.of(
                String.valueOf(item.current()),
                CsvText.code(item.vintageKind()),
                CsvText.code(item.publishedAt()),
                item.vintage().toString(),
                String.valueOf(item.revision()),
                item.ingest().id()));
        return fields;
    }
}
