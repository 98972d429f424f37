package io.strait.trade.query;

import java.util.ArrayList;
import java.util.List;

/** Changes as RFC 4180 CSV: the figure before and after in columns of the same names. */
final class RevisionCsv {
    private static final List<String> HEADER = header();

    private RevisionCsv() {}

    private static List<String> header() {
        List<String> header = new ArrayList<>(SeriesCsv.HEADER);
        header.addAll(List.of("period", "change", "changed"));
        header.addAll(MeasuresCsv.header("before"));
        header.addAll(MeasuresCsv.header("after"));
        header.addAll(List.of("revision", "vintage", "vintageKind", "publishedAt", "ingest"));
        return List.copyOf(header);
    }

    static String write(List<RevisionAnswer.Item> items) {
        return CsvText.write(HEADER, items, RevisionCsv::fields);
    }

    private static List<String> fields(RevisionAnswer.Item item) {
        List<String> fields = new ArrayList<>(SeriesCsv.fields(item.series()));
        fields.addAll(List.of(item.period(), item.change(), String.join(";", item.changed())));
        fields.addAll(MeasuresCsv.fields(item.before()));
        fields.addAll(MeasuresCsv.fields(item.after()));
        fields.addAll(List.of(
                String.valueOf(item.revision()),
                item.vintage().toString(),
                CsvText.code(item.vintageKind()),
                CsvText.code(item.publishedAt()),
                item.ingest().id()));
        return fields;
    }
}
