package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.catalogue.model.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConcentrationPropertiesTest {
    /** Any completion: each supplier gets something in its range, what is left goes to unnamed ones. */
    @Property(tries = 500, seed = "1")
    void theIntervalContainsTheHhiOfAnyCompletion(
            @ForAll("markets") List<SupplierShare> shares, @ForAll Random random) {
        Concentration concentration = Concentration.of(shares, 2);

        for (int attempt = 0; attempt < 20; attempt++) {
            double hhi = completion(shares, random);
            assertThat(hhi)
                    .isBetween(
                            concentration.hhi().low() - 1e-6,
                            concentration.hhi().high() + 1e-6);
        }
    }

    /** Corners by exhaustion: every choice of who is at the high end, and who gets what is left. */
    @Property(tries = 300, seed = "2")
    void theHighestHhiIsTheBestCorner(@ForAll("ranges") List<SupplierShare> shares) {
        assertThat(Concentration.of(shares).hhi().high()).isCloseTo(bestCorner(shares), within(1e-6));
    }

    @Property(tries = 200, seed = "3")
    void theOrderOfSuppliersDoesNotMatter(@ForAll("markets") List<SupplierShare> shares, @ForAll Random random) {
        List<SupplierShare> shuffled = new ArrayList<>(shares);
        Collections.shuffle(shuffled, random);

        Interval one = Concentration.of(shares).hhi();
        Interval other = Concentration.of(shuffled).hhi();

        assertThat(other.low()).isCloseTo(one.low(), within(1e-6));
        assertThat(other.high()).isCloseTo(one.high(), within(1e-6));
    }

    @Property(tries = 200, seed = "4")
    void theUnitOfAmountsDoesNotMatter(@ForAll("amounts") double[] amounts, @ForAll("scales") double scale) {
        double[] scaled = amounts.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= scale;
        }

        assertThat(Concentration.ofAmounts(scaled)).isCloseTo(Concentration.ofAmounts(amounts), within(1e-6));
        assertThat(Concentration.ofAmounts(amounts)).isBetween(0.0, 10_000 + 1e-9);
    }

    @Property(tries = 200, seed = "5")
    void byAreaIsAtLeastAsConcentratedAsBySupplier(@ForAll("markets") List<SupplierShare> shares) {
        Interval bySupplier = Concentration.of(shares).hhi();
        Interval byArea = Concentration.byArea(
                        shares, share -> "A" + share.supplier().hashCode() % 3, 1)
                .hhi();

        assertThat(byArea.low()).isGreaterThanOrEqualTo(bySupplier.low() - 1e-6);
        assertThat(byArea.high()).isBetween(bySupplier.high() - 1e-6, 10_000.0);
    }

    @Provide
    Arbitrary<List<SupplierShare>> markets() {
        Arbitrary<Integer> percent = Arbitraries.integers().between(0, 40);
        Arbitrary<Share> share = Arbitraries.frequencyOf(List.of(
                net.jqwik.api.Tuple.of(4, percent.map(Shares::exact)),
                net.jqwik.api.Tuple.of(
                        3,
                        Combinators.combine(percent, percent)
                                .as((one, other) -> Shares.range(Math.min(one, other), Math.max(one, other)))),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Share.UNKNOWN)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Share.NEGLIGIBLE))));
        return share.list().ofMaxSize(8).map(list -> Shares.and(List.of(), list.toArray(new Share[0])));
    }

    @Provide
    Arbitrary<List<SupplierShare>> ranges() {
        Arbitrary<Integer> percent = Arbitraries.integers().between(0, 30);
        return Combinators.combine(percent, percent)
                .as((one, other) -> Shares.range(Math.min(one, other), Math.max(one, other)))
                .list()
                .ofMaxSize(7)
                .map(list -> Shares.and(List.of(), list.toArray(new Share[0])))
                .filter(list -> list.stream().mapToDouble(share -> low(share)).sum() <= 100);
    }

    @Provide
    Arbitrary<double[]> amounts() {
        return Arbitraries.doubles().between(0, 1e6).array(double[].class).ofMaxSize(12);
    }

    @Provide
    Arbitrary<Double> scales() {
        return Arbitraries.of(1e-9, 0.37, 12.0, 1e12);
    }

    private static double low(SupplierShare share) {
        return share.share() instanceof Share.Known known ? known.low().doubleValue() : 0;
    }

    private static double high(SupplierShare share) {
        if (share.share() instanceof Share.Known known) {
            return known.high().doubleValue();
        }
        return share.share() instanceof Share.Negligible ? 2 : 100;
    }

    private static double completion(List<SupplierShare> shares, Random random) {
        double lows =
                shares.stream().mapToDouble(ConcentrationPropertiesTest::low).sum();
        if (lows > 100) {
            return shares.stream()
                    .mapToDouble(share -> Math.pow(low(share) * 100 / lows, 2))
                    .sum();
        }
        List<SupplierShare> order = new ArrayList<>(shares);
        Collections.shuffle(order, random);
        double left = 100 - lows;
        double hhi = 0;
        for (SupplierShare share : order) {
            double most = Math.min(left, high(share) - low(share));
            double more = random.nextBoolean() ? most : most * random.nextDouble();
            left -= more;
            hhi += Math.pow(low(share) + more, 2);
        }
        int unnamed = 1 + random.nextInt(3);
        return hhi + left * left / unnamed;
    }

    private static double bestCorner(List<SupplierShare> shares) {
        int n = shares.size();
        double best = 0;
        for (int full = 0; full < 1 << n; full++) {
            double left = 100;
            double hhi = 0;
            for (int i = 0; i < n; i++) {
                double share = (full >> i & 1) == 1 ? high(shares.get(i)) : low(shares.get(i));
                left -= share;
                hhi += share * share;
            }
            if (left < 0) {
                continue;
            }
            best = Math.max(best, hhi + left * left);
            for (int i = 0; i < n; i++) {
                double low = low(shares.get(i));
                if ((full >> i & 1) == 0 && low + left <= high(shares.get(i))) {
                    best = Math.max(best, hhi - low * low + (low + left) * (low + left));
                }
            }
        }
        return best;
    }
}
