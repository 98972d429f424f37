package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.problem.Violation;
import io.strait.trade.rate.Factor;
import io.strait.trade.rate.Fraction;
import io.strait.trade.rate.Rate;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a whole result came into one currency.
 *
 * @param ratesVersion of the table of exchange rates; 0 when there is none
 * @param scale digits after the point of a converted value, rounded half to even at the end only
 * @param converted figures with a value in the currency, those that had it before among them
 * @param notConverted figures with a value that could not be converted: then there is no sum
 * @param without they, by currency
 * @param sources of the rates that were used
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ExchangeSummary(
        String currency,
        int ratesVersion,
        int scale,
        long converted,
        long notConverted,
        List<Without> without,
        List<RateSource> sources) {
    private static final String EXPECTED = "rates for these periods, loaded at /trade/v1/exchangeRates; or periods that"
            + " have some; or " + ExchangeChoice.VERSION + ", another version of them; or no currency";

    /** Values that are converted alike, added. */
    record Group(Exchange.Key key, BigDecimal sum, long figures) {}

    /**
     * What could not be converted.
     *
     * @param primaryValue their sum in their own currency
     * @param first the first period without a rate, in order of its first day
     */
    record Without(String currency, long figures, BigDecimal primaryValue, String first, String last, String reason) {}

    /** @param version the newest load of it that was used */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RateSource(String name, @Nullable String url, int version) {}

    /** @param sum in the currency; of no use when nothing was converted */
    record Counted(ExchangeSummary summary, BigDecimal sum) {}

    /** @param exchange with the rates of all currencies loaded */
    static Counted of(List<Group> groups, Exchange exchange) {
        BigDecimal asItIs = BigDecimal.ZERO;
        List<Fraction> exact = new ArrayList<>();
        long converted = 0;
        long notConverted = 0;
        Map<String, List<Group>> without = new TreeMap<>();
        Map<String, RateSource> sources = new TreeMap<>();
        for (Group group : groups) {
            Optional<Factor> factor = exchange.factor(group.key());
            if (factor.isEmpty()) {
                notConverted += group.figures();
                without.computeIfAbsent(group.key().currency(), currency -> new ArrayList<>())
                        .add(group);
                continue;
            }
            converted += group.figures();
            if (factor.get().legs().isEmpty()) {
                asItIs = asItIs.add(group.sum());
            } else {
                exact.add(factor.get().exact(group.sum()));
            }
            factor.get().legs().forEach(leg -> leg.rates().forEach(rate -> add(sources, rate)));
        }
        return new Counted(
                new ExchangeSummary(
                        exchange.currency(),
                        exchange.version(),
                        Factor.SCALE,
                        converted,
                        notConverted,
                        without.values().stream()
                                .map(groupsOf -> without(groupsOf, exchange))
                                .toList(),
                        List.copyOf(sources.values())),
                exact.isEmpty() ? asItIs : sum(asItIs, exact));
    }

    /** Rounded once. */
    private static BigDecimal sum(BigDecimal asItIs, List<Fraction> exact) {
        exact.add(new Fraction(asItIs, BigDecimal.ONE));
        return Fraction.sum(exact).rounded();
    }

    private static void add(Map<String, RateSource> sources, Rate rate) {
        sources.merge(
                rate.source() + "\n" + rate.url(),
                new RateSource(rate.source(), rate.url(), rate.version()),
                (one, other) -> one.version() >= other.version() ? one : other);
    }

    private static Without without(List<Group> groups, Exchange exchange) {
        long figures = 0;
        BigDecimal sum = BigDecimal.ZERO;
        Exchange.Key first = groups.get(0).key();
        Exchange.Key last = first;
        for (Group group : groups) {
            figures += group.figures();
            sum = sum.add(group.sum());
            Period period = group.key().period();
            first = period.compareTo(first.period()) < 0 ? group.key() : first;
            last = period.compareTo(last.period()) > 0 ? group.key() : last;
        }
        return new Without(
                first.currency(),
                figures,
                sum,
                first.period().toString(),
                last.period().toString(),
                exchange.reason(first));
    }

    /** What a reader must know; empty when all is converted. */
    Optional<Warning> warning() {
        return notConverted == 0
                ? Optional.empty()
                : Optional.of(new Warning("not-converted", ExchangeChoice.CURRENCY, currency, message()));
    }

    /** Why there is no sum; empty likewise. */
    Optional<Violation> refusal() {
        return notConverted == 0
                ? Optional.empty()
                : Optional.of(new Violation(ExchangeChoice.CURRENCY, currency, message(), EXPECTED));
    }

    private String message() {
        return notConverted + " of " + (converted + notConverted) + " figures have no value in " + currency + ": "
                + without.stream()
                        .map(of -> of.reason() + " (" + of.figures() + " figures, " + of.first() + " to " + of.last()
                                + ")")
                        .collect(Collectors.joining("; "));
    }
}
