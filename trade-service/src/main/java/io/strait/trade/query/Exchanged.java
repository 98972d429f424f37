package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.rate.Factor;
import io.strait.trade.rate.Rate;
import io.strait.trade.rate.RateUse;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a figure's values came into the currency that was asked for.
 *
 * @param from their own currency
 * @param method null when there is no rate: then the figure has no value in the currency
 * @param rate units of the currency for one of {@code from}, in 18 digits; null likewise, and in the same currency
 * @param legs from currency to currency
 * @param reason why there is none; null when there is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Exchanged(
        String from,
        Factor.@Nullable Method method,
        @Nullable BigDecimal rate,
        List<Step> legs,
        @Nullable String reason) {
    private static final MathContext SHOWN = new MathContext(18, RoundingMode.HALF_EVEN);

    /**
     * A step, by a rate as it is published.
     *
     * @param inverse whether the rate is units of {@code from} for one of {@code to}
     * @param rate the mean where it is of several months
     * @param meanOf of how many months; null when the rate is of the period itself
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Step(
            String from,
            String to,
            boolean inverse,
            BigDecimal rate,
            String firstPeriod,
            String lastPeriod,
            @Nullable Integer meanOf,
            List<RateUse> uses,
            List<String> sources) {
        static Step of(Factor.Leg leg) {
            List<Rate> rates = leg.rates();
            BigDecimal sum = rates.stream().map(Rate::rate).reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Step(
                    leg.from(),
                    leg.to(),
                    leg.inverse(),
                    leg.isMean() ? sum.divide(BigDecimal.valueOf(rates.size()), SHOWN) : sum,
                    rates.get(0).period().toString(),
                    rates.get(rates.size() - 1).period().toString(),
                    leg.isMean() ? rates.size() : null,
                    rates.stream().map(Rate::use).distinct().sorted().toList(),
                    rates.stream().map(Rate::source).distinct().sorted().toList());
        }
    }

    static Exchanged of(Exchange.Key key, Exchange exchange) {
        Optional<Factor> factor = exchange.factor(key);
        if (factor.isEmpty()) {
            return new Exchanged(key.currency(), null, null, List.of(), exchange.reason(key));
        }
        List<Factor.Leg> legs = factor.get().legs();
        return new Exchanged(
                key.currency(),
                factor.get().method(),
                legs.isEmpty() ? null : PlainNumbers.plain(factor.get().rate()),
                legs.stream().map(Step::of).toList(),
                null);
    }

    /** Those of all steps, each once. */
    String sources() {
        return String.join(
                "; ",
                legs.stream().flatMap(leg -> leg.sources().stream()).distinct().toList());
    }

    /** For formats without members: why there is no value, or which rates were not simply those of the period. */
    String note() {
        if (reason != null) {
            return reason;
        }
        return String.join(
                "; ",
                legs.stream()
                        .map(leg -> leg.from() + " to " + leg.to() + (leg.inverse() ? " by the inverse" : "")
                                + (leg.meanOf() == null ? "" : " by the mean of " + leg.meanOf() + " months"))
                        .toList());
    }
}
