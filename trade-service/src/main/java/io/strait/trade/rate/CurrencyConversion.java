package io.strait.trade.rate;

import io.strait.trade.rate.Factor.Leg;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How amounts come into one currency. The rate of the amount's own period between the two currencies is taken; else that
 * of the other direction; else the mean of the rates of all months of a quarter or a year, in this order of directions;
 * else two such steps by way of the pivot. Where a rate is missing there is no factor: no other period stands in.
 * Immutable.
 */
public final class CurrencyConversion {
    /** The currency that most rates are told against. */
    public static final String PIVOT = "USD";

    private final RateTable table;
    private final String target;

    public CurrencyConversion(RateTable table, String target) {
        this.table = table;
        this.target = target;
    }

    /** Empty when rates are missing. */
    public Optional<Factor> factor(String from, Period period, RateUse use) {
        if (from.equals(target)) {
            return Optional.of(Factor.of(List.of()));
        }
        Optional<Factor> straight = leg(from, target, period, use).map(leg -> Factor.of(List.of(leg)));
        if (straight.isPresent() || from.equals(PIVOT) || target.equals(PIVOT)) {
            return straight;
        }
        return leg(from, PIVOT, period, use)
                .flatMap(first -> leg(PIVOT, target, period, use).map(second -> Factor.of(List.of(first, second))));
    }

    private Optional<Leg> leg(String from, String to, Period period, RateUse use) {
        return leg(from, to, List.of(period), use).or(() -> leg(from, to, months(period), use));
    }

    /** Of all these periods or not at all. */
    private Optional<Leg> leg(String from, String to, List<Period> periods, RateUse use) {
        return rates(from, to, periods, use)
                .map(rates -> new Leg(from, to, false, rates))
                .or(() -> rates(to, from, periods, use).map(rates -> new Leg(from, to, true, rates)));
    }

    private Optional<List<Rate>> rates(String from, String to, List<Period> periods, RateUse use) {
        List<Rate> rates = new ArrayList<>();
        for (Period period : periods) {
            Optional<Rate> rate = table.find(from, to, period, use);
            if (rate.isEmpty()) {
                return Optional.empty();
            }
            rates.add(rate.get());
        }
        return Optional.of(rates);
    }

    private static List<Period> months(Period period) {
        Period first = new Period(Frequency.MONTHLY, period.start());
        List<Period> months = new ArrayList<>();
        for (int i = 0; i < period.frequency().months(); i++) {
            months.add(first.plus(i));
        }
        return months;
    }
}
