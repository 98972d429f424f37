package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.risk.Esri.Options;
import io.strait.supplychain.risk.Shortage.OrderSplit;
import io.strait.supplychain.risk.Shortage.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds of every network: random ones, with circles, from a seed. */
class RiskPropertiesTest {
    private static final int FIRMS = 14;
    private static final int PRODUCTS = 5;
    private static final double ROUNDING = 1e-9;

    @Property(tries = 200, seed = "11")
    void aScoreIsFrom0To1AndOfASetAtLeastThatOfItsMembers(
            @ForAll int seed,
            @ForAll boolean sigma,
            @ForAll @IntRange(max = FIRMS - 1) int one,
            @ForAll @IntRange(max = FIRMS - 1) int other) {
        Esri esri = esri(seed, sigma);
        double[] left = ones();
        left[one] = 0;
        left[other] = 0;

        Esri.Scores both = esri.of(left);

        for (Esri.Scores member : List.of(esri.ofFirm(one), esri.ofFirm(other))) {
            assertThat(member.combined()).isBetween(0.0, 1.0);
            assertThat(member.combined())
                    .isGreaterThanOrEqualTo(Math.max(member.downstream(), member.upstream()) - ROUNDING);
            assertThat(both.combined()).isBetween(member.combined() - ROUNDING, 1.0);
        }
    }

    @Property(tries = 200, seed = "12")
    void aLargerShockLosesNoLess(
            @ForAll int seed,
            @ForAll boolean sigma,
            @ForAll @DoubleRange(max = 1) double less,
            @ForAll @DoubleRange(max = 1) double more) {
        Esri esri = esri(seed, sigma);
        double[] left = ones();
        left[0] = Math.max(less, more);
        double small = esri.of(left).combined();
        left[0] = Math.min(less, more);

        assertThat(esri.of(left).combined()).isGreaterThanOrEqualTo(small - ROUNDING);
    }

    @Property(tries = 100, seed = "13")
    void theStepsAreThoseOfTheFormulasInFull(@ForAll int seed, @ForAll boolean sigma) {
        FirmNetwork network = network(new SplittableRandom(seed));
        Options options = new Options(sigma, 1e-3, 1000);
        Esri.Run run = new Esri(network, RiskPropertiesTest::role, options).run();
        double[] left = ones();
        left[1] = 0;
        left[2] = .4;

        Esri.Scores scores = run.of(left);

        DenseEsri dense = new DenseEsri(network, RiskPropertiesTest::role, options, left);
        assertThat(scores.iterations()).isEqualTo(dense.steps);
        assertThat(run.downstreamLeft()).containsExactly(dense.downstream, within(1e-12));
        assertThat(run.upstreamLeft()).containsExactly(dense.upstream, within(1e-12));
    }

    @Property(tries = 150, seed = "14")
    void stockBalancesOutputFitsCapacityAndNothingIsNegative(
            @ForAll int seed, @ForAll @DoubleRange(max = 1) double psi, @ForAll OrderSplit split) {
        SplittableRandom random = new SplittableRandom(seed);
        SupplyPlan plan = plan(random);
        List<Disruption> disruptions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int from = random.nextInt(20);
            disruptions.add(new Disruption(
                    random.nextInt(FIRMS), random.nextDouble(), from, from + random.nextInt(20), random.nextInt(9)));
        }
        double alpha = 1 + random.nextDouble();

        Shortage shortage = Shortage.of(plan, disruptions, 80, new Settings(alpha, 4, psi, split));

