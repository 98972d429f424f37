package io.strait.trade.query;

import io.strait.trade.basket.BasketHistory;
import io.strait.trade.problem.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a question for figures may have beside a basket that stands for commodities. */
final class BasketQuestion {
    private BasketQuestion() {}

    /** As {@link BasketHistory#parse} gave it; null where commodities are asked for. */
    static @Nullable String basket(Selection selection) {
        return selection.commodities().stream()
                .filter(BasketHistory::isBasket)
                .findFirst()
                .orElse(null);
    }

    /** Faults go to {@code parameters}. */
    static void check(Parameters parameters, Selection selection, List<Measure> measures) {
        String basket = basket(selection);
        if (basket == null) {
            return;
        }
        if (selection.commodities().size() > 1) {
            parameters.add(
                    "commodity",
                    basket,
                    "stands beside other lines, and may have goods in common with them",
                    "a basket alone, or codes");
        }
        if (parameters.has("level")) {
            parameters.add(
                    "level", basket, "cannot be had of a basket, whose codes have levels of their own", "no level");
        }
        Map<String, Boolean> breakdowns = new TreeMap<>();
        breakdowns.put("partner2", isTotal(selection.partner2()));
        breakdowns.put("customs", isTotal(selection.customs()));
        breakdowns.put("transport", isTotal(selection.transport()));
        breakdowns.put("supply", isTotal(selection.supply()));
        breakdowns.forEach((name, total) -> {
            if (!total) {
                parameters.add(
                        name,
                        basket,
                        "cannot be had of a basket, which is of totals",
                        name + "=totals, or leave it out");
            }
        });
        if (parameters.has("measures") && !measures.equals(List.of(Measure.PRIMARY_VALUE))) {
            parameters.add(
                    "measures",
                    basket,
                    "has values only: a share of the value is none of the weight",
                    Measure.PRIMARY_VALUE.code() + ", or leave it out");
        }
    }

    private static boolean isTotal(@Nullable List<?> breakdown) {
        return breakdown != null && breakdown.isEmpty();
    }
}
