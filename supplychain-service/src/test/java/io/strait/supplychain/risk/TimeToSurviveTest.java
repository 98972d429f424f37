package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Demand 10 a day, 20 finished, 30 in parts. */
class TimeToSurviveTest {
    @Test
    void withoutBackup5Days() {
        assertThat(withBackup(0)).isEqualTo(new TimeToSurvive.Days(5, 10));
    }

    @Test
    void withBackup4EightAndAThirdDays() {
        assertThat(withBackup(4)).isInstanceOfSatisfying(TimeToSurvive.Days.class, tts -> assertThat(tts.days())
                .isCloseTo(8.3333, within(5e-5)));
    }

    @Test
    void withBackup9FiftyDays() {
        assertThat(withBackup(9)).isEqualTo(new TimeToSurvive.Days(50, 1));
    }

    @Test
    void withBackup10OrMoreUnbounded() {
        assertThat(withBackup(10)).isEqualTo(new TimeToSurvive.Unbounded());
        assertThat(withBackup(12)).isEqualTo(new TimeToSurvive.Unbounded());
        assertThat(withBackup(10).unitsLost(1000)).isZero();
        assertThat(TimeToSurvive.of(0, 0)).isEqualTo(new TimeToSurvive.Unbounded());
    }

    @Test
    void unitsLostWithBackup4() {
        assertThat(withBackup(4).unitsLost(8)).isZero();
        assertThat(withBackup(4).unitsLost(10)).isCloseTo(10, within(1e-9));
        assertThat(withBackup(4).unitsLost(90)).isCloseTo(490, within(1e-9));
    }

    @Test
    void theRiskExposureIndexIsAPartOfTheLargestImpact() {
        assertThat(TimeToSurvive.riskExposureIndex(0, 10, 490, 245))
                .containsExactly(new double[] {0, 10.0 / 490, 1, .5}, within(1e-15));
        assertThat(TimeToSurvive.riskExposureIndex(0, 0)).containsExactly(0, 0);
        assertThat(TimeToSurvive.riskExposureIndex()).isEmpty();
    }

    @Test
    void whatIsNegativeOrNotFiniteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeToSurvive.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeToSurvive.of(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeToSurvive.of(1, 0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> withBackup(4).unitsLost(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeToSurvive.of(Double.MIN_VALUE, 0, 1));
    }

    private static TimeToSurvive withBackup(double backup) {
        return TimeToSurvive.of(10, backup, 20, 30);
    }
}
