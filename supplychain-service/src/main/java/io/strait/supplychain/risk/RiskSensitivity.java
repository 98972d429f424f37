package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.risk.Purchases.Purchase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A measure of a node as a function of what is not known, for {@link Sensitivity}. Shares are drawn as
 * {@link Sourcing#draws} says. Immutable and thread-safe.
 *
 * @param size about how many steps one answer takes
 */
public record RiskSensitivity(List<Sensitivity.Unknown> unknowns, ToDoubleFunction<double[]> answer, long size) {
    public RiskSensitivity {
        unknowns = List.copyOf(unknowns);
    }

    /** How many steps all answers take. */
    public long steps(Sensitivity.Sampling sampling) {
        long answers = sampling.answers(unknowns.size());
        return Math.multiplyHigh(answers, size) == 0 && answers * size >= 0 ? answers * size : Long.MAX_VALUE;
    }

    /** HHI of the market of an input; what unnamed suppliers have is spread over many and adds nothing. */
    public static RiskSensitivity ofConcentration(FactBook book, String input, boolean byArea) {
        Sourcing market = Sourcing.ofMarket(book, input);
        FirmShares shares = new FirmShares();
        shares.add(market);
        return new RiskSensitivity(
                shares.unknowns(),
                values -> hhi(market, shares.of(values), byArea),
                market.sources().size());
    }

    private static double hhi(Sourcing market, double[] shares, boolean byArea) {
        Map<String, Double> groups = new HashMap<>();
        for (int i = 0; i < shares.length; i++) {
            Sourcing.Source source = market.sources().get(i);
            String name = byArea ? source.area() : source.supplier();
            if (name != null) {
                groups.merge(name, shares[i], Double::sum);
            }
        }
        return groups.values().stream().mapToDouble(share -> share * share).sum();
    }

    /**
     * Days that a node works while some fail, as long as all its critical inputs last; at most until supply is back, so
     * that it is a number in any case.
     */
    public static RiskSensitivity ofSurvival(Purchases purchases, Failing failing, double daysToRecover) {
        List<Purchase> critical = purchases.inputs().stream()
                .filter(purchase -> purchase.essentiality() == Essentiality.CRITICAL)
                .toList();
        FirmShares shares = new FirmShares();
        int[] first = critical.stream()
                .mapToInt(purchase -> shares.add(purchase.from()).first())
                .toArray();
        List<Sensitivity.Unknown> unknowns = new ArrayList<>(shares.unknowns());
        int stocksFrom = unknowns.size();
        int[] stockAt = new int[first.length];
        for (int i = 0; i < stockAt.length; i++) {
            Purchase purchase = critical.get(i);
            Estimate stock = purchase.stockDays();
            stockAt[i] = purchase.isStockKnown() ? -1 : unknowns.size();
            if (!purchase.isStockKnown()) {
                unknowns.add(new Sensitivity.Unknown(
                        "stock of " + purchase.need().input(), stock.low(), stock.given(), stock.high()));
            }
        }
        long size = critical.stream()
                .mapToLong(purchase -> purchase.from().sources().size() + 1)
                .sum();
        return new RiskSensitivity(
                unknowns,
                values -> {
                    double[] share = shares.of(Arrays.copyOf(values, stocksFrom));
                    double days = daysToRecover;
                    for (int i = 0; i < first.length; i++) {
                        Purchase purchase = critical.get(i);
                        double stock = stockAt[i] < 0 ? purchase.stockDays().given() : values[stockAt[i]];
                        double lost = lost(purchase.from(), failing, share, first[i]);
                        days = lost > 0 ? Math.min(days, stock / lost) : days;
                    }
                    return days;
                },
                Math.max(1, size));
    }

    private static double lost(Sourcing from, Failing failing, double[] share, int first) {
        if (failing.nodes().contains(from.input())) {
            return 1;
        }
        double lost = 0;
        for (int i = 0; i < from.sources().size(); i++) {
            if (failing.hits(from.sources().get(i))) {
                lost += share[first + i];
            }
        }
        return Math.min(1, lost / 100);
    }

    /** Which part of all output is lost when some firms stop. */
    public static RiskSensitivity ofSystemicRisk(Firms firms, Esri.Options options, int[] stopped) {
        InputRole.Roles roles = firms.roles();
        return new RiskSensitivity(
                firms.unknowns(),
                values -> {
                    FirmNetwork network = firms.network(values);
                    double[] left = new double[network.firms()];
                    Arrays.fill(left, 1);
                    for (int firm : stopped) {
                        left[firm] = 0;
                    }
                    return new Esri(network, roles, options).of(left).combined();
                },
                // The network is made anew for every answer.
                2L * (firms.basis().firms() + firms.basis().flows()));
    }
}
