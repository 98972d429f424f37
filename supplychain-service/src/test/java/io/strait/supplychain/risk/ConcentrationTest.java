package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.risk.ConcentrationBands.Band;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConcentrationTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void thirtyThirtyTwentyTwentyIs2600() {
        assertThat(Concentration.of(Shares.exactly(30, 30, 20, 20)).hhi().point())
                .hasValue(2600);
    }

    @Test
    void fortyThirtyTwentyTenIs3000() {
        assertThat(Concentration.of(Shares.exactly(40, 30, 20, 10)).hhi().point())
                .hasValue(3000);
    }

    @Test
    void seventyFifteenFiveWithTenUnknownIs5150To5250() {
        Concentration concentration = Concentration.of(Shares.exactly(70, 15, 5));

        assertThat(concentration.hhi()).isEqualTo(new Interval(5150, 5250));
        assertThat(concentration.hhi().point()).isEmpty();
        assertThat(concentration.coverage()).isEqualTo(90);
        assertThat(concentration.hhiOfKnown()).isEqualTo(5150);
        assertThat(concentration.suppliers()).isEqualTo(3);
    }

    @Test
    void namedSuppliersOfUnknownShareLeaveTheSameInterval() {
        Concentration concentration =
                Concentration.of(Shares.and(Shares.exactly(70, 15, 5), Share.UNKNOWN, Share.UNKNOWN));

        assertThat(concentration.hhi()).isEqualTo(new Interval(5150, 5250));
        assertThat(concentration.suppliers()).isEqualTo(5);
        assertThat(concentration.unknown()).isEqualTo(2);
    }

    @Test
    void aRangeIsFilledBeforeAnUnnamedSupplierWhereThatConcentratesMore() {
        // 50 exactly, 30 to 40: at least 50^2 + 30^2; at most 50^2 + 40^2 and 10 for one unnamed supplier
        Concentration concentration = Concentration.of(Shares.and(Shares.exactly(50), Shares.range(30, 40)));

        assertThat(concentration.hhi()).isEqualTo(new Interval(3400, 4200));
        assertThat(concentration.coverage()).isEqualTo(80);
    }

    @Test
    void aNegligibleShareIsNoMoreThanItsBoundAndZeroIsNothing() {
        Concentration concentration = Concentration.of(
                Shares.and(Shares.exactly(99), Share.NEGLIGIBLE, Share.NEGLIGIBLE, Shares.exact(0)), 0.4);

        // The point that is left goes to an unnamed supplier as a whole
        assertThat(concentration.hhi().low()).isCloseTo(9801, EXACT);
        assertThat(concentration.hhi().high()).isCloseTo(9802, EXACT);
        assertThat(concentration.suppliers()).isEqualTo(3);
    }

    @Test
    void collectiveSuppliersAreLeftOutAndSaid() {
        SupplierShare various = new SupplierShare("Various companies", Shares.exact(10), true);

        Concentration concentration = Concentration.of(
                List.of(new SupplierShare("a", Shares.exact(60)), new SupplierShare("b", Shares.exact(30)), various));

        assertThat(concentration.hhi()).isEqualTo(new Interval(4500, 4600));
        assertThat(concentration.excluded()).containsExactly(various);
        assertThat(concentration.coverage()).isEqualTo(90);
    }

    @Test
    void sharesThatAddUpToMoreThanAHundredAreScaledDownAndSaid() {
        Concentration concentration = Concentration.of(Shares.exactly(60, 60));

        assertThat(concentration.hhi().low()).isCloseTo(5000, EXACT);
        assertThat(concentration.hhi().high()).isCloseTo(5000, EXACT);
        assertThat(concentration.excess()).isCloseTo(20, EXACT);
        assertThat(concentration.coverage()).isEqualTo(100);
        assertThat(concentration.hhiOfKnown()).isEqualTo(7200);
    }

    @Test
    void effectiveSuppliersAre10000OverHhi() {
        assertThat(Concentration.of(Shares.exactly(25, 25, 25, 25)).effectiveSuppliers())
                .hasValue(new Interval(4, 4));
        assertThat(Concentration.of(List.of()).effectiveSuppliers()).isEmpty();
    }

    @Test
    void ofNobodyKnownAnythingIsPossible() {
        assertThat(Concentration.of(List.of()).hhi()).isEqualTo(new Interval(0, 10_000));
        assertThat(Concentration.of(Shares.and(List.of(), Share.UNKNOWN)).hhi()).isEqualTo(new Interval(0, 10_000));
    }

    @Test
    void anAreaMayHaveWhatNobodyNamed() {
        // Japan 40 + 30, Korea 20; the 10 that are left may be Japan's too
        List<SupplierShare> shares = Shares.exactly(40, 30, 20);

        Concentration byArea =
                Concentration.byArea(shares, share -> share.supplier().equals("s2") ? "KOR" : "JPN", 1);

        assertThat(byArea.hhi()).isEqualTo(new Interval(70 * 70 + 20 * 20, 80 * 80 + 20 * 20));
    }

    @Test
    void aSupplierOfUnknownAreaIsOfAnyAreaOrOfOneOfItsOwn() {
        Map<String, String> areas = Map.of("s0", "JPN", "s1", "KOR");

        Concentration byArea = Concentration.byArea(
                Shares.exactly(50, 30, 20), share -> areas.get(share.supplier()), Concentration.NEGLIGIBLE_UP_TO);

        assertThat(byArea.hhi()).isEqualTo(new Interval(2500 + 900 + 400, 4900 + 900));
    }

    @Test
    void theBandsAreThoseOfTheGuidelinesOrOnesOwn() {
        assertThat(ConcentrationBands.US_2010.of(1499.9)).isEqualTo(Band.LOW);
        assertThat(ConcentrationBands.US_2010.of(1500)).isEqualTo(Band.MODERATE);
        assertThat(ConcentrationBands.US_2010.of(2500)).isEqualTo(Band.MODERATE);
        assertThat(ConcentrationBands.US_2010.of(2500.1)).isEqualTo(Band.HIGH);
        assertThat(ConcentrationBands.US_2023.of(1000)).isEqualTo(Band.MODERATE);
        assertThat(ConcentrationBands.US_2023.of(1800.1)).isEqualTo(Band.HIGH);
        Concentration open = Concentration.of(Shares.exactly(30, 20));
        assertThat(open.atLeast(ConcentrationBands.US_2010)).isEqualTo(Band.LOW);
        assertThat(open.atMost(ConcentrationBands.US_2010)).isEqualTo(Band.HIGH);
        assertThat(new ConcentrationBands(5000, 6000).of(5500)).isEqualTo(Band.MODERATE);
        assertThatIllegalArgumentException().isThrownBy(() -> new ConcentrationBands(2000, 1000));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConcentrationBands(Double.NaN, 1000));
    }

    @Test
    void amountsNeedNoUnit() {
        assertThat(Concentration.ofAmounts(3, 3, 2, 2)).isCloseTo(2600, EXACT);
        assertThat(Concentration.ofAmounts(1e300, 1e300)).isCloseTo(5000, EXACT);
        assertThat(Concentration.ofAmounts()).isZero();
        assertThat(Concentration.ofAmounts(0, 0)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Concentration.ofAmounts(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Concentration.ofAmounts(-1));
    }

    @Test
    void manyRangesStayBounded() {
        SupplierShare[] shares = new SupplierShare[60];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = new SupplierShare("s" + i, Shares.range(0.1 + i * 0.001, 3 + i * 0.0371));
        }

        Interval hhi = Concentration.of(List.of(shares)).hhi();

        assertThat(hhi.high()).isBetween(hhi.low(), 10_000.0);
    }
}
