package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line for each pair, side, window and commodity; the lines together stand under the commodity {@code ALL}. */
final class ComparisonCsv {
    private static final List<String> HEADER = List.of(
            "exporter",
            "importer",
            "commonMonth",
            "side",
            "source",
            "sourceName",
            "demonstration",
            "classification",
            "currency",
            "basis",
            "commodity",
            "measure",
            "window",
            "value",
            "estimated",
            "missing",
            "beforeWindow",
            "before",
            "difference",
            "ratio",
            "noRatio",
            "share",
            "sidesDifference",
            "sidesRatio",
            "sidesNoRatio");

    private ComparisonCsv() {}

    /** With the columns of {@link BasketCsv} behind the others where a basket answers. */
    static String write(List<ComparisonAnswer.PairItem> pairs) {
        List<List<String>> lines = new ArrayList<>();
        for (ComparisonAnswer.PairItem pair : pairs) {
            add(lines, pair, "exporter", pair.exporterView());
            add(lines, pair, "importer", pair.importerView());
        }
        boolean baskets = lines.stream().anyMatch(line -> line.size() > HEADER.size());
        return CsvText.write(baskets ? BasketCsv.after(HEADER) : HEADER, lines, line -> line);
    }

    private static void add(
            List<List<String>> lines,
            ComparisonAnswer.PairItem pair,
            String side,
            ComparisonAnswer.@Nullable ViewItem view) {
        if (view == null) {
            return;
        }
        line(lines, pair, side, view, "ALL", "month", view.month(), pair.month(), null);
        line(lines, pair, side, view, "ALL", "yearToDate", view.yearToDate(), pair.yearToDate(), null);
        line(lines, pair, side, view, "ALL", "fullYear", view.fullYear(), null, null);
        for (ComparisonAnswer.LineItem item : view.lines()) {
            line(lines, pair, side, view, item.commodity(), "month", item.month(), null, item.monthParts());
            line(
                    lines,
                    pair,
                    side,
                    view,
                    item.commodity(),
                    "yearToDate",
                    item.yearToDate(),
                    null,
                    item.yearToDateParts());
        }
    }

    private static void line(
            List<List<String>> lines,
            ComparisonAnswer.PairItem pair,
            String side,
            ComparisonAnswer.ViewItem view,
            String commodity,
            String measure,
            ComparisonAnswer.@Nullable Measured measured,
            ComparisonAnswer.@Nullable Apart apart,
            @Nullable BasketParts parts) {
        if (measured == null) {
            return;
        }
        List<String> line = new ArrayList<>(List.of(
                area(pair.exporter()),
                area(pair.importer()),
                CsvText.code(pair.commonMonth()),
                side,
                view.source().code(),
                CsvText.name(view.source().name()),
                String.valueOf(view.source().demonstration()),
                view.classification(),
                view.currency(),
                CsvText.code(view.basis()),
                commodity,
                measure,
                measured.window(),
                CsvText.number(measured.value()),
                String.valueOf(measured.estimated()),
                String.join(
                        ";",
                        measured.missing().stream()
                                .map(missing -> missing.commodity() + " " + missing.period() + " " + missing.reason())
                                .toList()),
                measured.beforeWindow(),
                CsvText.number(measured.before()),
                CsvText.number(measured.difference()),
                CsvText.number(measured.ratio()),
                CsvText.code(measured.reason()),
                CsvText.number(measured.share()),
                apart == null ? "" : CsvText.number(apart.difference()),
                apart == null ? "" : CsvText.number(apart.ratio()),
                apart == null ? "" : CsvText.code(apart.reason())));
        boolean basket = view.lines().stream().anyMatch(of -> BasketHistory.isBasket(of.commodity()));
        line.addAll(basket ? BasketCsv.fields(parts) : List.of());
        lines.add(line);
    }

    private static String area(AreaRef area) {
        return CsvText.name(area.alpha3() == null ? String.valueOf(area.code()) : area.alpha3());
    }
}
