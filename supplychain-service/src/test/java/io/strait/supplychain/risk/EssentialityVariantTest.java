package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.risk.EssentialityVariant.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class EssentialityVariantTest {
    @Test
    void resistAt30Percent() {
        assertOutputs(List.of(resist(.3), hf(1), wafer(1), service(1)), 90.540541, 30, 30, 30, 30);
    }

    @Test
    void waferAt40Percent() {
        assertOutputs(List.of(resist(1), hf(1), wafer(.4), service(1)), 67.567568, 100, 70, 40, 40);
    }

    @Test
    void noService() {
        assertOutputs(List.of(resist(1), hf(1), wafer(1), service(0)), 72.972973, 100, 100, 100, 0);
    }

    @Test
    void resistAt50PercentAndWaferAt10() {
        assertOutputs(List.of(resist(.5), hf(1), wafer(.1), service(1)), 44.594595, 50, 50, 10, 10);
    }

    @Test
    void unknownEssentialityLeavesAnInterval() {
        Input unknown = new Input(2, .1, Essentiality.UNKNOWN);

        assertThat(EssentialityVariant.WEAKLY_CRITICAL.output(List.of(unknown), 100))
                .isEqualTo(new Interval(20, 100));
        assertThat(EssentialityVariant.LEONTIEF.output(List.of(unknown), 100)).isEqualTo(new Interval(20, 20));
    }

    @Test
    void noInputsAndInputsThatNeedNothingAllowEverything() {
        for (EssentialityVariant variant : EssentialityVariant.values()) {
            assertThat(variant.output(List.of(), 100).point()).hasValue(100);
            assertThat(variant.output(List.of(new Input(0, 0, Essentiality.CRITICAL)), 100)
                            .point())
                    .hasValue(100);
        }
    }

    @Test
    void negativeAndEndlessStocksAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Input(-1, 1, Essentiality.NOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Input(1, Double.NaN, Essentiality.NOT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EssentialityVariant.LINEAR.output(List.of(), Double.POSITIVE_INFINITY));
    }

    private static void assertOutputs(List<Input> inputs, double... expected) {
        for (EssentialityVariant variant : EssentialityVariant.values()) {
            Interval output = variant.output(inputs, 100);
            assertThat(output.low()).as(variant.name()).isCloseTo(expected[variant.ordinal()], within(5e-7));
            assertThat(output.width()).isZero();
        }
    }

    private static Input resist(double part) {
        return new Input(5 * part, .05, Essentiality.CRITICAL);
    }

    private static Input hf(double part) {
        return new Input(2 * part, .02, Essentiality.CRITICAL);
    }

    private static Input wafer(double part) {
        return new Input(20 * part, .2, Essentiality.IMPORTANT);
    }

    private static Input service(double part) {
        return new Input(10 * part, .1, Essentiality.NOT);
    }
}