        for (int day = 0; day < 80; day++) {
            for (int input = 0; input < plan.inputs(); input++) {
                double before = day == 0 ? plan.stockDays[input] * plan.inflow[input] : shortage.stock(input, day - 1);
                assertThat(shortage.stock(input, day))
                        .isCloseTo(
                                before + shortage.received(input, day) - shortage.used(input, day), within(ROUNDING));
                assertThat(shortage.stock(input, day)).isBetween(0.0, 1e9);
                assertThat(shortage.used(input, day)).isBetween(0.0, 1e9);
                assertThat(shortage.received(input, day)).isBetween(0.0, 1e9);
            }
            for (int firm = 0; firm < FIRMS; firm++) {
                double loss = 0;
                for (Disruption disruption : disruptions) {
                    loss = disruption.firm() == firm ? Math.max(loss, disruption.at(day)) : loss;
                }
                assertThat(shortage.made(firm, day))
                        .isBetween(0.0, alpha * (1 - loss) * plan.output(firm) * (1 + ROUNDING));
                assertThat(shortage.delivered(firm, day))
                        .isBetween(0.0, Math.min(plan.finalDemand[firm], shortage.made(firm, day)) + ROUNDING);
            }
        }
        // What is used of a critical input is what output needs of it
        for (int input = 0; input < plan.inputs(); input++) {
            if (plan.weight[input] == 1 && plan.inflow[input] > 0) {
                double amount = plan.inflow[input] / plan.output(plan.inputOf[input]);
                assertThat(shortage.used(input, 40))
                        .isCloseTo(shortage.made(plan.inputOf[input], 40) * amount, within(ROUNDING));
            }
        }
    }

    /** Without eps, shocks of all sizes take the same steps: a small one does not stop earlier. */
    private static Esri esri(int seed, boolean sigma) {
        return new Esri(network(new SplittableRandom(seed)), RiskPropertiesTest::role, new Options(sigma, 0, 2000));
    }

    private static InputRole role(int input, int product) {
        return InputRole.values()[(3 * input + 2 * product) % 3];
    }

    private static double[] ones() {
        double[] ones = new double[FIRMS];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static FirmNetwork network(SplittableRandom random) {
        FirmNetwork.Builder builder =
                FirmNetwork.of(random.ints(FIRMS, 0, PRODUCTS).toArray());
        for (int i = 0; i < 3 * FIRMS; i++) {
            int supplier = random.nextInt(FIRMS);
            int customer = random.nextInt(FIRMS);
            if (supplier != customer) {
                builder.supply(supplier, customer, 1 + random.nextInt(9));
            }
        }
        return builder.finalDemand(random.nextInt(FIRMS), random.nextInt(20)).build();
    }

    private static SupplyPlan plan(SplittableRandom random) {
        SupplyPlan.Builder builder = SupplyPlan.builder();
        for (int firm = 0; firm < FIRMS; firm++) {
            builder.firm(1 + random.nextInt(5));
        }
        for (int i = 0; i < 2 * FIRMS; i++) {
            int customer = random.nextInt(FIRMS);
            int input = builder.input(customer, random.nextInt(12), random.nextInt(4) > 0);
            for (int j = 0; j < 2; j++) {
                int supplier = random.nextInt(FIRMS);
                if (supplier != customer) {
                    builder.supply(input, supplier, random.nextInt(4));
                }
            }
        }
        return builder.build();
    }

    /** The formulas of {@link Esri} as they are written, all firms in every step. */
    private static final class DenseEsri {
        double[] downstream;
        double[] upstream;
        int steps;

        DenseEsri(FirmNetwork network, InputRole.Roles roles, Options options, double[] psi) {
            double[][] w = new double[FIRMS][FIRMS];
            for (int i = 0; i < FIRMS; i++) {
                for (int at = network.offsets()[i]; at < network.offsets()[i + 1]; at++) {
                    w[i][network.customers()[at]] += network.amounts()[at];
                }
            }
            downstream = psi.clone();
            upstream = psi.clone();
            double fall = 1;
            while (fall > options.eps()) {
                steps++;
                fall = 0;
                double[] nextDownstream = new double[FIRMS];
                double[] nextUpstream = new double[FIRMS];
                for (int j = 0; j < FIRMS; j++) {
                    double[] ofProduct = new double[PRODUCTS];
                    double[] loss = new double[PRODUCTS];
                    for (int i = 0; i < FIRMS; i++) {
                        ofProduct[network.product(i)] += w[i][j];
                    }
                    double others = 0;
                    double least = psi[j];
                    for (int i = 0; i < FIRMS; i++) {
                        int k = network.product(i);
                        InputRole role = roles.of(k, network.product(j));
                        double whole = role == InputRole.ESSENTIAL ? ofProduct[k] : network.inStrength(j);
                        if (role != InputRole.NONE && w[i][j] > 0) {
                            loss[k] += sigma(network, options, i) * w[i][j] / whole * (1 - downstream[i]);
                        }
                        if (network.outStrength(j) > 0) {
                            nextUpstream[j] += w[j][i] / network.outStrength(j) * (1 - upstream[i]);
                        }
                    }
                    for (int k = 0; k < PRODUCTS; k++) {
                        if (roles.of(k, network.product(j)) == InputRole.ESSENTIAL) {
                            least = Math.min(least, 1 - loss[k]);
                        } else {
                            others += loss[k];
                        }
                    }
                    nextDownstream[j] = Math.max(0, Math.min(least, 1 - others));
                    nextUpstream[j] = Math.max(0, Math.min(psi[j], 1 - nextUpstream[j]));
                    fall = Math.max(fall, downstream[j] - nextDownstream[j]);
                    fall = Math.max(fall, upstream[j] - nextUpstream[j]);
                }
                downstream = nextDownstream;
                upstream = nextUpstream;
            }
        }

        private double sigma(FirmNetwork network, Options options, int i) {
            double market = 0;
            for (int m = 0; m < FIRMS; m++) {
                market += network.product(m) == network.product(i) ? network.outStrength(m) * downstream[m] : 0;
            }
            return !options.replaceability() || market == 0 ? 1 : Math.min(1, network.outStrength(i) / market);
        }
    }
}
