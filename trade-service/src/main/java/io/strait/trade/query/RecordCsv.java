package io.strait.trade.query;

import java.util.ArrayList;
import java.util.List;

/** A line a series. */
final class RecordCsv {
    private static final List<String> HEADER = List.of(
            "seriesKey",
            "source",
            "sourceName",
            "demonstration",
            "frequency",
            "classification",
            "currency",
            "window",
            "from",
            "through",
            "value",
            "present",
            "estimated",
            "missing",
            "position",
            "fromLowest",
            "of",
            "since",
            "recordHigh",
            "previousHigh",
            "previousHighWindows",
            "highDifference",
            "highRatio",
            "highNoRatio",
            "highestSince",
            "recordLow",
            "previousLow",
            "previousLowWindows",
            "lowDifference",
            "lowRatio",
            "lowNoRatio",
            "lowestSince",
            "incomplete",
            "vintage");

    private RecordCsv() {}

    /** With the columns of {@link BasketCsv} behind the others where a basket answers. */
    static String write(List<RecordAnswer.Result> results) {
        if (results.stream().noneMatch(result -> result.parts() != null)) {
            return CsvText.write(HEADER, results, RecordCsv::fields);
        }
        return CsvText.write(BasketCsv.after(HEADER), results, result -> {
            List<String> fields = fields(result);
            fields.addAll(BasketCsv.fields(result.parts()));
            return fields;
        });
    }

    private static List<String> fields(RecordAnswer.Result result) {
        RecordAnswer.WindowItem window = result.window();
        RecordAnswer.RankItem rank = result.rank();
        List<String> fields = new ArrayList<>(List.of(
                result.seriesKey(),
                result.source().code(),
                CsvText.name(result.source().name()),
                String.valueOf(result.source().demonstration()),
                result.frequency(),
                result.classification(),
                result.currency(),
                window.window(),
                window.from(),
                window.through(),
                CsvText.number(result.value()),
                String.valueOf(window.present()),
                String.valueOf(window.estimated()),
                String.join(
                        ";",
                        window.missing().stream()
                                .map(missing -> missing.period() + " " + missing.reason())
                                .toList()),
                rank == null ? "" : String.valueOf(rank.position()),
                rank == null ? "" : String.valueOf(rank.fromLowest()),
                rank == null ? "" : String.valueOf(rank.of()),
                CsvText.code(result.since())));
        fields.addAll(fields(result.high()));
        fields.addAll(fields(result.low()));
        fields.add(String.valueOf(result.incomplete().size()));
        fields.add(CsvText.code(result.vintage()));
        return fields;
    }

    private static List<String> fields(RecordAnswer.ExtremeItem extreme) {
        RecordAnswer.Best best = extreme.previousBest();
        return List.of(
                String.valueOf(extreme.isRecord()),
                best == null ? "" : CsvText.number(best.value()),
                best == null ? "" : String.join(";", best.windows()),
                best == null ? "" : CsvText.number(best.difference()),
                best == null ? "" : CsvText.number(best.ratio()),
                best == null ? "" : CsvText.code(best.reason()),
                CsvText.code(extreme.lastAsExtreme()));
    }
}
