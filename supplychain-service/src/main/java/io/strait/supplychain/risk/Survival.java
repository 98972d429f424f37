package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.risk.Purchases.Purchase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long a node works when some fail to deliver: {@link TimeToSurvive} of each input, with a demand of one day's need a
 * day, and what others deliver as backup; and of the node, which works as long as each critical input lasts.
 *
 * <p>What is unknown leaves a range. The worst case has the least stock and the largest loss, and counts inputs of which
 * nobody said whether they are critical; the best case the most stock and the smallest loss. Immutable.
 *
 * @param unitsLost days of the node's output that are lost until supply is back
 */
public record Survival(
        List<Input> inputs, TimeToSurvive worst, TimeToSurvive given, TimeToSurvive best, Estimate unitsLost) {
    /** @param lost which part of the purchase is lost, 0 to 1 */
    public record Input(
            Purchase purchase, Estimate lost, TimeToSurvive worst, TimeToSurvive given, TimeToSurvive best) {}

    public Survival {
        inputs = List.copyOf(inputs);
    }

    /** @param daysToRecover after how many days supply is back */
    public static Survival of(Purchases purchases, Failing failing, double daysToRecover) {
        List<Input> inputs = new ArrayList<>();
        for (Purchase purchase : purchases.inputs()) {
            Estimate lost = failing.lost(purchase.from());
            Estimate stock = purchase.stockDays();
            inputs.add(new Input(
                    purchase,
                    lost,
                    of(lost.high(), stock.low()),
                    of(lost.given(), stock.given()),
                    of(lost.low(), stock.high())));
        }
        List<TimeToSurvive> worst = new ArrayList<>();
        List<TimeToSurvive> given = new ArrayList<>();
        List<TimeToSurvive> best = new ArrayList<>();
        for (Input input : inputs) {
            Essentiality essentiality = input.purchase().essentiality();
            if (essentiality == Essentiality.CRITICAL) {
                worst.add(input.worst());
                given.add(input.given());
                best.add(input.best());
            } else if (essentiality == Essentiality.UNKNOWN) {
                worst.add(input.worst());
            }
        }
        return new Survival(
                inputs,
                shortest(worst),
                shortest(given),
                shortest(best),
                Estimate.around(
                        unitsLost(best, daysToRecover),
                        unitsLost(given, daysToRecover),
                        unitsLost(worst, daysToRecover)));
    }

    private static TimeToSurvive of(double lost, double stockDays) {
        return TimeToSurvive.of(1, 1 - lost, stockDays);
    }

    private static TimeToSurvive shortest(List<TimeToSurvive> all) {
        TimeToSurvive shortest = new TimeToSurvive.Unbounded();
        for (TimeToSurvive one : all) {
            if (one instanceof TimeToSurvive.Days days
                    && !(shortest instanceof TimeToSurvive.Days known && known.days() <= days.days())) {
                shortest = days;
            }
        }
        return shortest;
    }

    /** Output is what the scarcest input allows: on each day the largest shortfall of those whose stock is gone counts. */
    static double unitsLost(List<TimeToSurvive> all, double daysToRecover) {
        List<TimeToSurvive.Days> gone = all.stream()
                .filter(TimeToSurvive.Days.class::isInstance)
                .map(TimeToSurvive.Days.class::cast)
                .sorted(Comparator.comparingDouble(TimeToSurvive.Days::days))
                .toList();
        double lost = 0;
        double shortfall = 0;
        double since = 0;
        for (TimeToSurvive.Days next : gone) {
            double day = Math.min(next.days(), daysToRecover);
            lost += shortfall * (day - since);
            since = day;
            shortfall = Math.max(shortfall, next.shortfall());
        }
        return lost + shortfall * (daysToRecover - since);
    }
}
