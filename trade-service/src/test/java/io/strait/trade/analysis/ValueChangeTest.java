package io.strait.trade.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.analysis.ValueChange.NoChange;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueChangeTest {
    private static final Figure MISSING = new Figure.Missing();
    private static final Figure SUPPRESSED = new Figure.Suppressed();

    private static Figure value(String amount) {
        return new Figure.Value(new BigDecimal(amount), false);
    }

    @ParameterizedTest
    @CsvSource({"100,110,10,0.100000", "3,2,-1,-0.333333", "3,5,2,0.666667", "8,8.00,0.00,0.000000", "5,0,-5,-1.000000"
    })
    void aChangeIsToldInUnitsAndAsAShare(String before, String now, String absolute, String relative) {
        assertThat(ValueChange.of(value(before), value(now)))
                .isEqualTo(new ValueChange(new BigDecimal(absolute), new BigDecimal(relative), null));
    }

    @Test
    void fromZeroThereIsNoShare() {
        assertThat(ValueChange.of(value("0"), value("7")))
                .isEqualTo(new ValueChange(new BigDecimal("7"), null, NoChange.ZERO_BEFORE));
    }

    @Test
    void withoutAValueThereIsNoChangeAndAReason() {
        assertThat(ValueChange.of(null, value("1")).reason()).isEqualTo(NoChange.FIRST_VINTAGE);
        assertThat(ValueChange.of(MISSING, value("1")).reason()).isEqualTo(NoChange.MISSING_BEFORE);
        assertThat(ValueChange.of(SUPPRESSED, MISSING).reason()).isEqualTo(NoChange.SUPPRESSED_BEFORE);
        assertThat(ValueChange.of(value("1"), MISSING).reason()).isEqualTo(NoChange.MISSING);
        assertThat(ValueChange.of(value("1"), SUPPRESSED)).isEqualTo(new ValueChange(null, null, NoChange.SUPPRESSED));
    }
}
