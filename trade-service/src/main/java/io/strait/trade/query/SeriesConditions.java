package io.strait.trade.query;

import io.strait.trade.series.Frequency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a selection demands of a row {@code s} of series. */
final class SeriesConditions {
    private SeriesConditions() {}

    static void add(Conditions conditions, Selection selection) {
        Frequency frequency = selection.frequency();
        if (frequency != null) {
            conditions.add("s.frequency = ?", frequency.code());
        }
        CommodityPattern.add(conditions, "s.commodity", selection.commodities());
        conditions.anyOf("s.commodity_level", selection.detail().levels());
        conditions.anyOf("s.flow", selection.flows());
        conditions.anyOf("s.source", selection.sources());
        conditions.anyOf("s.classification", selection.classifications());
        if (selection.reporters().isEmpty() && selection.detail().reporters() != Choice.ALL) {
            conditions.add("s.reporter " + (selection.detail().reporters() == Choice.TOTALS ? "" : "not ")
                    + "in (select code from area where kind in ('WORLD', 'GROUP'))");
        }
        conditions.anyOf("s.reporter", selection.reporters());
        if (selection.partners().isEmpty() && selection.detail().partners() != Choice.ALL) {
            conditions.add(
                    selection.detail().partners() == Choice.TOTALS ? "s.partner_is_total" : "not s.partner_is_total");
        }
        conditions.anyOf("s.partner", selection.partners());
        breakdown(conditions, selection, "partner2", selection.partner2(), 0);
        breakdown(conditions, selection, "customs", selection.customs(), "C00");
        breakdown(conditions, selection, "transport", selection.transport(), "0");
        breakdown(conditions, selection, "supply", selection.supply(), "0");
    }

    private static <T> void breakdown(
            Conditions conditions, Selection selection, String name, @Nullable List<T> codes, T total) {
        if (codes != null) {
            conditions.anyOf("s." + name, codes.isEmpty() ? List.of(total) : codes);
        } else if (selection.detail().withoutTotal().contains(name)) {
            conditions.add("s." + name + " <> ?", total);
        }
    }
}
