package io.strait.trade.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Groups as RFC 4180 CSV: an area is three columns, a measure two. */
final class TotalCsv {
    private TotalCsv() {}

    static String write(TotalQuery query, List<TotalAnswer.Item> items) {
        return CsvText.write(header(query), items, item -> fields(query, item));
    }

    private static List<String> header(TotalQuery query) {
        List<String> names = new ArrayList<>();
        for (Dimension dimension : query.groupBy()) {
            names.add(dimension.code());
            if (dimension.isArea()) {
                names.add(dimension.code() + "Alpha3");
                names.add(dimension.code() + "Name");
            }
            if (dimension == Dimension.FLOW && query.labels()) {
                names.add("flowName");
            }
        }
        names.addAll(List.of(
                "rank",
                "tied",
                "share",
                "currency",
                "series",
                "figures",
                "estimated",
                "missing",
                "suppressed",
                "notReported",
                "incomplete"));
        for (Measure measure : query.measures()) {
            names.add(measure.code());
            names.add(measure.code() + "Figures");
        }
        if (query.basket() != null) {
            names.addAll(BasketShare.HEADER);
        }
        return names;
    }

    private static List<String> fields(TotalQuery query, TotalAnswer.Item item) {
        List<String> fields = new ArrayList<>();
        for (Object key : item.keys().values()) {
            if (key instanceof AreaRef area) {
                fields.add(String.valueOf(area.code()));
                fields.add(CsvText.name(area.alpha3()));
                fields.add(CsvText.name(area.name()));
            } else {
                fields.add(CsvText.code(key));
            }
        }
        TotalAnswer.Amounts amounts = item.amounts();
        fields.add(CsvText.code(item.rank()));
        fields.add(String.valueOf(item.tied()));
        fields.add(CsvText.number(item.share()));
        fields.add(CsvText.code(amounts.currency()));
        fields.add(CsvText.code(amounts.series()));
        fields.add(String.valueOf(amounts.figures()));
        fields.add(String.valueOf(amounts.estimated()));
        fields.add(String.valueOf(amounts.missing()));
        fields.add(String.valueOf(amounts.suppressed()));
        fields.add(CsvText.code(amounts.notReported()));
        fields.add(String.valueOf(amounts.incomplete()));
        Map<String, TotalAnswer.Amount> measures = amounts.measures();
        for (Measure measure : query.measures()) {
            TotalAnswer.Amount amount = measures == null ? null : measures.get(measure.code());
            fields.add(amount == null ? "" : CsvText.number(amount.value()));
            fields.add(amount == null ? "" : String.valueOf(amount.figures()));
        }
        BasketShare basket = amounts.basket();
        if (basket != null) {
            fields.addAll(basket.fields());
        }
        return fields;
    }
}
