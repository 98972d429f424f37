package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.strait.supplychain.risk.Sensitivity.Sampling;
import io.strait.supplychain.risk.Sensitivity.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensitivityTest {
    private static final Sampling SAMPLING = new Sampling(4000, 42, 0.05);
    private static final List<Unknown> THREE =
            List.of(new Unknown("a", 0, .5, 1), new Unknown("b", 0, .5, 1), new Unknown("c", 0, .5, 1));

    @Test
    void aSumHasTheEffectsOfItsTermsSquared() {
        // Var of a + 3 b: 1/12 and 9/12
        Sensitivity result = Sensitivity.of(THREE, v -> v[0] + 3 * v[1], SAMPLING);

        assertThat(result.effects()).extracting(Sensitivity.Effect::name).containsExactly("b", "a", "c");
        assertThat(result.effects().get(0).total()).isCloseTo(.9, within(.03));
        assertThat(result.effects().get(1).total()).isCloseTo(.1, within(.01));
        assertThat(result.effects().get(2).total()).isZero();
        assertThat(result.effects().get(0).swing()).isEqualTo(new Interval(.5, 3.5));
        assertThat(result.point()).isEqualTo(2);
        assertThat(result.interval().contains(2)).isTrue();
        assertThat(result.range().low()).isBetween(0.0, result.interval().low());
        assertThat(result.range().high()).isBetween(result.interval().high(), 4.0);
    }

    @Test
    void theShareOrTheStockThatMattersComesFirst() {
        // Days of survival: stock 20 to 40, demand 10, backup 0 to 1
        List<Unknown> unknowns = List.of(new Unknown("backup", 0, .5, 1), new Unknown("stock", 20, 30, 40));

        Sensitivity result = Sensitivity.of(
                unknowns,
                v -> TimeToSurvive.of(10, v[0], v[1]) instanceof TimeToSurvive.Days tts ? tts.days() : 0,
                SAMPLING);

        assertThat(result.effects().get(0).name()).isEqualTo("stock");
        assertThat(result.point()).isCloseTo(30 / 9.5, within(1e-12));
        assertThat(result.interval().low()).isBetween(2.0, 2.4);
        assertThat(result.interval().high()).isBetween(3.9, 40 / 9.0);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        assertThat(Sensitivity.of(THREE, v -> v[0] * v[1] - v[2], SAMPLING))
                .isEqualTo(Sensitivity.of(THREE, v -> v[0] * v[1] - v[2], SAMPLING));
        assertThat(Sensitivity.of(THREE, v -> v[0] * v[1] - v[2], new Sampling(4000, 43, .05)))
                .isNotEqualTo(Sensitivity.of(THREE, v -> v[0] * v[1] - v[2], SAMPLING));
    }

    @Test
    void whatNothingMovesIsAPoint() {
        Sensitivity result = Sensitivity.of(THREE, v -> 7, SAMPLING);

        assertThat(result.interval().point()).hasValue(7);
        assertThat(result.effects()).allMatch(effect -> effect.total() == 0);
        assertThat(Sensitivity.of(List.of(), v -> 7, SAMPLING).effects()).isEmpty();
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Unknown("a", 1, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Unknown("a", 0, Double.NaN, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Unknown("a", 0, 1, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(1, 0, .1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(10, 0, .5));
        List<Unknown> many = java.util.Collections.nCopies(100, new Unknown("a", 0, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensitivity.of(many, v -> 0, new Sampling(1_000_000, 1, 0)));
        assertThatIllegalStateException().isThrownBy(() -> Sensitivity.of(THREE, v -> 1 / 0.0, SAMPLING));
    }
}
