package io.strait.trade.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AsymmetryTest {
    /** Exports 100 FOB, imports 118 CIF: the mirror statistics' usual example. */
    @Example
    void theWorkedExample() {
        Asymmetry result = Asymmetry.of(new BigDecimal("100"), new BigDecimal("118"));
        assertThat(result.difference()).isEqualByComparingTo("18");
        assertThat(result.ratio()).isEqualByComparingTo("0.082569");
        assertThat(result.reason()).isNull();
    }

    @Property(seed = "1992")
    void itLiesBetweenZeroAndOneAndIsTheSameFromEitherSide(
            @ForAll @IntRange(max = 1000) int one, @ForAll @IntRange(min = 1, max = 1000) int other) {
        Asymmetry result = Asymmetry.of(BigDecimal.valueOf(one), BigDecimal.valueOf(other));
        Asymmetry reverse = Asymmetry.of(BigDecimal.valueOf(other), BigDecimal.valueOf(one));
        BigDecimal ratio = Objects.requireNonNull(result.ratio());
        assertThat(ratio).isBetween(BigDecimal.ZERO, BigDecimal.ONE).isEqualTo(reverse.ratio());
        assertThat(ratio.signum() == 0).isEqualTo(one == other);
        assertThat(result.difference())
                .isEqualTo(Objects.requireNonNull(reverse.difference()).negate());
    }

    @Example
    void ofNothingThereIsNone() {
        assertThat(Asymmetry.of(BigDecimal.ZERO, BigDecimal.ZERO).reason()).isEqualTo(Asymmetry.Reason.BOTH_ZERO);
        assertThat(Asymmetry.of(null, BigDecimal.ONE).reason()).isEqualTo(Asymmetry.Reason.INCOMPLETE);
    }
}
