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
        conditions.anyOf("s.commodity", selection.commodities());
        conditions.anyOf("s.flow", selection.flows());
        conditions.anyOf("s.source", selection.sources());
        conditions.anyOf("s.classification", selection.classifications());
        if (selection.reporters().isEmpty()) {
            conditions.add("s.reporter not in (select code from area where kind in ('WORLD', 'GROUP'))");
        }
        conditions.anyOf("s.reporter", selection.reporters());
        if (selection.partners().isEmpty()) {
            conditions.add("not s.partner_is_total");
        }
        conditions.anyOf("s.partner", selection.partners());
        breakdown(conditions, "s.partner2", selection.partner2(), 0);
        breakdown(conditions, "s.customs", selection.customs(), "C00");
        breakdown(conditions, "s.transport", selection.transport(), "0");
        breakdown(conditions, "s.supply", selection.supply(), "0");
    }

    private static <T> void breakdown(Conditions conditions, String column, @Nullable List<T> codes, T total) {
        if (codes != null) {
            conditions.anyOf(column, codes.isEmpty() ? List.of(total) : codes);
        }
    }
}
