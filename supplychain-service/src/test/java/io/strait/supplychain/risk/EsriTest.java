package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.risk.Esri.Options;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EsriTest {
    private static final Offset<Double> PRINTED = within(5e-7);
    private static final Options SIGMA_OFF = new Options(false, 1e-12, 10_000);
    private static final Options SIGMA_ON = new Options(true, 1e-12, 10_000);

    /** 0 resist-JP1, 1 resist-JP2, 2 HF, 3 wafer, 4 fabA, 5 fabB, 6 phone. */
    private static final int HF = 2;

    @Test
    void caseBElevenFirmsWithoutReplaceability() {
        assertScores(
                new Esri(elevenFirms(), InputRole.Roles.ALL_NON_ESSENTIAL, new Options(false, 1e-2, 1000)),
                .272727,
                .272727,
                .181818,
                .363636,
                .181818,
                .363636,
                .363636,
                .181818,
                .090909,
                .181818,
                .272727);
    }

    @Test
    void caseBElevenFirmsWithReplaceability() {
        assertScores(
                new Esri(elevenFirms(), InputRole.Roles.ALL_NON_ESSENTIAL, new Options(true, 1e-2, 1000)),
                .272727,
                .272727,
                .121212,
                .363636,
                .121212,
                .363636,
                .363636,
                .181818,
                .090909,
                .181818,
                .272727);
    }

    @Test
    void caseCLinearWithoutReplaceability() {
        assertScores(
                new Esri(sevenNodes(), InputRole.Roles.ALL_NON_ESSENTIAL, SIGMA_OFF),
                .328571,
                .071429,
                .064286,
                .535714,
                .714286,
                .285714,
                1);
    }

    @Test
    void caseCLinearWithReplaceability() {
        assertScores(
                new Esri(sevenNodes(), InputRole.Roles.ALL_NON_ESSENTIAL, SIGMA_ON),
                .328571,
                .037143,
                .064286,
                .535714,
                .714286,
                .285714,
                1);
    }

    @Test
    void caseCEssentialWithoutReplaceability() {
        assertScores(
                new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_OFF),
                .607143,
                .135714,
                .6,
                .8,
                .714286,
                .285714,
                1);
    }

    @Test
    void caseCEssentialWithReplaceability() {
        assertScores(
                new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON),
                .607143,
                .05,
                .6,
                .8,
                .714286,
                .285714,
                1);
    }

    @Test
    void aCutOfHfBy30PercentIsSmallWhenLinearAndNotWhenEssential() {
        double[] left = {1, 1, .7, 1, 1, 1, 1};

        assertThat(new Esri(sevenNodes(), InputRole.Roles.ALL_NON_ESSENTIAL, SIGMA_ON)
                        .of(left)
                        .combined())
                .isCloseTo(.019286, PRINTED);
        assertThat(new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON)
                        .of(left)
                        .combined())
                .isCloseTo(.18, PRINTED);
    }

    @Test
    void allLinearIsNotAllEssential() {
        double linear = new Esri(sevenNodes(), InputRole.Roles.ALL_NON_ESSENTIAL, SIGMA_ON)
                .ofFirm(HF)
                .combined();
        double essential = new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON)
                .ofFirm(HF)
                .combined();

        assertThat(linear).isLessThan(.07);
        assertThat(essential).isCloseTo(.6, PRINTED);
    }

    @Test
    void replaceabilityOfTwoOneThreeWithOneHalfAndAQuarterLeft() {
        assertThat(Esri.replaceability(new double[] {2, 1, 3}, new double[] {1, .5, .25}, new int[] {1, 1, 2}))
                .containsExactly(new double[] {.8, .4, 1}, within(1e-15));
    }

    @Test
    void aMarketWithNothingLeftReplacesNothing() {
        assertThat(Esri.replaceability(new double[] {2, 1}, new double[] {0, 0}, new int[] {0, 0}))
                .containsExactly(1, 1);
    }

    @Test
    void finalDemandIsACustomerThatNeverFalls() {
        // The same network with the phone maker's sales said, and with a household firm instead
        FirmNetwork said = FirmNetwork.of(0, 1)
                .supply(0, 1, 10)
                .finalDemand(0, 30)
                .finalDemand(1, 20)
                .build();
        FirmNetwork household = FirmNetwork.of(0, 1, 2)
                .supply(0, 1, 10)
                .supply(0, 2, 30)
                .supply(1, 2, 20)
                .build();

        Esri one = new Esri(said, InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON);
        Esri other =
                new Esri(household, (input, product) -> product == 2 ? InputRole.NONE : InputRole.ESSENTIAL, SIGMA_ON);

        for (int firm = 0; firm < 2; firm++) {
            assertThat(one.ofFirm(firm)).isEqualTo(other.ofFirm(firm));
        }
        // Firm 1 buys a quarter of what firm 0 makes: 20 of its own and 10 of firm 0's are lost
        assertThat(one.ofFirm(1).upstream()).isCloseTo(30.0 / 60, PRINTED);
        assertThat(one.ofFirm(1).downstream()).isCloseTo(20.0 / 60, PRINTED);
        assertThat(one.ofFirm(0).downstream()).isEqualTo(1);
    }

    @Test
    void weightsCanBeGiven() {
        double[] weights = {0, 0, 0, 0, 3, 1, 0};

        Esri.Scores scores = new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_OFF, weights).ofFirm(4);

        // fabB loses what resist and wafer makers lose with fabA only upstream, so nothing
        assertThat(scores.combined()).isEqualTo(.75);
    }

    @Test
    void withoutAShockNothingIsLost() {
        Esri.Scores scores =
                new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON).of(new double[] {1, 1, 1, 1, 1, 1, 1});

        assertThat(scores).isEqualTo(new Esri.Scores(0, 0, 0, 1, true));
    }

    @Test
    void anEmptyNetworkLosesNothing() {
        Esri esri = new Esri(FirmNetwork.of().build(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON);

        assertThat(esri.of(new double[0]).combined()).isZero();
        assertThat(esri.ofAllFirms(Runnable::run, 2)).isEmpty();
    }

    @Test
    void theMostStepsAreABound() {
        Esri.Scores scores =
                new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, new Options(true, 1e-12, 2)).ofFirm(HF);

        assertThat(scores.iterations()).isEqualTo(2);
        assertThat(scores.converged()).isFalse();
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        FirmNetwork.Builder builder = FirmNetwork.of(0, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.supply(0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.supply(0, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.supply(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.supply(0, 1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.finalDemand(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> FirmNetwork.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Options(true, 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Options(true, .1, 0));
        Esri esri = new Esri(builder.build(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON);
        assertThatIllegalArgumentException().isThrownBy(() -> esri.ofFirm(2));
        assertThatIllegalArgumentException().isThrownBy(() -> esri.of(new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> esri.of(new double[] {1, 1.1}))
                .withMessage("capacity left: 1.1 (expected: 0 to 1)");
    }

    @Test
    void anInterruptedRankingIsCancelled() {
        Esri esri = new Esri(sevenNodes(), InputRole.Roles.ALL_ESSENTIAL, SIGMA_ON);
        Thread.currentThread().interrupt();
        try {
            Assertions.assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> esri.ofAllFirms(worker -> {}, 1));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void assertScores(Esri esri, double... expected) {
        Esri.Run run = esri.run();
        for (int firm = 0; firm < expected.length; firm++) {
            Esri.Scores scores = run.of(firm);
            assertThat(scores.combined()).as("firm " + firm).isCloseTo(expected[firm], PRINTED);
            assertThat(scores).isEqualTo(esri.ofFirm(firm));
        }
    }

    private static FirmNetwork elevenFirms() {
        FirmNetwork.Builder builder = FirmNetwork.of(1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5);
        int[][] edges = {{3, 6}, {4, 6}, {4, 7}, {5, 7}, {6, 1}, {6, 2}, {7, 10}, {7, 11}, {8, 1}, {8, 2}, {9, 11}};
        for (int[] edge : edges) {
            builder.supply(edge[0] - 1, edge[1] - 1, 1);
        }
        return builder.build();
    }

    private static FirmNetwork sevenNodes() {
        return FirmNetwork.of(0, 0, 1, 2, 3, 3, 4)
                .supply(0, 4, 6)
                .supply(1, 4, 2)
                .supply(0, 5, 4)
                .supply(2, 4, 1)
                .supply(2, 5, 1)
                .supply(3, 4, 11)
                .supply(3, 5, 5)
                .supply(4, 6, 30)
                .supply(5, 6, 10)
                .build();
    }
}
