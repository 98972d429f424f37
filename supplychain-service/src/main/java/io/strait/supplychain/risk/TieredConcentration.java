package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * On whom a product hangs in the end, through several tiers: what each ultimate source has of it, and how concentrated
 * that is.
 *
 * <p>Each node has sources with shares in percent of what it gets. What an ultimate source u, one without sources of its
 * own, has of a product is the sum over all chains from it of the product of the shares along the chain,
 * {@code f_u = sum over chains of s_1 s_2 ... s_n}: the absorption probabilities of a Markov chain, as in input-output
 * analysis. Worked: a fab takes HF from a maker A (60) and a maker B (40); A takes its fluorspar from China (90) and
 * Mexico (10), B from China (50) and somebody unknown. China has {@code .6*.9 + .4*.5 = 74 %}, Mexico 6 %, and 20 % are
 * unknown: China has 74 to 94 %, and the HHI is from {@code 74^2+6^2 = 5512} to {@code 94^2+6^2 = 8872}.
 *
 * <p>Convention. A node counts with the low end of its share. Low ends that add up to more than 100 are scaled to 100;
 * what they leave is unknown, and may in the end come from anybody, named or not: that widens every share upwards by the
 * same amount. So does what comes through collective nodes, and what is still on its way after the most tiers, or runs in
 * a circle. The lowest HHI spreads what is unknown over infinitely many, the highest gives it to the largest. Where a node
 * needs several inputs, their shares are what each weighs in it, see {@link #weights}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sources by share, the largest first, then by name
 * @param unknown percent of the product of which nobody knows where it comes from
 * @param hhi of the sources, 0 to 10000
 */
public record TieredConcentration(List<UltimateSource> sources, double unknown, Interval hhi) {
    private static final double NOTHING = 1e-12;

    /** What one ultimate source has, in percent. */
    public record UltimateSource(String name, Interval share) {}

    public TieredConcentration {
        sources = List.copyOf(sources);
    }

    /**
     * @param sourcesOf the suppliers (or weighed inputs) of a node, without any where it is an ultimate source
     * @param areaOf what stands for an ultimate source: its area, or itself; null where unknown
     * @param maxTiers how many links a chain has at most, 1 to 1000
     * @throws IllegalArgumentException when the most tiers are out of range
     */
    public static TieredConcentration of(
            String product,
            Function<String, List<SupplierShare>> sourcesOf,
            Function<String, @Nullable String> areaOf,
            int maxTiers) {
        Checks.between("maxTiers", maxTiers, 1, 1000);
        Map<String, Double> ultimate = new TreeMap<>();
        Map<String, List<SupplierShare>> known = new HashMap<>();
        Map<String, Double> level = new LinkedHashMap<>(Map.of(product, 100.0));
        for (int tier = 1; tier <= maxTiers && !level.isEmpty(); tier++) {
            Map<String, Double> next = new LinkedHashMap<>();
            level.forEach((node, percent) -> {
                List<SupplierShare> shares = known.computeIfAbsent(node, sourcesOf);
                double scale = percent / Math.max(100, sumOfLow(shares));
                for (SupplierShare share : shares) {
                    double part = low(share.share()) * scale;
                    if (!share.collective() && part > NOTHING) {
                        boolean last = known.computeIfAbsent(share.supplier(), sourcesOf)
                                .isEmpty();
                        if (!last) {
                            next.merge(share.supplier(), part, Double::sum);
                        } else {
                            String area = areaOf.apply(share.supplier());
                            if (area != null) {
                                ultimate.merge(area, part, Double::sum);
                            }
                        }
                    }
                }
            });
            level = next;
        }
        return of(ultimate);
    }

    /**
     * What several inputs weigh in a node, in percent: {@code 100 w_i / sum of w}, by what they cost or any other amount
     * that is known for all.
     *
     * @throws IllegalArgumentException when a weight is negative or not finite, or they have no finite sum above 0
     */
    public static List<SupplierShare> weights(Map<String, Double> weights) {
        double sum = 0;
        for (double weight : weights.values()) {
            sum += Checks.notNegative("weight", weight);
        }
        if (sum == 0 || 100 * sum > Double.MAX_VALUE) {
            throw new IllegalArgumentException("sum of weights: " + sum + " (expected: finite, above 0)");
        }
        List<SupplierShare> shares = new ArrayList<>();
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            BigDecimal percent = BigDecimal.valueOf(Math.min(100, 100 * weight.getValue() / sum));
            shares.add(new SupplierShare(weight.getKey(), new Share.Known(percent, percent)));
        }
        return shares;
    }

    private static TieredConcentration of(Map<String, Double> ultimate) {
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (double share : ultimate.values()) {
            sum += share;
            squares += share * share;
            largest = Math.max(largest, share);
        }
        double unknown = 100 - sum < NOTHING * 100 ? 0 : 100 - sum;
        List<UltimateSource> sources = new ArrayList<>();
        ultimate.forEach((name, share) -> sources.add(
                new UltimateSource(name, new Interval(Math.min(100, share), Math.min(100, share + unknown)))));
        sources.sort(Comparator.<UltimateSource>comparingDouble(
                        source -> source.share().low())
                .reversed());
        double low = Math.min(10_000, squares);
        double high = unknown == 0 ? low : squares - largest * largest + (largest + unknown) * (largest + unknown);
        return new TieredConcentration(sources, unknown, new Interval(low, Math.min(10_000, Math.max(low, high))));
    }

    private static double sumOfLow(List<SupplierShare> shares) {
        return shares.stream().mapToDouble(share -> low(share.share())).sum();
    }

    private static double low(Share share) {
        return share instanceof Share.Known known ? known.low().doubleValue() : 0;
    }
}
